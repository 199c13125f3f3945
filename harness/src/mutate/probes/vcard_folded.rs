//! Lines of a card folded elsewhere, names in small letters.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "vcard-folded",
    about: "long lines of a card are folded after 40 characters, and FN is written fn",
    basis: "RFC 2426 §2.6, RFC 2425 §5.8.2: folding and the case of names have no meaning",
    sort: Sort::Probe,
    changes,
};

const LONGEST: usize = 40;

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let cards = specimen.cards();
    let folded = cards
        .iter()
        .map(|card| specimen.change(card, folded(&card.value)));
    folded.collect()
}

fn folded(card: &str) -> String {
    let mut out = String::with_capacity(card.len() + card.len() / LONGEST * 3);
    for line in unfolded(card).split_inclusive('\n') {
        let line = match line.strip_prefix("FN:") {
            Some(value) => format!("fn:{value}"),
            None => line.to_owned(),
        };
        for (index, character) in line.trim_end().chars().enumerate() {
            if index > 0 && index % LONGEST == 0 {
                out.push_str("\r\n ");
            }
            out.push(character);
        }
        out.push_str("\r\n");
    }
    out
}

fn unfolded(card: &str) -> String {
    card.replace("\r\n ", "").replace("\n ", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_and_short_ones_are_not() {
        let long = "x".repeat(50);
        let card = format!("FN:a\r\nNOTE:{long}\r\n");
        let after = folded(&card);
        assert!(after.starts_with("fn:a\r\n"));
        assert_eq!(unfolded(&after), format!("fn:a\r\nNOTE:{long}\r\n"));
        assert!(after.contains("\r\n x"));
    }
}
