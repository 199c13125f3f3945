//! A card whose properties lost what qualifies them.

use super::card_line::each_line;
use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "vcard-parameter-dropped",
    about: "a property of a card loses its parameters",
    basis: "RFC 6352 §6.3.2.2: properties and parameters are preserved",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    each_line(specimen, |line, card| {
        let (head, value) = line.text.split_once(':')?;
        let (name, _) = head.split_once(';')?;
        let after = format!("{name}:{value}");
        let damaged = line.replaced(card, &after);
        Some((after, damaged))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{CARD, Sample};

    #[test]
    fn only_properties_with_parameters_are_changed() {
        let after = Sample::new("GET").body(CARD).after(&KIND);
        assert_eq!(after, ["TEL:1"]);
    }
}
