//! A multistatus that has twice what it may have once.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::structure;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "element-doubled",
    about: "a response has its href or status twice, or a propstat its prop or status",
    basis: "RFC 4918 §14.22, §14.24",
    sort: Sort::Damage,
    changes,
};

/// Two hrefs are allowed where a status stands for the whole response.
fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let structure = structure(specimen).into_iter();
    structure
        .filter(|spot| !spot.what.starts_with("DAV:href in the status"))
        .map(|spot| specimen.double(&spot))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found, gone};

    #[test]
    fn the_parts_of_a_response_are_doubled_in_turn() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        assert_eq!(Sample::propfind(&[], &row).what(&KIND).len(), 3);
        let gone = Sample::propfind(&[], &gone("/b/1")).what(&KIND);
        assert_eq!(gone, ["DAV:status in the status response of /b/1"]);
    }
}
