//! Two cards in one resource.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "vcard-doubled",
    about: "a resource holds its card twice",
    basis: "RFC 6352 §5.1: one vCard a resource",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let cards = specimen.cards();
    let doubled = cards
        .iter()
        .map(|card| specimen.change(card, format!("{0}{0}", card.value)));
    doubled.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{CARD, Sample};

    #[test]
    fn the_card_comes_twice() {
        let after = Sample::new("GET").body(CARD).after(&KIND);
        assert_eq!(after, [format!("{CARD}{CARD}")]);
    }
}
