//! No body where one is needed.

use crate::dav::DAV;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "body-emptied",
    about: "a multistatus, a card or a DAV:error is an empty body",
    basis: "RFC 4918 §13, §16; RFC 9110 §9.3.1",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let is_error = specimen
        .root
        .as_ref()
        .is_some_and(|root| root.is(DAV, "error"));
    let is_card = specimen.body.starts_with("BEGIN:VCARD");
    let is_needed = specimen.response.status == 207 || is_error || is_card;
    is_needed
        .then(|| specimen.with_body("the body", ""))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn only_bodies_that_are_needed_are_emptied() {
        assert_eq!(Sample::propfind(&[], "").after(&KIND), [""]);
        let page = Sample::new("GET").status(404).body("<p>");
        assert!(page.after(&KIND).is_empty());
    }
}
