//! A header that an answer needs says nothing.

use http::header::ALLOW;

use super::needed_header::needed;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::spot::At;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "header-emptied",
    about: "a header that the answer needs is empty",
    basis: "RFC 9110 §8.3, §8.8.3, §10.2.2, §11.6.1; RFC 4918 §10.1",
    sort: Sort::Damage,
    changes,
};

/// An empty `Allow` is allowed (RFC 9110 §10.2.1).
fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let needed = needed(specimen).into_iter();
    needed
        .filter(|spot| !matches!(&spot.at, At::Header(name) if *name == ALLOW))
        .map(|spot| specimen.change(&spot, ""))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn a_needed_header_is_emptied_unless_it_may_be_empty() {
        let challenge = Sample::new("GET").status(401);
        let challenge = challenge.header("www-authenticate", "Bearer");
        assert_eq!(challenge.after(&KIND), [""]);
        let allow = Sample::new("MKCOL").status(405).header("allow", "GET");
        assert!(allow.after(&KIND).is_empty());
    }
}
