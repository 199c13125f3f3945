//! The record: the newest exchanges, up to a number of bytes.

use std::collections::VecDeque;

use super::Exchange;

/// The newest exchanges, up to a number of bytes.
#[derive(Clone, Debug)]
pub struct Journal {
    exchanges: VecDeque<Exchange>,
    bytes: usize,
    limit: usize,
    dropped: u64,
    answered: u64,
}

impl Journal {
    /// How many bytes a journal holds unless told otherwise: 64 MiB.
    pub const DEFAULT_LIMIT: usize = 64 * 1024 * 1024;

    /// An empty journal that holds up to `limit` bytes. With 0 it keeps nothing and only counts.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self {
            exchanges: VecDeque::new(),
            bytes: 0,
            limit,
            dropped: 0,
            answered: 0,
        }
    }

    /// The exchanges that are still kept, oldest first.
    pub fn exchanges(&self) -> impl DoubleEndedIterator<Item = &Exchange> + ExactSizeIterator {
        self.exchanges.iter()
    }

    /// How many of the oldest exchanges had to go.
    #[must_use]
    pub const fn dropped(&self) -> u64 {
        self.dropped
    }

    /// How many requests were answered in all.
    #[must_use]
    pub const fn answered(&self) -> u64 {
        self.answered
    }

    /// Forgets the exchanges. Numbers go on.
    pub fn clear(&mut self) {
        self.exchanges.clear();
        self.bytes = 0;
        self.dropped = 0;
    }
}

impl Default for Journal {
    fn default() -> Self {
        Self::new(Self::DEFAULT_LIMIT)
    }
}
