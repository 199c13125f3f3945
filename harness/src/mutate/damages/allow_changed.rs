//! An Allow that does not say what is so.

use http::header::ALLOW;

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "allow-changed",
    about: "Allow names the method that was refused",
    basis: "RFC 9110 §15.5.6: a 405 tells the methods that are supported",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let spot = specimen.header(&ALLOW);
    let spot = spot.filter(|_| specimen.response.status == 405);
    let method = &specimen.request.method;
    let change = |spot: crate::mutate::spot::Spot| {
        let after = match spot.value.trim() {
            "" => method.clone(),
            methods => format!("{methods}, {method}"),
        };
        specimen.change(&spot, after)
    };
    spot.map(change).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn the_refused_method_is_said_to_be_allowed() {
        let sample = Sample::new("MKCOL").status(405).header("allow", "GET");
        assert_eq!(sample.after(&KIND), ["GET, MKCOL"]);
        let other = Sample::new("OPTIONS").header("allow", "GET");
        assert!(other.after(&KIND).is_empty());
    }
}
