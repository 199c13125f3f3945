//! A resource that is told of twice.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::row_spots;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "response-doubled",
    about: "a response stands in the multistatus twice",
    basis: "RFC 4918 §14.24: an href occurs once",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let rows = row_spots(specimen);
    rows.iter().map(|spot| specimen.double(spot)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn each_response_is_doubled_in_turn() {
        let rows = format!("{}{}", found("/b/1", ""), found("/b/2", ""));
        assert_eq!(Sample::propfind(&[], &rows).damages(&KIND).len(), 2);
    }
}
