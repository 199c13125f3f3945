//! An element that nobody knows.

use crate::dav::Element;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "unknown-element",
    about: "a multistatus, a response and a DAV:error hold an element of an unknown namespace",
    basis: "RFC 4918 §17: unknown elements are ignored",
    sort: Sort::Probe,
    changes,
};

const UNKNOWN: &str = "<x:extension xmlns:x=\"urn:example:extension\">1</x:extension>";

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Some(root) = &specimen.root else {
        return Vec::new();
    };
    let rows = specimen.rows().iter().map(|row| &row.element);
    let mut ends: Vec<usize> = rows
        .chain([root])
        .filter_map(|it| end(specimen.body, it))
        .collect();
    ends.sort_unstable();
    let mut body = specimen.body.to_owned();
    for end in ends.iter().rev() {
        body.insert_str(*end, UNKNOWN);
    }
    vec![specimen.with_body("an element more", body)]
}

/// Before the end tag.
fn end(body: &str, element: &Element) -> Option<usize> {
    Some(crate::mutate::body::inside(body, element)?.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn every_response_and_the_root_hold_one_more() {
        let body = Sample::propfind(&[], &found("/b/1", "")).changed_body(&KIND);
        assert_eq!(body.matches(UNKNOWN).count(), 2);
        let error = Sample::error("<d:valid-sync-token/>").changed_body(&KIND);
        assert!(error.contains(UNKNOWN));
    }
}
