//! An ETag without its quotes.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "etag-unquoted",
    about: "an ETag loses its quotes",
    basis: "RFC 9110 §8.8.3",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let etags = specimen.etags().into_iter().map(|(_, spot)| spot);
    let quoted = etags.filter(|spot| spot.value.contains('"'));
    quoted
        .map(|spot| specimen.change(&spot, spot.value.replace('"', "")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn quotes_are_taken_away() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        assert_eq!(Sample::propfind(&[], &row).after(&KIND), ["1"]);
    }
}
