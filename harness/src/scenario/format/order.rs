//! The order of a step's keys: that of the table of the language.

use super::places::Place;
use crate::scenario::language::step_keys;
use crate::scenario::yaml::layout::{Block, Content, Entry, Own};

/// Orders the keys of all steps of a scenario or a flow.
pub(super) fn order_steps(root: &mut Block) {
    visit(root, Place::Root);
}

fn visit(block: &mut Block, place: Place) {
    for entry in &mut block.entries {
        let inner = place.of(entry.key_says());
        let Content::Block(inside) = &mut entry.value else {
            continue;
        };
        if inner == Place::Step {
            let hoisted = order(inside);
            entry.above.extend(hoisted);
        } else {
            visit(inside, inner);
        }
    }
}

/// Orders the keys of a step. A key that the table does not have stays behind the one before it.
/// Returns the comments of the new first key: there is no line for them between dash and key.
fn order(step: &mut Block) -> Vec<Own> {
    let known: Vec<&str> = step_keys().collect();
    let mut rank = 0;
    let mut ranked: Vec<(usize, Entry)> = std::mem::take(&mut step.entries)
        .into_iter()
        .map(|entry| {
            let found = known
                .iter()
                .position(|name| Some(*name) == entry.key_says());
            rank = found.map_or(rank, |found| found + 1);
            (rank, entry)
        })
        .collect();
    if ranked.is_sorted_by_key(|(rank, _)| *rank) {
        step.entries = ranked.into_iter().map(|(_, entry)| entry).collect();
        return Vec::new();
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    step.entries = ranked.into_iter().map(|(_, entry)| entry).collect();
    let mut hoisted = match step.entries.first_mut() {
        Some(first) => std::mem::take(&mut first.above),
        None => Vec::new(),
    };
    hoisted.retain(|own| !own.is_blank());
    hoisted
}

impl Entry {
    /// What its key says, if it has one.
    pub(super) fn key_says(&self) -> Option<&str> {
        let key = self.key.as_ref()?.scalars.first()?;
        Some(&key.says)
    }
}
