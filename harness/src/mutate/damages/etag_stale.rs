//! The ETag from before a change.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "etag-stale",
    about: "an ETag is the one from before a write",
    basis: "RFC 9110 §8.8.1, RFC 6352 §6.3.2.3: a strong ETag changes with the content",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let etags = specimen.etags().into_iter();
    etags
        .filter_map(|(href, spot)| {
            let earlier = specimen.others.earlier_etags(&href);
            let stale = earlier.iter().rev().find(|etag| **etag != spot.value)?;
            Some(specimen.change(&spot, stale.as_str()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn without_an_earlier_etag_there_is_nothing_to_repeat() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        assert!(Sample::propfind(&[], &row).after(&KIND).is_empty());
    }
}
