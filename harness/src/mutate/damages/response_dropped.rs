//! A member that is missed.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::row_spots;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "response-dropped",
    about: "a response is missing from the multistatus",
    basis: "RFC 4918 §9.1, RFC 6578 §3.4, RFC 6352 §8.6, §8.7: nothing is left out",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let rows = row_spots(specimen);
    rows.iter().map(|spot| specimen.drop(spot)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn each_response_is_dropped_in_turn() {
        let rows = format!("{}{}", found("/b/1", ""), found("/b/2", ""));
        let damages = Sample::propfind(&[], &rows).damages(&KIND);
        assert_eq!(damages[0].what, "the response of /b/1");
        assert!(!String::from_utf8_lossy(&damages[0].response.body).contains("/b/1"));
    }
}
