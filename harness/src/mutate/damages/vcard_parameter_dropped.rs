//! A card whose properties lost what qualifies them.

use super::card_line::lines;
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
    let cards = specimen.cards();
    let changes = cards.iter().flat_map(|card| {
        let lines = lines(&card.value).into_iter();
        lines.filter_map(move |line| {
            let (head, value) = line.text.split_once(':')?;
            let (name, _) = head.split_once(';')?;
            let after = format!("{name}:{value}");
            Some(Damage {
                what: format!("{} in {}", line.name, card.what),
                before: line.text.to_owned(),
                after: after.clone(),
                ..specimen.change(card, line.replaced(&card.value, &after))
            })
        })
    });
    changes.collect()
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
