//! A card in a CDATA section.

use crate::dav::CARDDAV;
use crate::mutate::body::inside;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "cdata",
    about: "cards in address-data stand in CDATA sections",
    basis: "XML 1.0 §2.7: the same text",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let Some(multistatus) = &specimen.multistatus else {
        return Vec::new();
    };
    let all = multistatus.root.descendants().into_iter();
    let data =
        all.filter(|element| element.is(CARDDAV, "address-data") && !element.text.is_empty());
    let places: Vec<_> = data
        .filter_map(|element| Some((inside(specimen.body, element)?, &element.text)))
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let mut body = specimen.body.to_owned();
    for (range, text) in places.into_iter().rev() {
        // XML turns CRLF into LF when it is read; a reference keeps it, and CDATA has none.
        let text = text.replace('\r', "");
        body.replace_range(range, &format!("<![CDATA[{text}]]>"));
    }
    vec![specimen.with_body("the cards", body)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn the_text_stays_the_same() {
        let row = found("/b/1", "<c:address-data>a&amp;b</c:address-data>");
        let body = Sample::propfind(&[], &row).changed_body(&KIND);
        assert!(body.contains("<![CDATA[a&b]]>"));
    }
}
