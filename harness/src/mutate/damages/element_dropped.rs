//! A multistatus that lacks what it is made of.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::structure;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "element-dropped",
    about: "a response lacks its href or status, or a propstat its prop or status",
    basis: "RFC 4918 §14.22, §14.24",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let structure = structure(specimen);
    structure.iter().map(|spot| specimen.drop(spot)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_parts_of_a_response_are_dropped_in_turn() {
        let row = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        let what = Sample::propfind(&[], &row).what(&KIND);
        let expected = ["DAV:href", "DAV:prop", "DAV:status"];
        assert_eq!(
            what,
            expected.map(|name| format!("{name} in the response of /b/1"))
        );
    }
}
