//! The service clock of one account of a shared service.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;

use super::{ClockReading, SharedService};
use crate::store::{ControlError, World};

/// The service clock of one account. Other accounts do not notice what happens to it.
///
/// ```
/// use std::time::Duration;
///
/// use cardproof_mock::MockServer;
///
/// let google = MockServer::builder().share()?;
/// google.with_service(|service| service.world_mut().add_account("ann@example.com"))?;
/// google.clock_of("ann@example.com").advance(Duration::from_secs(30 * 24 * 60 * 60))?;
/// let ann = google.clock_of("ann@example.com").read()?;
/// assert!(ann.service > google.clock().service);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct AccountClock {
    service: SharedService,
    address: String,
}

impl SharedService {
    /// The service clock of the account with an address.
    pub fn clock_of(&self, address: impl Into<String>) -> AccountClock {
        AccountClock {
            service: self.clone(),
            address: address.into(),
        }
    }
}

impl AccountClock {
    /// What the clocks show to the account.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn read(&self) -> Result<ClockReading, ControlError> {
        let now = Timestamp::now();
        self.service.with_service(|service| {
            let world = service.world();
            Ok(ClockReading {
                real: now,
                service: world.account_time(&self.address, now)?,
                credentials: world.credential_time(now),
                frozen: world.is_account_clock_frozen(&self.address)?,
            })
        })
    }

    /// Moves it forward: sync tokens of the account age, its cards change later.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn advance(&self, by: Duration) -> Result<(), ControlError> {
        self.on_world(|world| world.advance_account(&self.address, by))
    }

    /// Sets it. It goes on from there, or stands still there if it is frozen.
    ///
    /// # Errors
    /// When there is no such account, or when its clock shows a later time already and something
    /// was dated by it.
    pub fn set(&self, at: Timestamp) -> Result<(), ControlError> {
        let now = Timestamp::now();
        self.on_world(|world| world.set_account_time(&self.address, at, now))
    }

    /// Lets it stand still, until it is moved or goes on.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn freeze(&self) -> Result<(), ControlError> {
        let now = Timestamp::now();
        self.on_world(|world| world.freeze_account_clock(&self.address, now))
    }

    /// Lets it stand still at an instant.
    ///
    /// # Errors
    /// As for [`set`](Self::set).
    pub fn freeze_at(&self, at: Timestamp) -> Result<(), ControlError> {
        let now = Timestamp::now();
        self.on_world(|world| {
            world.set_account_time(&self.address, at, now)?;
            world.freeze_account_clock(&self.address, now)
        })
    }

    /// Lets it go on from where it stands.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn thaw(&self) -> Result<(), ControlError> {
        let now = Timestamp::now();
        self.on_world(|world| world.thaw_account_clock(&self.address, now))
    }

    fn on_world<T>(&self, work: impl FnOnce(&mut World) -> T) -> T {
        self.service
            .with_service(|service| work(service.world_mut()))
    }
}

/// Without the address.
impl fmt::Debug for AccountClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountClock").finish_non_exhaustive()
    }
}
