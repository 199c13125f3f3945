//! Whether two texts say the same.

use super::places::Place;
use crate::scenario::yaml::{Key, Kind, Node};

/// Whether two files say the same, to the type of each value and the order of all keys but those
/// of steps.
pub(super) fn says_exactly_the_same(one: &Node, other: &Node) -> bool {
    same(one, other, Place::Root)
}

fn same(one: &Node, other: &Node, place: Place) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Boolean(one), Kind::Boolean(other)) => one == other,
        (Kind::Number(one), Kind::Number(other)) | (Kind::Text(one), Kind::Text(other)) => {
            one == other
        }
        (Kind::List(one), Kind::List(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| same(one, other, place.of(None)))
        }
        (Kind::Map(one), Kind::Map(other)) => {
            let (one, other) = (sorted(one, place), sorted(other, place));
            let mut pairs = one.iter().zip(&other);
            one.len() == other.len()
                && pairs.all(|((key, one), (twin, other))| {
                    key.text == twin.text && same(one, other, place.of(Some(&key.text)))
                })
        }
        _ => false,
    }
}

fn sorted(entries: &[(Key, Node)], place: Place) -> Vec<&(Key, Node)> {
    let mut entries: Vec<_> = entries.iter().collect();
    if place == Place::Step {
        entries.sort_by(|(one, _), (other, _)| one.text.cmp(&other.text));
    }
    entries
}
