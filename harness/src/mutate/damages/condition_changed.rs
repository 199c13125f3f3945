//! A refusal that names another reason.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::conditions;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "condition-changed",
    about: "DAV:error names another condition",
    basis: "RFC 4918 §16: the element names the condition that was broken",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let conditions = conditions(specimen).into_iter();
    conditions
        .map(|spot| specimen.change(&spot, "<other-condition xmlns=\"DAV:\"/>"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn the_condition_becomes_another_one() {
        let sample = Sample::error("<d:valid-sync-token/>");
        assert_eq!(sample.what(&KIND), ["DAV:valid-sync-token in DAV:error"]);
    }
}
