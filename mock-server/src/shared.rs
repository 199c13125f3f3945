//! One service that several doors and tests work with.

mod fault_guard;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use fault_guard::FaultGuard;
use jiff::Timestamp;

use crate::fault::{Fault, FaultId, FaultRecord, Wire};
use crate::journal::Exchange;
use crate::message::{Request, Response};
use crate::service::{Answer, Service};
use crate::store::{ControlError, Secret, World};

/// A service that several doors and tests share, and the account that a client logs in to.
///
/// A clone is another hand on the same service. Real time comes from the system's clock.
#[derive(Clone)]
pub struct SharedService {
    state: Arc<Mutex<State>>,
}

struct State {
    service: Service,
    account: String,
    token: Secret,
}

impl SharedService {
    /// Shares a service of the world. `token` is one that the world issued; its account is the
    /// one that a client is given.
    ///
    /// # Errors
    /// When the world never issued the token.
    pub fn new(world: World, token: Secret) -> Result<Self, ControlError> {
        let account = world.account_of(token.reveal())?.to_owned();
        let service = Service::new(world);
        let state = State {
            service,
            account,
            token,
        };
        Ok(Self {
            state: Arc::new(Mutex::new(state)),
        })
    }

    /// Puts another world in place, with empty journal and without faults.
    ///
    /// # Errors
    /// When the world never issued the token; then the old world stays.
    pub fn reset(&self, world: World, token: Secret) -> Result<(), ControlError> {
        let account = world.account_of(token.reveal())?.to_owned();
        let mut state = self.state();
        state.service.reset(world);
        state.account = account;
        state.token = token;
        Ok(())
    }

    /// Answers a request at the present time.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Answer {
        self.state().service.answer(request, Timestamp::now())
    }

    /// Answers a request for a door that only sends the answer.
    pub(crate) fn exchange(&self, request: Request) -> (Response, Wire) {
        self.state().service.exchange(request, Timestamp::now())
    }

    /// Works with the service while every door waits. To put another world in place use
    /// [`reset`](Self::reset), which also takes over its token.
    pub fn with_service<T>(&self, work: impl FnOnce(&mut Service) -> T) -> T {
        work(&mut self.state().service)
    }

    /// The address of the account that a client is given.
    #[must_use]
    pub fn account(&self) -> String {
        self.state().account.clone()
    }

    /// The bearer token that a client is given.
    #[must_use]
    pub fn token(&self) -> Secret {
        self.state().token.clone()
    }

    /// Moves the service clock forward: sync tokens age, cards change later. Credentials follow
    /// real time and do not notice.
    pub fn advance(&self, by: Duration) {
        self.with_service(|service| service.world_mut().advance(by));
    }

    /// Ends the life of the client's token, as if its time were over.
    pub fn expire_token(&self) {
        self.with_token(|world, token| world.expire_token(token));
    }

    /// Takes the client's token back, as the user does in the account's settings.
    pub fn revoke_token(&self) {
        self.with_token(|world, token| world.revoke_token(token));
    }

    /// Makes the client's token valid again.
    pub fn renew_token(&self) {
        self.with_token(|world, token| world.renew_token(token));
    }

    /// Stores a new card, as another device would, and returns its href.
    ///
    /// # Errors
    /// When the text is no vCard.
    pub fn create_card(&self, vcard: &str) -> Result<String, ControlError> {
        self.with_account(|world, account| world.create_card(account, vcard, Timestamp::now()))
    }

    /// Replaces a card, as another device would.
    ///
    /// # Errors
    /// When there is no card at the href, or the text is no vCard.
    pub fn change_card(&self, href: &str, vcard: &str) -> Result<(), ControlError> {
        self.with_account(|world, _| world.change_card(href, vcard, Timestamp::now()))
    }

    /// Deletes a card, as another device would.
    ///
    /// # Errors
    /// When there is no card at the href.
    pub fn delete_card(&self, href: &str) -> Result<(), ControlError> {
        self.with_account(|world, _| world.delete_card(href, Timestamp::now()))
    }

    /// The text of a card as it is stored.
    ///
    /// # Errors
    /// When there is no card at the href.
    pub fn card(&self, href: &str) -> Result<String, ControlError> {
        self.with_account(|world, _| world.card(href))
    }

    /// The hrefs of the account's cards, by name.
    ///
    /// # Errors
    /// When the world was replaced by one without the account.
    pub fn card_hrefs(&self) -> Result<Vec<String>, ControlError> {
        self.with_account(|world, account| world.card_hrefs(account))
    }

    /// Gives the account's home another path prefix, and returns the address book's new path. Old
    /// URLs lead nowhere; the well-known URI leads to the new place (google:DISC-07).
    ///
    /// # Errors
    /// When the world was replaced by one without the account.
    pub fn move_home(&self) -> Result<String, ControlError> {
        self.with_account(World::move_home)
    }

    /// Makes requests fail by a rule, until the service is reset. See
    /// [`fault`](Self::fault) for a rule that lasts as long as a test holds it.
    pub fn inject_fault(&self, fault: Fault) -> FaultId {
        self.with_service(|service| service.inject_fault(fault))
    }

    /// Makes requests fail by a rule, as long as the guard lives.
    ///
    /// ```
    /// use cardproof_mock::{Fault, FaultKind, MockServer, Operation};
    ///
    /// let google = MockServer::builder().share().expect("a world of our own");
    /// {
    ///     let _guard = google.fault(Fault::new(Operation::Update, FaultKind::Reset));
    ///     // Here every update meets a broken connection.
    /// }
    /// // Here it does not. The rule never struck, and that is told.
    /// assert_eq!(google.unfired_faults().len(), 1);
    /// ```
    pub fn fault(&self, fault: Fault) -> FaultGuard {
        FaultGuard::new(self.clone(), self.inject_fault(fault))
    }

    /// Takes a rule away. `false` if it is gone already.
    pub fn remove_fault(&self, id: FaultId) -> bool {
        self.with_service(|service| service.remove_fault(id))
    }

    /// The rules that are there, with what they have done so far.
    #[must_use]
    pub fn faults(&self) -> Vec<FaultRecord> {
        self.with_service(|service| service.faults())
    }

    /// The rules that have never struck since the last [`reset`](Self::reset), also those that
    /// were taken away.
    #[must_use]
    pub fn unfired_faults(&self) -> Vec<FaultRecord> {
        self.with_service(|service| service.unfired_faults())
    }

    /// A copy of what was asked and answered, oldest first, as far as it is kept.
    #[must_use]
    pub fn journal(&self) -> Vec<Exchange> {
        self.with_service(|service| service.journal().exchanges().cloned().collect())
    }

    fn with_token(&self, work: impl FnOnce(&mut World, &str) -> Result<(), ControlError>) {
        let State { service, token, .. } = &mut *self.state();
        // The world issued the token, or this service would not exist. A test that has since put
        // another world in place behind our back has no token to speak of.
        let _ = work(service.world_mut(), token.reveal());
    }

    fn with_account<T>(
        &self,
        work: impl FnOnce(&mut World, &str) -> Result<T, ControlError>,
    ) -> Result<T, ControlError> {
        let State {
            service, account, ..
        } = &mut *self.state();
        work(service.world_mut(), account)
    }

    /// The state, also after a panic of somebody who held it: one failed test must not fail the
    /// others.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Neither the token nor the account's address.
impl fmt::Debug for SharedService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedService").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
