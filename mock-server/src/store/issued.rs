//! The sync tokens that a book has issued.

mod run;

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use run::{Issued, Run};

/// How long a sync token is valid (google:SYNC-04).
pub(crate) const SYNC_TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(29 * 24);

/// The sync tokens that a book has issued and that can still be valid, oldest first: which
/// revision each one stands for. Whether their age matters is for others to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct IssuedTokens {
    runs: Arc<VecDeque<Arc<Run>>>,
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
        let token = Issued { stamp, revision };
        let runs = Arc::make_mut(&mut self.runs);
        let added = runs
            .back_mut()
            .is_some_and(|run| Arc::make_mut(run).add(token));
        if !added {
            runs.push_back(Arc::new(Run::beginning_with(token)));
        }
    }

    /// Forgets tokens whose time is over. A few can stay on, which were issued together with some
    /// that are still good.
    pub(super) fn forget_old(&mut self, now: Timestamp) {
        let is_old = |oldest: &Arc<Run>| Self::is_over(oldest.last().stamp, now);
        while self.runs.front().is_some_and(is_old) {
            Arc::make_mut(&mut self.runs).pop_front();
        }
    }

    /// The stamps of tokens that are newer than this one, and the revisions that they stand for.
    pub(super) fn after(&self, stamp: i64) -> impl Iterator<Item = (i64, u64)> {
        let from = self.runs.partition_point(|run| run.last().stamp <= stamp);
        let newer = self.runs.iter().skip(from).flat_map(|run| run.tokens());
        newer
            .map(|issued| (issued.stamp, issued.revision))
            .skip_while(move |issued| issued.0 <= stamp)
    }

    /// The newest stamp.
    pub(super) fn last_stamp(&self) -> Option<i64> {
        self.runs.back().map(|run| run.last().stamp)
    }

    /// Looks a stamp up, whatever its age.
    pub(crate) fn state(&self, stamp: i64) -> TokenState {
        let at = self.runs.partition_point(|run| run.last().stamp < stamp);
        self.runs
            .get(at)
            .and_then(|run| run.tokens().find(|issued| issued.stamp == stamp))
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
        let kept: Vec<_> = tokens.after(0).collect();
        assert_eq!(kept, [(later.as_microsecond(), 1)]);
    }

    #[test]
    fn every_token_of_many_is_found() {
        let stamp = |number: i64| 1_700_000_000_000_000 + number * 401;
        let mut tokens = IssuedTokens::default();
        for number in 0..2_000_i64 {
            tokens.add(stamp(number), number.unsigned_abs() / 3);
        }
        assert!(tokens.runs.len() > 1, "they take more than one run");
        for number in 0..2_000_i64 {
            let revision = number.unsigned_abs() / 3;
            assert_eq!(tokens.state(stamp(number)), TokenState::Valid(revision));
            assert_eq!(tokens.state(stamp(number) + 1), TokenState::Unknown);
            let newer = tokens.after(stamp(number)).count();
            assert_eq!(newer, usize::try_from(1_999 - number).unwrap());
        }
        assert_eq!(tokens.last_stamp(), Some(stamp(1_999)));
    }

    #[test]
    fn a_copy_goes_its_own_way() {
        let mut tokens = IssuedTokens::default();
        tokens.add(1, 1);
        let mut copy = tokens.clone();
        tokens.add(2, 2);
        copy.add(3, 3);
        assert_eq!(tokens.after(0).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
        assert_eq!(copy.after(0).collect::<Vec<_>>(), [(1, 1), (3, 3)]);
    }
}
