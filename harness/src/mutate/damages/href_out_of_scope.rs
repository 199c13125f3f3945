//! A response about a resource that was not asked for.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::href_spots;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "href-out-of-scope",
    about: "a response names a resource outside the request's scope",
    basis: "RFC 4918 §9.1, RFC 6578 §3.3, RFC 6352 §8.7",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let hrefs = href_spots(specimen).into_iter();
    hrefs
        .map(|spot| specimen.change(&spot, "/elsewhere/x"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn each_href_leaves_the_scope() {
        let after = Sample::propfind(&[], &found("/b/1", "")).after(&KIND);
        assert_eq!(after, ["/elsewhere/x"]);
    }
}
