//! The clocks of a shared service.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::SharedService;
use crate::store::{ControlError, CtagAllowance};

/// What the clocks show, to all accounts or to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockReading {
    /// Real time.
    pub real: Timestamp,
    /// What the service takes for now: it dates cards, ETags and sync tokens.
    pub service: Timestamp,
    /// What credentials take for now.
    pub credentials: Timestamp,
    /// Whether the service clock stands still.
    pub frozen: bool,
}

impl SharedService {
    /// What the clocks show that new accounts get. Accounts whose clocks were moved by themselves
    /// have [clocks of their own](Self::clock_of).
    #[must_use]
    pub fn clock(&self) -> ClockReading {
        let now = Timestamp::now();
        self.with_service(|service| {
            let world = service.world();
            ClockReading {
                real: now,
                service: world.service_time(now),
                credentials: world.credential_time(now),
                frozen: world.is_service_clock_frozen(),
            }
        })
    }

    /// Moves the service clocks of all accounts forward: sync tokens age, cards change later.
    /// Credentials follow real time and do not notice.
    pub fn advance(&self, by: Duration) {
        self.with_service(|service| service.world_mut().advance(by));
    }

    /// Moves the clock of credentials forward, and nothing else: access tokens end by themselves.
    pub fn advance_credentials(&self, by: Duration) {
        self.with_service(|service| service.world_mut().advance_credentials(by));
    }

    /// Makes `Date` in answers wrong by so much, forward or backward, until the reset: as if the
    /// clock of one of the two machines were. Nothing else is dated by it.
    pub fn shift_date(&self, by: SignedDuration) {
        self.with_service(|service| service.shift_date(by));
    }

    /// How often each account may ask for getctag before that is polling, by its service clock.
    pub fn set_ctag_allowance(&self, allowance: CtagAllowance) {
        self.with_service(|service| service.world_mut().set_ctag_allowance(allowance));
    }

    /// Sets the service clocks of all accounts. They go on from there; one that is frozen stands
    /// still there.
    ///
    /// # Errors
    /// When one of them shows a later time already and something was dated by it; then none is set.
    pub fn set_clock(&self, at: Timestamp) -> Result<(), ControlError> {
        let now = Timestamp::now();
        self.with_service(|service| service.world_mut().set_service_time(at, now))
    }

    /// Lets the service clocks of all accounts stand still, until they are moved or go on.
    pub fn freeze_clock(&self) {
        let now = Timestamp::now();
        self.with_service(|service| service.world_mut().freeze_service_clock(now));
    }

    /// Lets the service clocks of all accounts stand still at an instant.
    ///
    /// # Errors
    /// When one of them shows a later time already and something was dated by it.
    pub fn freeze_clock_at(&self, at: Timestamp) -> Result<(), ControlError> {
        let now = Timestamp::now();
        self.with_service(|service| {
            let world = service.world_mut();
            world.set_service_time(at, now)?;
            world.freeze_service_clock(now);
            Ok(())
        })
    }

    /// Lets the frozen service clocks of all accounts go on from where they stand.
    pub fn thaw_clock(&self) {
        let now = Timestamp::now();
        self.with_service(|service| service.world_mut().thaw_service_clock(now));
    }
}
