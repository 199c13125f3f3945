//! Grants: what a user allowed a client to do.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Challenge, RedirectUri, Scopes};

/// Counts grants from 1.
pub(crate) type GrantNumber = u64;

/// What a user allowed a client to do, once, on the consent page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Grant {
    /// Position of the client in [`Authority::clients`](super::Authority).
    pub(crate) client: usize,
    /// Position of the account in [`World::accounts`](crate::store::World).
    pub(crate) account: usize,
    pub(crate) scopes: Scopes,
    pub(crate) revoked: bool,
}

/// An authorization code (RFC 6749 §4.1.2).
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub(crate) grant: GrantNumber,
    pub(crate) redirect: RedirectUri,
    pub(crate) challenge: Option<Challenge>,
    /// Whether a refresh token comes with the access token.
    pub(crate) offline: bool,
    pub(crate) issued: Timestamp,
    pub(crate) used: bool,
}

impl Code {
    /// How long a code waits to be exchanged: the most that RFC 6749 §4.1.2 recommends.
    const LIFE: SignedDuration = SignedDuration::from_mins(10);

    pub(crate) fn has_expired(&self, now: Timestamp) -> bool {
        now.duration_since(self.issued) >= Self::LIFE
    }
}

/// A refresh token. It is never replaced by another (google:AUTH-13).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RefreshToken {
    pub(crate) grant: GrantNumber,
    pub(crate) issued: Timestamp,
    pub(crate) last_used: Timestamp,
    pub(crate) ended: bool,
}

/// Why a refresh token is good no more (google:AUTH-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefreshEnd {
    /// Revoked by user, client or test.
    Revoked,
    /// Seven days old, and the project is in testing.
    Testing,
    /// Not used for six months.
    Disused,
}

impl RefreshToken {
    /// What a project in testing gives.
    const TESTING_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
    /// Six months.
    const DISUSE: SignedDuration = SignedDuration::from_hours(183 * 24);

    pub(crate) const fn new(grant: GrantNumber, now: Timestamp) -> Self {
        Self {
            grant,
            issued: now,
            last_used: now,
            ended: false,
        }
    }

    /// Why it is good no more; `None` while it is good.
    pub(crate) fn end(&self, now: Timestamp, testing: bool) -> Option<RefreshEnd> {
        if self.ended {
            Some(RefreshEnd::Revoked)
        } else if testing && now.duration_since(self.issued) >= Self::TESTING_LIFE {
            Some(RefreshEnd::Testing)
        } else if now.duration_since(self.last_used) >= Self::DISUSE {
            Some(RefreshEnd::Disused)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = "2026-11-22T10:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_refresh_token_of_a_project_in_testing_ends_after_seven_days() {
        let token = RefreshToken::new(1, at(START));
        assert_eq!(token.end(at("2026-11-29T09:59:59Z"), true), None);
        let later = at("2026-11-29T10:00:00Z");
        assert_eq!(token.end(later, true), Some(RefreshEnd::Testing));
        assert_eq!(token.end(later, false), None);
    }

    #[test]
    fn a_refresh_token_that_is_not_used_for_half_a_year_ends() {
        let mut token = RefreshToken::new(1, at(START));
        let later = at("2027-06-01T10:00:00Z");
        assert_eq!(token.end(later, false), Some(RefreshEnd::Disused));
        token.last_used = at("2027-01-01T10:00:00Z");
        assert_eq!(token.end(later, false), None);
    }
}
