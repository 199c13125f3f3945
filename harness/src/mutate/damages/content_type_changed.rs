//! A body that says that it is something else.

use http::header::CONTENT_TYPE;

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "content-type-changed",
    about: "XML or a vCard is called text/plain",
    basis: "RFC 4918 §8.2; RFC 6352 §5.1; RFC 9110 §8.3",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let is_judged = specimen.root.is_some() || specimen.body.starts_with("BEGIN:VCARD");
    let spot = specimen.header(&CONTENT_TYPE).filter(|_| is_judged);
    let change = |spot| specimen.change(&spot, "text/plain; charset=utf-8");
    spot.map(change).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn only_xml_and_cards_are_called_something_else() {
        assert_eq!(
            Sample::propfind(&[], "").after(&KIND),
            ["text/plain; charset=utf-8"]
        );
        let page = Sample::new("GET")
            .header("content-type", "text/html")
            .body("<p>");
        assert!(page.after(&KIND).is_empty());
    }
}
