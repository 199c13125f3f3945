//! XML that breaks off.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "xml-truncated",
    about: "an XML body breaks off after two thirds",
    basis: "RFC 4918 §8.2: well-formed XML",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    if specimen.root.is_none() {
        return Vec::new();
    }
    let mut end = specimen.body.len() * 2 / 3;
    while !specimen.body.is_char_boundary(end) {
        end -= 1;
    }
    let kept = specimen.body.get(..end).unwrap_or_default();
    vec![specimen.with_body("the body", kept.to_owned())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dav::Element;
    use crate::mutate::sample::Sample;

    #[test]
    fn what_is_left_cannot_be_read() {
        let damages = Sample::propfind(&[], "").damages(&KIND);
        assert!(Element::read(&damages[0].response.body).is_err());
        assert!(Sample::new("GET").after(&KIND).is_empty());
    }
}
