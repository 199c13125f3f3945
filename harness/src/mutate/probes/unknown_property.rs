//! A property that was not asked for.

use crate::dav::Element;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "unknown-property",
    about: "a propstat of 200 holds a property that was not asked for",
    basis: "RFC 4918 §9.1, §17: nothing forbids it",
    sort: Sort::Probe,
    changes,
};

const UNKNOWN: &str = "<x:colour xmlns:x=\"urn:example:extension\">red</x:colour>";

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let rows = specimen.rows().iter();
    let propstats = rows.flat_map(|row| &row.propstats);
    let found = propstats.filter(|propstat| propstat.status == Some(200));
    let props = found.filter_map(|propstat| propstat.element.dav_child("prop"));
    let ends: Vec<usize> = props.filter_map(|prop| end(specimen.body, prop)).collect();
    if ends.is_empty() {
        return Vec::new();
    }
    let mut body = specimen.body.to_owned();
    for end in ends.iter().rev() {
        body.insert_str(*end, UNKNOWN);
    }
    vec![specimen.with_body("a property more", body)]
}

fn end(body: &str, prop: &Element) -> Option<usize> {
    Some(crate::mutate::body::inside(body, prop)?.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found, gone};

    #[test]
    fn every_propstat_at_200_holds_one_more() {
        let rows = format!("{}{}", found("/b/1", ""), found("/b/2", ""));
        let body = Sample::propfind(&[], &rows).changed_body(&KIND);
        assert_eq!(body.matches(UNKNOWN).count(), 2);
        assert!(
            Sample::propfind(&[], &gone("/b/1"))
                .damages(&KIND)
                .is_empty()
        );
    }
}
