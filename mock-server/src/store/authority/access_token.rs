//! Access tokens: what opens the address book.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{GrantNumber, Scopes};

/// What the server knows of an access token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AccessToken {
    /// Counts access tokens from 1, so that explanations can tell them apart. Given at issue.
    pub(crate) number: u64,
    /// Position of the account in [`World::accounts`](crate::store::World).
    pub(crate) account: usize,
    /// What it may be used for.
    pub(crate) scopes: Scopes,
    /// The grant that it rests on; none for tokens of tests and service accounts.
    pub(crate) grant: Option<GrantNumber>,
    /// When it ends by itself; never, if `None`.
    pub(crate) expires: Option<Timestamp>,
    /// Whether it was ended early.
    pub(crate) ended: bool,
}

impl AccessToken {
    /// A token for CardDAV that does not end by itself.
    pub(crate) fn lasting(account: usize) -> Self {
        Self {
            number: 0,
            account,
            scopes: Scopes::carddav(),
            grant: None,
            expires: None,
            ended: false,
        }
    }

    /// Whether it is still good at an instant of the clock of credentials.
    pub(crate) fn is_good(&self, now: Timestamp) -> bool {
        !self.ended && self.expires.is_none_or(|expires| now < expires)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_token_is_good_until_the_instant_at_which_it_expires() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut token = AccessToken {
            expires: Some(at("2026-11-22T11:00:00Z")),
            ..AccessToken::lasting(0)
        };
        assert!(token.is_good(at("2026-11-22T10:59:59Z")));
        assert!(!token.is_good(at("2026-11-22T11:00:00Z")));
        token.expires = None;
        assert!(token.is_good(Timestamp::MAX));
        token.ended = true;
        assert!(!token.is_good(Timestamp::MIN));
    }
}
