//! One service that several doors and tests work with.

mod account_clock;
mod accounts;
mod clock;
mod credentials;
mod fault_guard;
mod journal;
mod keeping;
mod project;
mod saves;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

pub use account_clock::AccountClock;
pub use clock::ClockReading;
pub use fault_guard::FaultGuard;
use jiff::Timestamp;
pub use journal::Follower;
use saves::Saved;
use tokio::sync::Notify;

use crate::explanation::Explanation;
use crate::fault::{Fault, FaultId, FaultRecord, Wire};
use crate::message::{Request, Response};
use crate::quirk::QuirkError;
use crate::service::{Answer, Service};
use crate::state::{StateFile, not_kept};
use crate::store::{ControlError, Secret, World};

/// A service that several doors and tests share, and the account that a client logs in to.
///
/// A clone is another hand on the same service. Real time comes from the system's clock.
#[derive(Clone)]
pub struct SharedService {
    state: Arc<Mutex<State>>,
    /// Told of every exchange.
    news: Arc<Notify>,
}

struct State {
    service: Service,
    account: String,
    token: Secret,
    start: Saved,
    saves: BTreeMap<String, Saved>,
    file: Option<StateFile>,
}

impl State {
    /// Writes what changed to the state file, where there is one.
    fn keep(&mut self) -> io::Result<()> {
        match &mut self.file {
            Some(file) => file.keep(&self.service),
            None => Ok(()),
        }
    }
}

/// The state while somebody works with it. What changed is in the state file when it is let go.
struct Held<'a>(MutexGuard<'a, State>);

impl Deref for Held<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.0
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // What cannot be written now is tried again with the next answer, which then fails.
        let _ = self.0.keep();
    }
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
        let start = Saved {
            state: service.state(),
            account: account.clone(),
            token: token.clone(),
        };
        Ok(Self::of(State {
            service,
            account,
            token,
            start,
            saves: BTreeMap::new(),
            file: None,
        }))
    }

    fn of(state: State) -> Self {
        Self {
            state: Arc::new(Mutex::new(state)),
            news: Arc::new(Notify::new()),
        }
    }

    /// Puts another world in place, with empty journal and without faults. It is the one to which
    /// [`restart`](Self::restart) comes back.
    ///
    /// # Errors
    /// When the world never issued the token; then the old world stays.
    pub fn reset(&self, world: World, token: Secret) -> Result<(), ControlError> {
        let account = world.account_of(token.reveal())?.to_owned();
        let mut state = self.state();
        state.service.reset(world);
        state.account = account;
        state.token = token;
        state.start = state.saved();
        Ok(())
    }

    /// Answers a request at the present time.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Answer {
        let mut state = self.state();
        let mut answer = state.service.answer(request, Timestamp::now());
        if let Err(error) = state.keep() {
            answer = not_kept(answer.explanation, &error);
        }
        drop(state);
        self.news.notify_waiters();
        answer
    }

    /// Answers a request for a door that only sends the answer.
    pub(crate) fn exchange(&self, request: Request) -> (Response, Wire) {
        self.exchange_in(self.state(), request)
    }

    /// The same, where nobody else is at the service; otherwise the request comes back.
    #[expect(
        clippy::result_large_err,
        reason = "the request is moved back, not reported"
    )]
    pub(crate) fn try_exchange(&self, request: Request) -> Result<(Response, Wire), Request> {
        let state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(state)) => state.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(request),
        };
        Ok(self.exchange_in(Held(state), request))
    }

    fn exchange_in(&self, mut state: Held<'_>, request: Request) -> (Response, Wire) {
        let mut sent = state.service.exchange(request, Timestamp::now());
        if let Err(error) = state.keep() {
            let answer = not_kept(Explanation::default(), &error);
            sent = (answer.response, answer.wire);
        }
        drop(state);
        self.news.notify_waiters();
        sent
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

    /// Gives one quirk another value. Paths that exist already stay where they are.
    ///
    /// # Errors
    /// When there is no quirk or no value of that name.
    pub fn set_quirk(&self, quirk: &str, value: &str) -> Result<(), QuirkError> {
        self.with_service(|service| service.world_mut().quirks_mut().set(quirk, value))
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

    /// Takes every rule away, and forgets what became of them.
    pub fn clear_faults(&self) {
        self.with_service(Service::clear_faults);
    }

    /// The rules that are there, with what they have done so far.
    #[must_use]
    pub fn faults(&self) -> Vec<FaultRecord> {
        self.with_service(|service| service.faults())
    }

    /// The rules that have never struck, before a [`restart`](Self::restart) or after it, also
    /// those that are gone. [`reset`](Self::reset) and [`clear_faults`](Self::clear_faults) begin
    /// anew.
    #[must_use]
    pub fn unfired_faults(&self) -> Vec<FaultRecord> {
        self.with_service(|service| service.unfired_faults())
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
    fn state(&self) -> Held<'_> {
        Held(self.state.lock().unwrap_or_else(PoisonError::into_inner))
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
