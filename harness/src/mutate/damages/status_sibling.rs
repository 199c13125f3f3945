//! A neighbouring status where a standard asks for this very one.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "status-sibling",
    about: "the status is a neighbour of the one that a standard asks for",
    basis: "RFC 4918 §9.1, RFC 3253 §3.6: 207; RFC 9110 §9.3.4: 201; §13.2.1: 304 and 412; \
            §15.5.2: 401",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let other = match (specimen.request.method.as_str(), specimen.response.status) {
        ("PROPFIND" | "REPORT", 207) => 200,
        ("PUT", 201) => 204,
        (_, 412) => 409,
        (_, 401) => 403,
        ("GET" | "HEAD", 304) => 412,
        _ => return Vec::new(),
    };
    vec![specimen.status(other)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn only_a_status_that_a_standard_fixes_has_a_sibling() {
        let after = |method: &str, status| Sample::new(method).status(status).after(&KIND);
        assert_eq!(after("REPORT", 207), ["200"]);
        assert_eq!(after("PUT", 201), ["204"]);
        assert_eq!(after("PUT", 412), ["409"]);
        assert_eq!(after("GET", 401), ["403"]);
        assert_eq!(after("GET", 304), ["412"]);
        assert!(after("PUT", 204).is_empty());
        assert!(after("DELETE", 204).is_empty());
    }
}
