//! A write that does not tell the new ETag.

use http::header::ETAG;

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "etag-withheld",
    about: "the answer to a write has no ETag",
    basis: "RFC 9110 §9.3.4, RFC 6352 §6.3.2.3: it may be left out",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let writes = matches!(specimen.request.method.as_str(), "PUT" | "POST");
    let spot = specimen.header(&ETAG).filter(|_| writes);
    spot.map(|spot| specimen.drop(&spot)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn only_writes_may_leave_it_out() {
        let after = |method: &str| Sample::new(method).header("etag", "\"1\"").after(&KIND);
        assert_eq!(after("PUT"), ["nothing"]);
        assert!(after("GET").is_empty());
    }
}
