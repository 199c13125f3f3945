//! The order in which scenarios begin.

use super::shard::stable_hash;
use crate::scenario::ScenarioId;

/// Puts scenarios into an order that only the seed and their ids decide, so that a new scenario
/// does not change the order of the others.
pub fn shuffle(ids: &mut [ScenarioId], seed: u64) {
    ids.sort_by_cached_key(|id| stable_hash(&[&seed.to_be_bytes(), id.0.as_bytes()]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shuffled(seed: u64, names: &[&str]) -> Vec<String> {
        let mut ids: Vec<_> = names
            .iter()
            .map(|name| ScenarioId((*name).to_owned()))
            .collect();
        shuffle(&mut ids, seed);
        ids.into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn the_seed_decides_the_order_and_another_seed_gives_another() {
        let names = ["a", "b", "c", "d", "e", "f"];
        assert_eq!(shuffled(7, &names), shuffled(7, &names));
        assert_ne!(shuffled(7, &names), shuffled(8, &names));
    }

    #[test]
    fn a_new_scenario_changes_the_order_of_no_other() {
        let mut with = shuffled(7, &["a", "b", "c", "d", "e"]);
        with.retain(|name| name != "e");
        assert_eq!(with, shuffled(7, &["a", "b", "c", "d"]));
    }
}
