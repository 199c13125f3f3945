//! A service clock: what dates cards, ETags and sync tokens.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The offset of a service clock, and the last stamp that it handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ServiceClock {
    offset: SignedDuration,
    /// Where it stands, while it stands still.
    frozen: Option<Timestamp>,
    /// Microseconds since 1970 of the newest change or token.
    last_stamp: i64,
}

impl ServiceClock {
    /// At real time.
    pub(crate) const START: Self = Self {
        offset: SignedDuration::ZERO,
        frozen: None,
        last_stamp: 0,
    };

    /// What it shows at an instant of real time.
    pub(crate) fn now(&self, real: Timestamp) -> Timestamp {
        self.frozen.unwrap_or_else(|| later(real, self.offset))
    }

    /// Moves it forward, also while it stands still.
    pub(crate) fn advance(&mut self, by: Duration) {
        match &mut self.frozen {
            Some(at) => *at = later(*at, signed(by)),
            None => self.offset = self.offset.saturating_add(signed(by)),
        }
    }

    /// Puts it to an instant; it stands still there, or goes on, as before.
    pub(crate) fn set(&mut self, at: Timestamp, real: Timestamp) {
        match &mut self.frozen {
            Some(frozen) => *frozen = at,
            None => self.offset = at.duration_since(real),
        }
    }

    /// Lets it stand still where it is.
    pub(crate) fn freeze(&mut self, real: Timestamp) {
        self.frozen = Some(self.now(real));
    }

    /// Lets it go on from where it stands.
    pub(crate) fn thaw(&mut self, real: Timestamp) {
        if let Some(at) = self.frozen.take() {
            self.offset = at.duration_since(real);
        }
    }

    /// Whether it stands still.
    pub(crate) const fn is_frozen(&self) -> bool {
        self.frozen.is_some()
    }

    /// Whether to set it to an instant would turn it back behind something that it dated.
    pub(crate) fn would_go_back(&self, at: Timestamp, real: Timestamp) -> bool {
        self.last_stamp > 0 && at < self.now(real)
    }

    /// The instant of a change: whole milliseconds, later than every stamp before, so that two
    /// changes never share an ETag (google:ETAG-01).
    pub(crate) fn stamp_change(&mut self, service_now: Timestamp) -> Timestamp {
        let millis = service_now
            .as_microsecond()
            .div_euclid(1000)
            .max(self.last_stamp.div_euclid(1000).saturating_add(1));
        self.last_stamp = millis.saturating_mul(1000);
        from_microsecond(self.last_stamp)
    }

    /// The instant of a sync token: microseconds since 1970, later than every stamp before
    /// (google:SYNC-03, google:SYNC-11).
    pub(crate) fn stamp_token(&mut self, service_now: Timestamp) -> i64 {
        self.last_stamp = service_now
            .as_microsecond()
            .max(self.last_stamp.saturating_add(1));
        self.last_stamp
    }
}

/// Later by a duration; the end of time where there is no later.
pub(super) fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

pub(super) fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

fn from_microsecond(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn two_changes_in_one_millisecond_get_different_milliseconds() {
        let mut clock = ServiceClock::START;
        let now = at("2026-11-22T10:00:00.1234Z");
        assert_eq!(clock.stamp_change(now), at("2026-11-22T10:00:00.123Z"));
        assert_eq!(clock.stamp_change(now), at("2026-11-22T10:00:00.124Z"));
    }

    #[test]
    fn a_change_after_a_token_is_later_than_the_token() {
        let mut clock = ServiceClock::START;
        let now = at("2026-11-22T10:00:00.123Z");
        let change = clock.stamp_change(now);
        let token = clock.stamp_token(now);
        assert!(token > change.as_microsecond());
        assert!(clock.stamp_change(now).as_microsecond() > token);
    }

    #[test]
    fn a_frozen_clock_moves_only_when_it_is_moved_and_goes_on_from_there() {
        let mut clock = ServiceClock::START;
        let start = at("2026-11-22T10:00:00Z");
        clock.freeze(start);
        let later = at("2026-11-22T15:00:00Z");
        assert_eq!(clock.now(later), start);
        clock.advance(Duration::from_secs(60));
        assert_eq!(clock.now(later), at("2026-11-22T10:01:00Z"));
        clock.thaw(later);
        assert!(!clock.is_frozen());
        let still_later = at("2026-11-22T15:00:05Z");
        assert_eq!(clock.now(still_later), at("2026-11-22T10:01:05Z"));
    }

    #[test]
    fn changes_on_a_frozen_clock_still_differ() {
        let mut clock = ServiceClock::START;
        let now = at("2026-11-22T10:00:00Z");
        clock.freeze(now);
        let service = clock.now(now);
        assert_ne!(clock.stamp_change(service), clock.stamp_change(service));
    }

    #[test]
    fn only_a_clock_that_dated_something_cannot_be_turned_back() {
        let mut clock = ServiceClock::START;
        let (earlier, now) = (at("2026-11-22T10:00:00Z"), at("2026-11-22T15:00:00Z"));
        assert!(!clock.would_go_back(earlier, now));
        clock.stamp_change(now);
        assert!(clock.would_go_back(earlier, now));
        assert!(!clock.would_go_back(now, now));
    }

    #[test]
    fn a_clock_that_is_moved_too_far_stops_at_the_end_of_time() {
        let mut clock = ServiceClock::START;
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(at("2026-11-22T10:00:00Z")), Timestamp::MAX);
    }
}
