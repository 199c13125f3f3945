//! One service that several doors and tests work with.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::fault::Fault;
use crate::journal::Exchange;
use crate::message::Request;
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

    /// Works with the service while every door waits.
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

    /// Makes the next matching requests fail.
    pub fn inject_fault(&self, fault: Fault) {
        self.with_service(|service| service.inject_fault(fault));
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
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::quirk::{Profile, Quirks};

    fn world(seed: u64) -> (World, Secret) {
        World::with_default_account(Quirks::of(Profile::Rfc), seed)
    }

    fn shared(seed: u64) -> SharedService {
        let (world, token) = world(seed);
        SharedService::new(world, token).unwrap()
    }

    #[test]
    fn a_token_that_the_world_never_issued_is_refused() {
        let (world, _) = world(1);
        let error = SharedService::new(world, Secret::new("guessed")).unwrap_err();
        assert_eq!(error, ControlError::NoToken);
    }

    #[test]
    fn a_reset_brings_the_token_and_account_of_the_new_world() {
        let shared = shared(1);
        let other_hand = shared.clone();
        let (mut world, _) = world(2);
        world.add_account("grace@example.com").unwrap();
        let token = world.mint_token("grace@example.com", None).unwrap();
        shared.reset(world, token.clone()).unwrap();
        assert_eq!(other_hand.account(), "grace@example.com");
        assert_eq!(other_hand.token(), token);
    }

    #[test]
    fn a_reset_with_a_foreign_token_changes_nothing() {
        let shared = shared(1);
        let before = shared.token();
        let (world, _) = world(2);
        assert!(shared.reset(world, Secret::new("guessed")).is_err());
        assert_eq!(shared.token(), before);
        assert_eq!(
            shared
                .with_service(|service| service.world().clone())
                .account_of(before.reveal()),
            Ok(World::DEFAULT_ACCOUNT)
        );
    }

    #[test]
    fn a_test_that_panics_at_work_leaves_the_service_to_the_others() {
        let shared = shared(1);
        let work = AssertUnwindSafe(|| shared.with_service(|_| panic!("on purpose")));
        assert!(catch_unwind(work).is_err());
        assert_eq!(shared.account(), World::DEFAULT_ACCOUNT);
    }

    #[test]
    fn debug_output_shows_neither_token_nor_account() {
        let shown = format!("{:?}", shared(1));
        assert_eq!(shown, "SharedService { .. }");
    }
}
