//! The project of a shared service's clients, and its service accounts.

use std::time::Duration;

use super::SharedService;
use crate::store::{ControlError, Project, ServiceAccount, ServiceAccountSummary};

impl SharedService {
    /// How the project of the clients is set up.
    #[must_use]
    pub fn project(&self) -> Project {
        self.with_service(|service| service.world().project().clone())
    }

    /// Switches the CardDAV API of the project on or off (google:AUTH-10).
    pub fn set_api_enabled(&self, enabled: bool) {
        self.with_service(|service| service.world_mut().set_api_enabled(enabled));
    }

    /// Puts the consent screen into testing, or out of it. In testing, refresh tokens end seven
    /// days after they were issued, by the clock of credentials (google:AUTH-14).
    pub fn set_testing(&self, testing: bool) {
        self.with_service(|service| service.world_mut().set_testing(testing));
    }

    /// How long the access tokens live that are issued from now on, to the second. Google's live
    /// for 3599 seconds (google:AUTH-13).
    pub fn set_token_life(&self, life: Duration) {
        self.with_service(|service| service.world_mut().set_token_life(life));
    }

    /// Registers a service account (google:AUTH-15).
    ///
    /// # Errors
    /// When there is one with that address already.
    pub fn register_service_account(&self, account: ServiceAccount) -> Result<(), ControlError> {
        self.with_service(|service| service.world_mut().register_service_account(account))
    }

    /// The service accounts, in the order in which they were registered.
    #[must_use]
    pub fn service_accounts(&self) -> Vec<ServiceAccountSummary> {
        self.with_service(|service| service.world().service_account_summaries())
    }
}
