//! The two clocks of a world.
//!
//! The *service clock* dates cards, ETags and sync tokens; moving it ages them. *Credentials* and
//! the `Date` header follow real time, as the client under test does, unless they are moved
//! explicitly. Both clocks are real time plus an offset, so the core needs no clock of its own.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// One instant, on every clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Real time: the `Date` header.
    pub(crate) real: Timestamp,
    /// What the service takes for now.
    pub(crate) service: Timestamp,
    /// What credentials take for now.
    pub(crate) credentials: Timestamp,
    /// The number of the exchange that is being answered; none for what happens from outside.
    pub(crate) exchange: Option<u64>,
}

/// The offsets of a world's clocks, and the last stamp that was handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clock {
    service_offset: SignedDuration,
    credential_offset: SignedDuration,
    /// Where the service clock stands, while it stands still.
    frozen: Option<Timestamp>,
    /// Microseconds since 1970 of the newest change or token.
    last_stamp: i64,
}

impl Clock {
    /// All clocks at real time.
    pub(crate) const START: Self = Self {
        service_offset: SignedDuration::ZERO,
        credential_offset: SignedDuration::ZERO,
        frozen: None,
        last_stamp: 0,
    };

    /// All clocks at an instant of real time.
    pub(crate) fn moment(&self, now: Timestamp) -> Moment {
        Moment {
            real: now,
            service: self
                .frozen
                .unwrap_or_else(|| later(now, self.service_offset)),
            credentials: later(now, self.credential_offset),
            exchange: None,
        }
    }

    /// Moves the service clock forward, also while it stands still.
    pub(crate) fn advance(&mut self, by: Duration) {
        match &mut self.frozen {
            Some(at) => *at = later(*at, signed(by)),
            None => self.service_offset = self.service_offset.saturating_add(signed(by)),
        }
    }

    /// Puts the service clock to an instant; it stands still there, or goes on, as before.
    pub(crate) fn set(&mut self, at: Timestamp, now: Timestamp) {
        match &mut self.frozen {
            Some(frozen) => *frozen = at,
            None => self.service_offset = at.duration_since(now),
        }
    }

    /// Lets the service clock stand still where it is.
    pub(crate) fn freeze(&mut self, now: Timestamp) {
        self.frozen = Some(self.moment(now).service);
    }

    /// Lets the service clock go on from where it stands.
    pub(crate) fn thaw(&mut self, now: Timestamp) {
        if let Some(at) = self.frozen.take() {
            self.service_offset = at.duration_since(now);
        }
    }

    /// Whether the service clock stands still.
    pub(crate) const fn is_frozen(&self) -> bool {
        self.frozen.is_some()
    }

    /// Whether anything was dated by the service clock yet.
    pub(crate) const fn has_stamped(&self) -> bool {
        self.last_stamp > 0
    }

    /// Moves the clock of credentials forward.
    pub(crate) fn advance_credentials(&mut self, by: Duration) {
        self.credential_offset = self.credential_offset.saturating_add(signed(by));
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
fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

fn signed(duration: Duration) -> SignedDuration {
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
    fn advancing_the_service_clock_leaves_credentials_and_real_time_alone() {
        let mut clock = Clock::START;
        clock.advance(Duration::from_secs(3600));
        let moment = clock.moment(at("2026-11-22T10:00:00Z"));
        assert_eq!(moment.service, at("2026-11-22T11:00:00Z"));
        assert_eq!(moment.credentials, at("2026-11-22T10:00:00Z"));
        assert_eq!(moment.real, at("2026-11-22T10:00:00Z"));
    }

    #[test]
    fn credentials_move_only_when_told_so() {
        let mut clock = Clock::START;
        clock.advance_credentials(Duration::from_secs(3600));
        let moment = clock.moment(at("2026-11-22T10:00:00Z"));
        assert_eq!(moment.service, at("2026-11-22T10:00:00Z"));
        assert_eq!(moment.credentials, at("2026-11-22T11:00:00Z"));
    }

    #[test]
    fn two_changes_in_one_millisecond_get_different_milliseconds() {
        let mut clock = Clock::START;
        let now = at("2026-11-22T10:00:00.1234Z");
        assert_eq!(clock.stamp_change(now), at("2026-11-22T10:00:00.123Z"));
        assert_eq!(clock.stamp_change(now), at("2026-11-22T10:00:00.124Z"));
    }

    #[test]
    fn a_change_after_a_token_is_later_than_the_token() {
        let mut clock = Clock::START;
        let now = at("2026-11-22T10:00:00.123Z");
        let change = clock.stamp_change(now);
        let token = clock.stamp_token(now);
        assert!(token > change.as_microsecond());
        assert!(clock.stamp_change(now).as_microsecond() > token);
    }

    #[test]
    fn a_frozen_clock_moves_only_when_it_is_moved_and_goes_on_from_there() {
        let mut clock = Clock::START;
        let start = at("2026-11-22T10:00:00Z");
        clock.freeze(start);
        let later = at("2026-11-22T15:00:00Z");
        assert_eq!(clock.moment(later).service, start);
        assert_eq!(clock.moment(later).real, later);
        clock.advance(Duration::from_secs(60));
        assert_eq!(clock.moment(later).service, at("2026-11-22T10:01:00Z"));
        clock.thaw(later);
        assert!(!clock.is_frozen());
        let still_later = at("2026-11-22T15:00:05Z");
        assert_eq!(
            clock.moment(still_later).service,
            at("2026-11-22T10:01:05Z")
        );
    }

    #[test]
    fn changes_on_a_frozen_clock_still_differ() {
        let mut clock = Clock::START;
        let now = at("2026-11-22T10:00:00Z");
        clock.freeze(now);
        let service = clock.moment(now).service;
        assert_ne!(clock.stamp_change(service), clock.stamp_change(service));
    }

    #[test]
    fn a_clock_that_is_moved_too_far_stops_at_the_end_of_time() {
        let mut clock = Clock::START;
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        let moment = clock.moment(at("2026-11-22T10:00:00Z"));
        assert_eq!(moment.service, Timestamp::MAX);
    }
}
