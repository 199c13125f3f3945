//! A card that does not end.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "vcard-end-dropped",
    about: "END:VCARD is missing",
    basis: "RFC 2426 §4, RFC 6352 §5.1: a valid vCard",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let cards = specimen.cards();
    let changes = cards.iter().filter_map(|card| {
        let end = card.value.rfind("END:VCARD")?;
        let kept = card.value.get(..end)?;
        Some(specimen.change(card, kept))
    });
    changes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{CARD, Sample};

    #[test]
    fn the_last_line_is_dropped() {
        let after = Sample::new("GET").body(CARD).after(&KIND);
        assert!(after[0].ends_with("TEL;TYPE=HOME:1\r\n"));
    }
}
