//! The sync tokens that a book has issued.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

/// How long a sync token is valid (google:SYNC-04).
pub(crate) const SYNC_TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(29 * 24);

/// The sync tokens that a book has issued and that can still be valid, oldest first: which
/// revision each one stands for. Whether their age matters is for others to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct IssuedTokens {
    tokens: Arc<VecDeque<Issued>>,
}

#[derive(Clone, Copy, Debug)]
struct Issued {
    stamp: i64,
    revision: u64,
}

/// What a stamp in a token turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenState {
    /// It stands for this revision.
    Valid(u64),
    /// Its time is over (google:SYNC-04).
    Expired,
    /// This book never issued it.
    Unknown,
}

impl IssuedTokens {
    /// Notes a new token. Stamps must come in rising order.
    pub(super) fn add(&mut self, stamp: i64, revision: u64) {
        Arc::make_mut(&mut self.tokens).push_back(Issued { stamp, revision });
    }

    /// Forgets the tokens whose time is over.
    pub(super) fn forget_old(&mut self, now: Timestamp) {
        let is_old = |oldest: &Issued| Self::is_over(oldest.stamp, now);
        while self.tokens.front().is_some_and(is_old) {
            Arc::make_mut(&mut self.tokens).pop_front();
        }
    }

    /// The stamps of tokens that are newer than this one, and the revisions that they stand for.
    pub(super) fn after(&self, stamp: i64) -> impl Iterator<Item = (i64, u64)> {
        let from = self.tokens.partition_point(|issued| issued.stamp <= stamp);
        let newer = self.tokens.iter().skip(from);
        newer.map(|issued| (issued.stamp, issued.revision))
    }

    /// The newest stamp.
    pub(super) fn last_stamp(&self) -> Option<i64> {
        self.tokens.back().map(|issued| issued.stamp)
    }

    /// Looks a stamp up, whatever its age.
    pub(crate) fn state(&self, stamp: i64) -> TokenState {
        self.tokens
            .binary_search_by_key(&stamp, |issued| issued.stamp)
            .ok()
            .and_then(|at| self.tokens.get(at))
            .map_or(TokenState::Unknown, |issued| {
                TokenState::Valid(issued.revision)
            })
    }

    /// Whether a token of this age is over: it lives 29 days and not a moment longer.
    pub(crate) fn is_over(stamp: i64, now: Timestamp) -> bool {
        Timestamp::from_microsecond(stamp)
            .is_ok_and(|issued| now.duration_since(issued) >= SYNC_TOKEN_LIFE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: SignedDuration = SignedDuration::from_hours(24);

    #[test]
    fn a_token_lives_for_29_days() {
        let issue: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let is_over = |now| IssuedTokens::is_over(issue.as_microsecond(), now);
        assert!(!is_over(issue + DAY * 29 - SignedDuration::from_micros(1)));
        assert!(is_over(issue + DAY * 29));
    }

    #[test]
    fn a_stamp_between_two_tokens_is_unknown() {
        let mut tokens = IssuedTokens::default();
        tokens.add(1_000_000, 1);
        tokens.add(1_000_002, 2);
        assert_eq!(tokens.state(1_000_001), TokenState::Unknown);
        assert_eq!(tokens.state(1_000_002), TokenState::Valid(2));
    }

    #[test]
    fn old_tokens_are_forgotten() {
        let issue = Timestamp::from_second(1_700_000_000).unwrap();
        let mut tokens = IssuedTokens::default();
        tokens.add(issue.as_microsecond(), 1);
        let later = issue + DAY * 30;
        tokens.forget_old(later);
        tokens.add(later.as_microsecond(), 1);
        assert_eq!(tokens.tokens.len(), 1);
    }
}
