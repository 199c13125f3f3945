//! Another status for the same success.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "success-status",
    about: "a write that succeeded is answered 200 in the place of 204, or the other way round",
    basis: "RFC 9110 §9.3.4, §9.3.5: either",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let writes = matches!(specimen.request.method.as_str(), "PUT" | "DELETE");
    let other = match specimen.response.status {
        200 if specimen.body.is_empty() => 204,
        204 => 200,
        _ => return Vec::new(),
    };
    writes.then(|| specimen.status(other)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn only_writes_have_two_ways_to_succeed() {
        assert_eq!(Sample::new("DELETE").status(204).after(&KIND), ["200"]);
        assert_eq!(Sample::new("PUT").after(&KIND), ["204"]);
        assert!(Sample::new("GET").after(&KIND).is_empty());
        assert!(Sample::new("PUT").status(201).after(&KIND).is_empty());
    }
}
