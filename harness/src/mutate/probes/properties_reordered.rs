//! The properties in another order.

use crate::dav::{DAV, Element};
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "properties-reordered",
    about: "properties and propstats come in the opposite order",
    basis: "RFC 4918 §4, §14.18: they have no order",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Some(multistatus) = &specimen.multistatus else {
        return Vec::new();
    };
    let body = reversed(specimen.body, &multistatus.root);
    if body == specimen.body {
        return Vec::new();
    }
    vec![specimen.with_body("the order of the properties", body)]
}

/// The whole body, with what is below an element in the opposite order.
fn reversed(body: &str, root: &Element) -> String {
    let before = body.get(..root.range.start).unwrap_or_default();
    let after = body.get(root.range.end..).unwrap_or_default();
    format!("{before}{}{after}", turned(body, root))
}

/// The text of an element, with its propstats and properties in the opposite order.
fn turned(body: &str, element: &Element) -> String {
    let is_turned = |child: &&Element| element.is(DAV, "prop") || child.is(DAV, "propstat");
    let goes_on = |child: &Element| {
        let parts = ["response", "propstat", "prop"];
        parts.iter().any(|part| child.is(DAV, part))
    };
    let mut backwards = element.children.iter().rev().filter(is_turned);
    let mut out = String::with_capacity(element.range.len());
    let mut copied = element.range.start;
    for child in &element.children {
        let source = match is_turned(&child) {
            true => backwards.next().unwrap_or(child),
            false => child,
        };
        out.push_str(body.get(copied..child.range.start).unwrap_or_default());
        match goes_on(source) {
            true => out.push_str(&turned(body, source)),
            false => out.push_str(body.get(source.range.clone()).unwrap_or_default()),
        }
        copied = child.range.end;
    }
    out.push_str(body.get(copied..element.range.end).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_last_property_comes_first() {
        let row = found(
            "/b/1",
            "<d:getetag>\"1\"</d:getetag><d:displayname>x</d:displayname>",
        );
        let body = Sample::propfind(&[], &row).changed_body(&KIND);
        assert!(body.find("displayname") < body.find("getetag"));
        assert!(
            body.contains("<d:getetag>\"1\"</d:getetag></d:prop>"),
            "{body}"
        );
        let one = found("/b/1", "<d:getetag>\"1\"</d:getetag>");
        assert!(Sample::propfind(&[], &one).damages(&KIND).is_empty());
    }
}
