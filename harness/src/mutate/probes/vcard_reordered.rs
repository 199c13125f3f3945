//! The properties of a card in another order.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "vcard-reordered",
    about: "the properties of a card come in the opposite order, after VERSION",
    basis: "RFC 2426 §4: they have no order",
    sort: Sort::Probe,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let cards = specimen.cards();
    let turned = cards.iter().filter_map(|card| {
        let after = reversed(&card.value)?;
        (after != card.value).then(|| specimen.change(card, after))
    });
    turned.collect()
}

/// `None` for anything but one card.
fn reversed(card: &str) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for raw in card.split_inclusive('\n') {
        match lines.last_mut() {
            Some(last) if raw.starts_with([' ', '\t']) => last.push_str(raw),
            _ => lines.push(raw.to_owned()),
        }
    }
    let begin = lines.iter().position(|line| line.starts_with("VERSION"))?;
    let end = lines
        .iter()
        .position(|line| line.starts_with("END:VCARD"))?;
    lines.get_mut(begin + 1..end)?.reverse();
    Some(lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::sample::{CARD, Sample};

    #[test]
    fn continuations_stay_with_their_lines() {
        let body = Sample::new("GET").body(CARD).changed_body(&KIND);
        assert!(body.find("TEL") < body.find("UID"));
        let folded = "VERSION:3.0\nNOTE:a\n b\nFN:c\nEND:VCARD\n";
        let expected = "VERSION:3.0\nFN:c\nNOTE:a\n b\nEND:VCARD\n";
        assert_eq!(reversed(folded).as_deref(), Some(expected));
    }
}
