//! A weak ETag.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "etag-weakened",
    about: "a strong ETag becomes a weak one",
    basis: "RFC 6352 §6.3.2.3: the ETag of an address object is strong",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let etags = specimen.etags().into_iter().map(|(_, spot)| spot);
    let strong = etags.filter(|spot| spot.value.starts_with('"'));
    strong
        .map(|spot| specimen.change(&spot, format!("W/{}", spot.value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn strong_etags_are_weakened_in_header_and_property() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        assert_eq!(Sample::propfind(&[], &row).after(&KIND), ["W/\"1\""]);
        let header = Sample::new("GET").header("etag", "\"1\"");
        assert_eq!(header.after(&KIND), ["W/\"1\""]);
        let weak = Sample::new("GET").header("etag", "W/\"1\"");
        assert!(weak.after(&KIND).is_empty());
    }
}
