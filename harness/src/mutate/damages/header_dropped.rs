//! A header that an answer needs is not there.

use super::needed_header::needed;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "header-dropped",
    about: "a header that the answer needs is missing",
    basis: "RFC 9110 §8.3, §10.2.2, §15.5.2, §15.5.6; RFC 4918 §10.1; RFC 6352 §6.3.2.3",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let needed = needed(specimen);
    needed.iter().map(|spot| specimen.drop(spot)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn only_headers_that_are_needed_are_dropped() {
        let what = |method: &str, status| {
            let sample = Sample::new(method).status(status);
            let sample = sample.header("location", "/a").header("etag", "\"1\"");
            sample.header("allow", "GET").what(&KIND)
        };
        assert_eq!(what("POST", 201), ["header location"]);
        assert_eq!(what("PROPFIND", 301), ["header location"]);
        assert_eq!(what("MKCOL", 405), ["header allow"]);
        assert!(what("PUT", 201).is_empty());
    }
}
