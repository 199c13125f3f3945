//! XML whose tags do not match.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "xml-malformed",
    about: "an end tag of an XML body has another name",
    basis: "RFC 4918 §8.2: well-formed XML",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let first = specimen
        .root
        .as_ref()
        .and_then(|_| specimen.body.find("</"));
    let change = |at: usize| {
        let (before, after) = specimen.body.split_at(at + 2);
        specimen.with_body("an end tag", format!("{before}x{after}"))
    };
    first.map(change).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dav::Element;
    use crate::mutate::sample::Sample;

    #[test]
    fn what_comes_out_cannot_be_read() {
        let damages = Sample::propfind(&[], "").damages(&KIND);
        assert!(Element::read(&damages[0].response.body).is_err());
        assert!(Sample::new("GET").body("</p>").after(&KIND).is_empty());
    }
}
