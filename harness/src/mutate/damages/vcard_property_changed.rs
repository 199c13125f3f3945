//! A card that says something else.

use super::card_line::each_line;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "vcard-property-changed",
    about: "a property of a card has another value",
    basis: "RFC 6352 §5.1, §6.3.2.2, §10.4: what was stored comes back",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    each_line(specimen, |line, card| {
        let after = format!("{}x", line.text);
        let damaged = line.replaced(card, &after);
        Some((after, damaged))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{CARD, Sample};

    #[test]
    fn the_value_of_every_property_is_changed_in_turn() {
        let after = Sample::new("GET").body(CARD).after(&KIND);
        assert_eq!(
            after,
            ["VERSION:3.0x", "UID:1x", "FN:Adax", "TEL;TYPE=HOME:1x"]
        );
    }
}
