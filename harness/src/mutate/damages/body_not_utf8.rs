//! A byte that is no UTF-8.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "body-not-utf8",
    about: "a byte in the middle of XML or a vCard is no UTF-8",
    basis: "RFC 4918 §8.2 (XML 1.0 §4.3.3); RFC 6352 §5.1",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let is_judged = specimen.root.is_some() || specimen.body.starts_with("BEGIN:VCARD");
    if !is_judged {
        return Vec::new();
    }
    let mut bytes = specimen.body.as_bytes().to_vec();
    bytes.insert(middle(&bytes), 0xff);
    vec![specimen.with_body("a byte of the body", bytes)]
}

/// A place in the second half that lies in text, so that it does not split a tag.
fn middle(bytes: &[u8]) -> usize {
    let half = bytes.len() / 2;
    let rest = bytes.get(half..).unwrap_or_default();
    let after = rest.iter().position(|byte| matches!(byte, b'>' | b':'));
    after.map_or(half, |at| half + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::Sample;

    #[test]
    fn the_byte_stands_in_the_text() {
        let sample = Sample::propfind(&[], "<d:response/>");
        let damages = sample.damages(&KIND);
        let body = &damages[0].response.body;
        assert!(std::str::from_utf8(body).is_err());
        assert!(
            Sample::new("GET")
                .status(404)
                .body("<p>")
                .after(&KIND)
                .is_empty()
        );
    }
}
