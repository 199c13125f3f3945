//! The clocks that belong to a world as a whole.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::service_clock::{later, signed};
use super::{Moment, ServiceClock};

/// The clocks that belong to a world as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clocks {
    /// What new accounts take theirs from, and what dates things that are nobody's.
    pub(crate) service: ServiceClock,
    credential_offset: SignedDuration,
}

impl Clocks {
    /// All clocks at real time.
    pub(crate) const START: Self = Self {
        service: ServiceClock::START,
        credential_offset: SignedDuration::ZERO,
    };

    /// An instant of real time.
    pub(crate) fn moment(&self, now: Timestamp) -> Moment {
        Moment {
            real: now,
            credentials: later(now, self.credential_offset),
            exchange: None,
        }
    }

    /// Moves the clock of credentials forward.
    pub(crate) fn advance_credentials(&mut self, by: Duration) {
        self.credential_offset = self.credential_offset.saturating_add(signed(by));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_move_only_when_told_so() {
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let mut clocks = Clocks::START;
        clocks.service.advance(Duration::from_secs(3600));
        assert_eq!(clocks.moment(now).credentials, now);
        clocks.advance_credentials(Duration::from_secs(60));
        let later = "2026-11-22T10:01:00Z".parse().unwrap();
        assert_eq!(clocks.moment(now).credentials, later);
        assert_eq!(clocks.moment(now).real, now);
    }
}
