//! What a test does to the clocks of a world and its accounts.

use std::time::Duration;

use jiff::Timestamp;

use super::{ControlError, World};
use crate::clock::ServiceClock;

/// The service clocks of all accounts at once. New accounts get the time that was given to all.
impl World {
    /// Moves the service clocks of all accounts forward: sync tokens age, cards change later.
    /// Credentials do not notice.
    pub fn advance(&mut self, by: Duration) {
        self.all_clocks().for_each(|clock| clock.advance(by));
    }

    /// Sets the service clocks of all accounts. They go on from there; one that is frozen stands
    /// still there.
    ///
    /// # Errors
    /// When one of them shows a later time already and something was dated by it; then none is
    /// set.
    pub fn set_service_time(&mut self, at: Timestamp, now: Timestamp) -> Result<(), ControlError> {
        if self.all_clocks().any(|clock| clock.would_go_back(at, now)) {
            return Err(ControlError::ClockGoesBack);
        }
        self.all_clocks().for_each(|clock| clock.set(at, now));
        Ok(())
    }

    /// Lets the service clocks of all accounts stand still, until they are moved or go on.
    pub fn freeze_service_clock(&mut self, now: Timestamp) {
        self.all_clocks().for_each(|clock| clock.freeze(now));
    }

    /// Lets the service clocks of all accounts go on from where they stand.
    pub fn thaw_service_clock(&mut self, now: Timestamp) {
        self.all_clocks().for_each(|clock| clock.thaw(now));
    }

    /// Whether the service clock that new accounts get stands still.
    #[must_use]
    pub const fn is_service_clock_frozen(&self) -> bool {
        self.clock.service.is_frozen()
    }

    /// What the service takes for the present time, where no single account is concerned.
    #[must_use]
    pub fn service_time(&self, now: Timestamp) -> Timestamp {
        self.clock.service.now(now)
    }

    /// What credentials take for the present time.
    #[must_use]
    pub fn credential_time(&self, now: Timestamp) -> Timestamp {
        self.clock.moment(now).credentials
    }

    /// Moves the clock of credentials forward, and nothing else. All accounts share it.
    pub fn advance_credentials(&mut self, by: Duration) {
        self.clock.advance_credentials(by);
    }

    /// The clock of the world and those of its accounts.
    fn all_clocks(&mut self) -> impl Iterator<Item = &mut ServiceClock> {
        let accounts = self.accounts.iter_mut();
        [&mut self.clock.service]
            .into_iter()
            .chain(accounts.map(|account| &mut account.clock))
    }
}

/// The service clock of one account.
impl World {
    /// Moves the service clock of an account forward.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn advance_account(&mut self, address: &str, by: Duration) -> Result<(), ControlError> {
        self.account_mut(address)?.clock.advance(by);
        Ok(())
    }

    /// Sets the service clock of an account. It goes on from there, or stands still there if it is
    /// frozen.
    ///
    /// # Errors
    /// When there is no such account, or when its clock shows a later time already and something
    /// was dated by it.
    pub fn set_account_time(
        &mut self,
        address: &str,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<(), ControlError> {
        let clock = &mut self.account_mut(address)?.clock;
        if clock.would_go_back(at, now) {
            return Err(ControlError::ClockGoesBack);
        }
        clock.set(at, now);
        Ok(())
    }

    /// Lets the service clock of an account stand still, until it is moved or goes on.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn freeze_account_clock(
        &mut self,
        address: &str,
        now: Timestamp,
    ) -> Result<(), ControlError> {
        self.account_mut(address)?.clock.freeze(now);
        Ok(())
    }

    /// Lets the frozen service clock of an account go on from where it stands.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn thaw_account_clock(
        &mut self,
        address: &str,
        now: Timestamp,
    ) -> Result<(), ControlError> {
        self.account_mut(address)?.clock.thaw(now);
        Ok(())
    }

    /// What the service takes for the present time in an account.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn account_time(&self, address: &str, now: Timestamp) -> Result<Timestamp, ControlError> {
        Ok(self.account_of_address(address)?.clock.now(now))
    }

    /// Whether the service clock of an account stands still.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn is_account_clock_frozen(&self, address: &str) -> Result<bool, ControlError> {
        Ok(self.account_of_address(address)?.clock.is_frozen())
    }
}
