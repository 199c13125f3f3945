//! The ETag of another resource.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "etag-repeated",
    about: "an ETag is that of another resource",
    basis: "RFC 9110 §8.8.3, RFC 4918 §15.6: one state of a resource has one ETag",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let etags = specimen.etags();
    let here = |href| etags.iter().find(move |(other, _)| other != href);
    let repeated = etags.iter().filter_map(|(href, spot)| {
        let elsewhere = specimen.others.etags_but_of(href).into_iter();
        let same_answer = here(href).map(|(_, other)| other.value.clone());
        let mut all = same_answer.into_iter().chain(elsewhere);
        let other = all.find(|etag| etag.trim() != spot.value.trim())?;
        let used = specimen.others.mention(spot.value.trim());
        Some(specimen.change(spot, other).counts_if(used))
    });
    repeated.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn each_resource_gets_the_etag_of_another_one() {
        let rows = format!(
            "{}{}",
            found("/b/1", "<d:getetag>\"1\"</d:getetag>"),
            found("/b/2", "<d:getetag>\"2\"</d:getetag>")
        );
        let sample = Sample::propfind(&[], &rows);
        assert_eq!(sample.after(&KIND), ["\"2\"", "\"1\""]);
        let one = Sample::propfind(&[], &found("/b/1", "<d:getetag>\"1\"</d:getetag>"));
        assert!(one.after(&KIND).is_empty());
    }
}
