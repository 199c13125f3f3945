//! Coming back: to the start, to a state that was saved, and to copies for other tests.

use super::{SharedService, State};
use crate::journal::Journal;
use crate::service::{SavedState, Service};
use crate::store::{ControlError, Secret};

/// A state, with the account that a client is given in it.
#[derive(Clone)]
pub(super) struct Saved {
    pub(super) state: SavedState,
    pub(super) account: String,
    pub(super) token: Secret,
}

impl State {
    pub(super) fn saved(&self) -> Saved {
        Saved {
            state: self.service.state(),
            account: self.account.clone(),
            token: self.token.clone(),
        }
    }

    fn come_back_to(&mut self, saved: Saved) {
        self.service.restore(saved.state);
        self.account = saved.account;
        self.token = saved.token;
    }
}

impl SharedService {
    /// Makes the present state the one to which [`restart`](Self::restart) comes back.
    pub fn start_here(&self) {
        let mut state = self.state();
        state.start = state.saved();
    }

    /// Comes back to the start: world, clocks and fault rules as they were, and an empty journal.
    /// Numbers of exchanges go on. What was saved stays. Costs next to nothing, however many cards
    /// there are.
    pub fn restart(&self) {
        let mut state = self.state();
        let start = state.start.clone();
        state.come_back_to(start);
        state.service.journal_mut().clear();
    }

    /// Saves the present state under a name: world, clocks and fault rules, not the journal. What
    /// was saved under that name before is lost. Costs next to nothing.
    pub fn save(&self, name: &str) {
        let mut state = self.state();
        let saved = state.saved();
        state.saves.insert(name.to_owned(), saved);
    }

    /// Comes back to a state that was saved. The journal goes on.
    ///
    /// # Errors
    /// When nothing was saved under that name.
    pub fn restore(&self, name: &str) -> Result<(), ControlError> {
        let mut state = self.state();
        let saved = state.saves.get(name).ok_or(ControlError::NoSave)?.clone();
        state.come_back_to(saved);
        Ok(())
    }

    /// Forgets what was saved under a name. `false` if there is nothing.
    pub fn forget_save(&self, name: &str) -> bool {
        self.state().saves.remove(name).is_some()
    }

    /// The names under which states are saved, in alphabetical order.
    #[must_use]
    pub fn saves(&self) -> Vec<String> {
        self.state().saves.keys().cloned().collect()
    }

    /// A service of its own that begins where this one is: world, clocks and fault rules, with an
    /// empty journal. What happens to one of the two does not happen to the other. Costs next to
    /// nothing, so that every test can have one.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use cardproof_mock::MockServer;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // Once, for all tests: a world that takes long to prepare.
    /// let prepared = MockServer::builder().share()?;
    /// for number in 0..1000 {
    ///     prepared.create_card(&format!(
    ///         "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{number};;;;\r\nFN:{number}\r\nEND:VCARD\r\n"
    ///     ))?;
    /// }
    ///
    /// // In each test: a server of its own.
    /// let one = MockServer::builder().fork_of(&prepared).start().await?;
    /// let other = MockServer::builder().fork_of(&prepared).start().await?;
    /// one.advance(Duration::from_secs(30 * 24 * 60 * 60));
    /// one.delete_card(&one.card_hrefs()?[0])?;
    /// assert_eq!(one.card_hrefs()?.len(), 999);
    /// assert_eq!(other.card_hrefs()?.len(), 1000);
    /// assert_ne!(one.url(), other.url());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn fork(&self) -> Self {
        let saved = self.state().saved();
        let mut service = Service::new(saved.state.world.clone());
        service.restore(saved.state.clone());
        *service.journal_mut() = Journal::new(self.journal_limit());
        Self::of(State {
            service,
            account: saved.account.clone(),
            token: saved.token.clone(),
            start: saved,
            saves: std::collections::BTreeMap::new(),
            file: None,
        })
    }

    fn journal_limit(&self) -> usize {
        self.with_service(|service| service.journal().limit())
    }
}
