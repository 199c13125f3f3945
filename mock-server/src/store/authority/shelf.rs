//! A shelf: a map that holds a bounded number of things that clients can cause.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A map in which the oldest entries make room for new ones.
#[derive(Clone, Debug)]
pub(crate) struct Shelf<K, V> {
    entries: BTreeMap<K, V>,
    /// The keys of entries that may go, oldest first.
    order: VecDeque<K>,
    capacity: usize,
}

impl<K: Ord + Clone, V> Shelf<K, V> {
    pub(crate) const fn new(capacity: usize) -> Self {
        Self {
            entries: BTreeMap::new(),
            order: VecDeque::new(),
            capacity,
        }
    }

    /// Puts an entry down, and lets the oldest go when there is no room. The key is new.
    pub(crate) fn put(&mut self, key: K, value: V) {
        if self.order.len() >= self.capacity
            && let Some(oldest) = self.order.pop_front()
        {
            self.entries.remove(&oldest);
        }
        self.order.push_back(key.clone());
        self.entries.insert(key, value);
    }

    /// Puts an entry down that never makes room for another.
    pub(crate) fn pin(&mut self, key: K, value: V) {
        self.entries.insert(key, value);
    }

    /// Puts an entry down as one of the two above would.
    pub(crate) fn set(&mut self, key: K, value: V, pinned: bool) {
        if pinned {
            self.pin(key, value);
        } else {
            self.put(key, value);
        }
    }

    /// The keys of entries that may go.
    pub(crate) fn unpinned(&self) -> BTreeSet<&K> {
        self.order.iter().collect()
    }

    pub(crate) fn find(&self, key: &K) -> Option<&V> {
        self.entries.get(key)
    }

    pub(crate) fn find_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries.get_mut(key)
    }

    /// Takes an entry away.
    pub(crate) fn take(&mut self, key: &K) -> Option<V> {
        let value = self.entries.remove(key)?;
        self.order.retain(|kept| kept != key);
        Some(value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter()
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.values()
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.values_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_entry_makes_room_and_a_pinned_one_stays() {
        let mut shelf = Shelf::new(2);
        shelf.pin(0, "pinned");
        for (key, value) in [(3, "first"), (2, "second"), (1, "third")] {
            shelf.put(key, value);
        }
        assert_eq!(shelf.find(&3), None);
        assert_eq!(
            shelf.values().copied().collect::<Vec<_>>(),
            ["pinned", "third", "second"]
        );
    }

    #[test]
    fn what_is_taken_away_leaves_its_room() {
        let mut shelf = Shelf::new(2);
        shelf.put(1, "first");
        shelf.put(2, "second");
        assert_eq!(shelf.take(&1), Some("first"));
        assert_eq!(shelf.take(&1), None);
        shelf.put(3, "third");
        assert_eq!(shelf.find(&2), Some(&"second"));
    }
}
