//! A sorted map whose clones share what does not change.
//!
//! Entries stand in sorted blocks; a clone copies the list of blocks, and a change copies the one
//! block that it meets. So a fork of a book with ten thousand cards costs microseconds, and so does
//! its first change.

use std::borrow::Borrow;
use std::sync::Arc;

/// When a block is cut in two.
const LARGEST_BLOCK: usize = 128;

/// A sorted map with cheap clones. No block is ever empty.
#[derive(Clone, Debug)]
pub(super) struct SharedMap<K, V> {
    blocks: Vec<Arc<Vec<(K, V)>>>,
    len: usize,
}

impl<K, V> Default for SharedMap<K, V> {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            len: 0,
        }
    }
}

impl<K: Ord + Clone, V: Clone> SharedMap<K, V> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key as it is kept, and its value.
    pub(super) fn entry<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let block = self.blocks.get(self.block_of(key))?;
        let at = position(block, key).ok()?;
        block.get(at).map(|(key, value)| (key, value))
    }

    /// Puts a value at a key, new or in place of another.
    pub(super) fn insert(&mut self, key: K, value: V) {
        let block_at = self.block_of(key.borrow());
        let Some(block) = self.blocks.get_mut(block_at) else {
            self.blocks.push(Arc::new(vec![(key, value)]));
            self.len += 1;
            return;
        };
        let block = Arc::make_mut(block);
        match position(block, key.borrow()) {
            Ok(at) => {
                if let Some((_, old)) = block.get_mut(at) {
                    *old = value;
                }
                return;
            }
            Err(at) => block.insert(at, (key, value)),
        }
        self.len += 1;
        if block.len() > LARGEST_BLOCK {
            let upper = block.split_off(block.len() / 2);
            self.blocks.insert(block_at + 1, Arc::new(upper));
        }
    }

    /// Takes a key out. `false` if it was not there.
    pub(super) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        let block_at = self.block_of(key);
        let Some(block) = self.blocks.get_mut(block_at) else {
            return false;
        };
        let Ok(at) = position(block, key) else {
            return false;
        };
        Arc::make_mut(block).remove(at);
        if block.is_empty() {
            self.blocks.remove(block_at);
        }
        self.len -= 1;
        true
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.blocks
            .iter()
            .flat_map(|block| block.iter())
            .map(|(key, value)| (key, value))
    }

    /// The entries from a key on.
    pub(super) fn range_from<'a, Q: Ord + ?Sized>(
        &'a self,
        from: &Q,
    ) -> impl Iterator<Item = (&'a K, &'a V)> + use<'a, K, V, Q>
    where
        K: Borrow<Q>,
    {
        let block_at = self.block_of(from);
        let skipped = self
            .blocks
            .get(block_at)
            .map_or(0, |block| position(block, from).unwrap_or_else(|at| at));
        self.blocks
            .get(block_at..)
            .unwrap_or_default()
            .iter()
            .flat_map(|block| block.iter())
            .skip(skipped)
            .map(|(key, value)| (key, value))
    }

    /// The block in which a key is, or would be: the last one that begins at or before it.
    fn block_of<Q: Ord + ?Sized>(&self, key: &Q) -> usize
    where
        K: Borrow<Q>,
    {
        self.blocks
            .partition_point(|block| {
                block
                    .first()
                    .is_some_and(|(first, _)| first.borrow() <= key)
            })
            .saturating_sub(1)
    }
}

fn position<K: Borrow<Q>, V, Q: Ord + ?Sized>(block: &[(K, V)], key: &Q) -> Result<usize, usize> {
    block.binary_search_by(|(other, _)| other.borrow().cmp(key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    fn entries(map: &SharedMap<u16, u32>) -> Vec<(u16, u32)> {
        map.iter().map(|(key, value)| (*key, *value)).collect()
    }

    #[test]
    fn a_clone_keeps_what_it_was_cloned_from() {
        let mut map = SharedMap::default();
        for key in 0..1000_u16 {
            map.insert(key, u32::from(key));
        }
        let clone = map.clone();
        map.insert(7, 0);
        map.remove(&8);
        assert_eq!((clone.get(&7), clone.get(&8)), (Some(&7), Some(&8)));
        assert_eq!((clone.len(), map.len()), (1000, 999));
        let shared = |(one, two): (&Arc<_>, &Arc<_>)| Arc::ptr_eq(one, two);
        let same = map
            .blocks
            .iter()
            .zip(&clone.blocks)
            .filter(|pair| shared(*pair));
        assert_eq!(same.count(), map.blocks.len() - 1, "one block was copied");
    }

    #[test]
    fn an_emptied_map_is_as_new() {
        let mut map = SharedMap::default();
        for key in 0..300_u16 {
            map.insert(key, 0);
        }
        for key in 0..300_u16 {
            assert!(map.remove(&key));
        }
        assert!(map.blocks.is_empty() && map.len() == 0);
        assert!(!map.remove(&0));
        map.insert(1, 1);
        assert_eq!(entries(&map), [(1, 1)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(42),
            ..ProptestConfig::with_cases(100)
        })]

        #[test]
        fn it_behaves_like_the_map_of_the_standard_library(
            changes in prop::collection::vec((0..600_u16, any::<bool>()), 0..1500),
            from in 0..600_u16,
        ) {
            let mut map = SharedMap::default();
            let mut model = BTreeMap::new();
            for (count, (key, keep)) in (0..).zip(changes) {
                if keep {
                    map.insert(key, count);
                    model.insert(key, count);
                } else {
                    prop_assert_eq!(map.remove(&key), model.remove(&key).is_some());
                }
                prop_assert_eq!(map.get(&key), model.get(&key));
                prop_assert_eq!(map.len(), model.len());
            }
            prop_assert_eq!(entries(&map), Vec::from_iter(model.clone()));
            let rest: Vec<_> = map.range_from(&from).map(|(key, value)| (*key, *value)).collect();
            let expected: Vec<_> = model.range(from..).map(|(key, value)| (*key, *value)).collect();
            prop_assert_eq!(rest, expected);
        }
    }
}
