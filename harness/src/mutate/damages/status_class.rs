//! An answer of another class: a refusal in the place of a success, and the other way round.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "status-class",
    about: "the status is of another class",
    basis: "RFC 9110 §15: the class tells success from refusal",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let others: &[u16] = match specimen.response.status / 100 {
        2 => &[403, 500],
        3 => &[404],
        4 => &[200, 500],
        _ => &[200],
    };
    others
        .iter()
        .map(|status| specimen.status(*status))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn a_success_becomes_a_refusal_and_a_refusal_a_success() {
        let after = |status| Sample::new("GET").status(status).after(&KIND);
        assert_eq!(after(207), ["403", "500"]);
        assert_eq!(after(301), ["404"]);
        assert_eq!(after(412), ["200", "500"]);
        assert_eq!(after(503), ["200"]);
    }
}
