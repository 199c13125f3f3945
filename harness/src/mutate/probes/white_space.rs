//! White space between the elements.

use crate::dav::{DAV, Element};
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "white-space",
    about: "the elements of WebDAV stand on lines of their own, and hrefs have space around them",
    basis: "RFC 4918 §8.3, §17: white space around elements has no meaning",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Some(multistatus) = &specimen.multistatus else {
        return Vec::new();
    };
    let mut at: Vec<usize> = Vec::new();
    places(&multistatus.root, &mut at);
    let mut body = specimen.body.to_owned();
    for place in at.iter().rev() {
        body.insert_str(*place, "\n  ");
    }
    vec![specimen.with_body("the white space", body)]
}

/// Before the elements that WebDAV itself is made of, in the order of the text.
fn places(element: &Element, at: &mut Vec<usize>) {
    for child in &element.children {
        let local = child.name.local.as_str();
        let parts = [
            "response",
            "href",
            "propstat",
            "prop",
            "status",
            "sync-token",
        ];
        if child.name.namespace == DAV && parts.contains(&local) {
            at.push(child.range.start);
        }
        if matches!(local, "response" | "propstat") {
            places(child, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn every_part_gets_a_line_of_its_own() {
        let body = Sample::propfind(&[], &found("/b/1", "")).changed_body(&KIND);
        for part in ["response", "href", "propstat", "prop", "status"] {
            assert!(body.contains(&format!("\n  <d:{part}>")), "{body}");
        }
    }
}
