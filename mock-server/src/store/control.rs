//! What a test does to a world from outside.

use super::{Account, CtagAllowance, Imprint, World};

/// A control that cannot do what it was told: the caller's mistake.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// No account has that address.
    #[error("there is no account with that address")]
    NoAccount,
    /// An account has that address already.
    #[error("there is an account with that address already")]
    AccountExists,
    /// The text cannot stand in a URL as an account's name.
    #[error(
        "an account's address is not empty, no dots alone, and holds neither slashes nor control characters"
    )]
    BadAddress,
    /// The server never issued that token.
    #[error("the server does not know that token")]
    NoToken,
    /// No client has that id.
    #[error("there is no client with that id")]
    NoClient,
    /// A client or service account is registered already.
    #[error("there is a client with that name already")]
    ClientExists,
    /// The href names no card.
    #[error("there is no card at that href")]
    NoCard,
    /// The text is no prefix of a home.
    #[error("a home's prefix is `/carddav/` and one segment of letters, digits, `-` and `_`")]
    BadPrefix,
    /// A token with that text was issued already, or the text cannot be one.
    #[error("a token is a text without spaces that was not issued before")]
    BadToken,
    /// Nothing was saved under that name.
    #[error("nothing is saved under that name")]
    NoSave,
    /// The text is no vCard that the server can store.
    #[error("the text is no vCard: {0}")]
    BadCard(String),
    /// The service clock shows a later time already, and cards or sync tokens bear its dates.
    #[error("the service clock does not go back once it has dated cards or sync tokens")]
    ClockGoesBack,
}

impl World {
    /// Adds an account with an empty address book.
    ///
    /// # Errors
    /// When the address is taken or cannot stand in a URL.
    pub fn add_account(&mut self, address: &str) -> Result<(), ControlError> {
        let unfit = |c: char| matches!(c, '/' | '\\') || c.is_control();
        if matches!(address, "" | "." | "..") || address.contains(unfit) {
            return Err(ControlError::BadAddress);
        }
        if self.position(address).is_ok() {
            return Err(ControlError::AccountExists);
        }
        self.insert_account(address.to_owned());
        Ok(())
    }

    /// Lets an account also log in with HTTP Basic and this password, where the quirk
    /// `auth.allow-app-password` accepts that.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn set_app_password(&mut self, address: &str, password: &str) -> Result<(), ControlError> {
        self.account_mut(address)?.app_password = Some(Imprint::of(password));
        Ok(())
    }

    /// How often each account may ask for getctag before that is polling.
    pub const fn set_ctag_allowance(&mut self, allowance: CtagAllowance) {
        self.ctag_allowance = allowance;
    }

    pub(super) fn position(&self, address: &str) -> Result<usize, ControlError> {
        self.accounts
            .iter()
            .position(|account| account.address == address)
            .ok_or(ControlError::NoAccount)
    }

    pub(super) fn account_of_address(&self, address: &str) -> Result<&Account, ControlError> {
        let mut accounts = self.accounts.iter();
        accounts
            .find(|account| account.address == address)
            .ok_or(ControlError::NoAccount)
    }

    pub(super) fn account_mut(&mut self, address: &str) -> Result<&mut Account, ControlError> {
        self.accounts
            .iter_mut()
            .find(|account| account.address == address)
            .ok_or(ControlError::NoAccount)
    }
}
