//! An account: whose address book it is and where it lives.

use std::fmt;

use super::{Book, Imprint, IssuedTokens, MemberName};
use crate::clock::ServiceClock;
use crate::dav::encode_segment;
use crate::window::Window;

/// An account with its one address book (google:DISC-11).
#[derive(Clone)]
pub(crate) struct Account {
    /// Counts accounts from 1; sync tokens carry it.
    pub(crate) number: u64,
    /// The e-mail address: the name in URLs, never shown in `Debug`.
    pub(crate) address: String,
    /// What all its URLs begin with: `/carddav/v1`.
    pub(crate) prefix: String,
    /// What dates its cards and sync tokens.
    pub(crate) clock: ServiceClock,
    /// The password for HTTP Basic, where the account has one.
    pub(crate) app_password: Option<Imprint>,
    pub(crate) book: Book,
    pub(crate) issued: IssuedTokens,
    /// In which requests for getctag are counted.
    pub(crate) ctag_window: Option<Window>,
}

impl Account {
    pub(super) fn new(number: u64, address: String, prefix: String, clock: ServiceClock) -> Self {
        Self {
            number,
            address,
            prefix,
            clock,
            app_password: None,
            book: Book::default(),
            issued: IssuedTokens::default(),
            ctag_window: None,
        }
    }

    /// The principal, without a slash at its end.
    pub(crate) fn bare_principal_href(&self) -> String {
        [
            &*self.prefix,
            "/principals/",
            &encode_segment(&self.address),
        ]
        .concat()
    }

    pub(crate) fn principal_href(&self) -> String {
        self.bare_principal_href() + "/"
    }

    pub(crate) fn home_href(&self) -> String {
        self.bare_principal_href() + "/lists/"
    }

    pub(crate) fn book_href(&self) -> String {
        self.bare_principal_href() + "/lists/default/"
    }

    pub(crate) fn card_href(&self, name: &MemberName) -> String {
        self.book_href() + &encode_segment(name.as_str())
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("number", &self.number)
            .field("has_app_password", &self.app_password.is_some())
            .field("cards", &self.book.len())
            .finish_non_exhaustive()
    }
}
