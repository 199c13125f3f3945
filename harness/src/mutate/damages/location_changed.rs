//! A Location that leads elsewhere.

use http::header::LOCATION;

use super::needed_header::is_redirect;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "location-changed",
    about: "Location names another resource",
    basis: "RFC 9110 §10.2.2, §15.3.2: it names what was created, or where to go on",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let status = specimen.response.status;
    if status != 201 && !is_redirect(status) {
        return Vec::new();
    }
    let Some(spot) = specimen.header(&LOCATION) else {
        return Vec::new();
    };
    vec![
        specimen.change(&spot, format!("{}-x", spot.value.trim_end_matches('/'))),
        specimen.change(&spot, "/elsewhere/x"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn location_is_changed_where_it_means_something() {
        let after = |status| {
            let sample = Sample::new("POST").status(status);
            sample.header("location", "/b/1").after(&KIND)
        };
        assert_eq!(after(201), ["/b/1-x", "/elsewhere/x"]);
        assert_eq!(after(301), ["/b/1-x", "/elsewhere/x"]);
        assert!(after(200).is_empty());
    }
}
