//! A refusal that names no reason.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::conditions;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "condition-dropped",
    about: "DAV:error is empty",
    basis: "RFC 4918 §16: the element names the condition that was broken",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let conditions = conditions(specimen);
    conditions.iter().map(|spot| specimen.drop(spot)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn the_condition_is_taken_away() {
        let sample = Sample::error("<d:valid-sync-token/>");
        assert_eq!(sample.after(&KIND), ["nothing"]);
        assert!(Sample::propfind(&[], "").after(&KIND).is_empty());
    }
}
