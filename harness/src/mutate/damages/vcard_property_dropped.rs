//! A card that lost something.

use super::card_line::each_line;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "vcard-property-dropped",
    about: "a property of a card is missing",
    basis: "RFC 6352 §5.1, §6.3.2.2, §10.4: what was stored comes back",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    each_line(specimen, |line, card| {
        Some(("nothing".to_owned(), line.without(card)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{CARD, Sample};

    #[test]
    fn every_property_but_volatile_ones_is_dropped_in_turn() {
        let sample = Sample::new("GET").body(CARD);
        let what = sample.what(&KIND);
        let names = ["VERSION", "UID", "FN", "TEL"];
        assert_eq!(what, names.map(|name| format!("{name} in the body")));
        let first = &sample.damages(&KIND)[3].response.body;
        assert!(!String::from_utf8_lossy(first).contains("TEL"));
    }
}
