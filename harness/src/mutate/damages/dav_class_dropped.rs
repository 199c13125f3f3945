//! A DAV header without a class that every CardDAV server has.

use http::header::HeaderName;

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "dav-class-dropped",
    about: "the DAV header of OPTIONS lacks 1 or addressbook",
    basis: "RFC 4918 §10.1, RFC 6352 §6.1",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let spot = specimen.header(&HeaderName::from_static("dav"));
    let Some(spot) = spot.filter(|_| specimen.request.method == "OPTIONS") else {
        return Vec::new();
    };
    let classes: Vec<&str> = spot.value.split(',').map(str::trim).collect();
    let needed = ["1", "addressbook"].into_iter();
    needed
        .filter(|class| classes.contains(class))
        .map(|dropped| {
            let rest: Vec<&str> = classes.iter().copied().filter(|c| *c != dropped).collect();
            specimen.change(&spot, rest.join(", "))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn each_needed_class_is_dropped_in_turn() {
        let sample = Sample::new("OPTIONS").header("dav", "1, 3, addressbook");
        assert_eq!(sample.after(&KIND), ["3, addressbook", "1, 3"]);
        assert!(
            Sample::new("GET")
                .header("dav", "1")
                .after(&KIND)
                .is_empty()
        );
    }
}
