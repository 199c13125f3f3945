//! The accounts of a shared service.

use super::SharedService;
use crate::store::{AccountSummary, CardSummary, ControlError};

impl SharedService {
    /// The accounts, in the order in which they were added.
    #[must_use]
    pub fn accounts(&self) -> Vec<AccountSummary> {
        self.with_service(|service| service.world().account_summaries())
    }

    /// Adds an account with an empty address book. It has no token before one is
    /// [minted](Self::mint_token).
    ///
    /// # Errors
    /// When the address is taken or cannot stand in a URL.
    pub fn add_account(&self, address: &str) -> Result<(), ControlError> {
        self.with_service(|service| service.world_mut().add_account(address))
    }

    /// Lets an account also log in with HTTP Basic and this password, where the quirk
    /// `auth.allow-app-password` accepts that.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn set_app_password(&self, address: &str, password: &str) -> Result<(), ControlError> {
        self.with_service(|service| service.world_mut().set_app_password(address, password))
    }

    /// The cards of an account, without their texts, by name.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn cards_of(&self, address: &str) -> Result<Vec<CardSummary>, ControlError> {
        self.with_service(|service| service.world().card_summaries(address))
    }

    /// From now on takes the first address, client id, secret, refresh token, access token and
    /// service account that it meets for those of the account that was added first.
    pub fn adopt_credentials(&self) {
        self.with_service(|service| service.world_mut().adopt_credentials());
    }
}
