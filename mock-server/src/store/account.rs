//! An account: whose address book it is and where it lives.

use std::fmt;

use super::Secret;

/// An account with its one address book (google:DISC-11).
#[derive(Clone)]
pub(crate) struct Account {
    /// The e-mail address: the name in URLs, never shown in `Debug`.
    pub(crate) address: String,
    /// What all its URLs begin with: `/carddav/v1`.
    pub(crate) prefix: String,
    /// The password for HTTP Basic, where the account has one.
    pub(crate) app_password: Option<Secret>,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("has_app_password", &self.app_password.is_some())
            .finish_non_exhaustive()
    }
}
