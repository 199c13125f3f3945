//! The journal of a shared service.

use std::sync::Arc;

use tokio::sync::Notify;

use super::SharedService;
use crate::journal::{Exchange, JournalFilter};

/// Waits for new exchanges of a service.
pub struct Follower {
    service: SharedService,
    filter: JournalFilter,
    /// The number of the newest exchange that was looked at.
    seen: u64,
}

impl SharedService {
    /// A copy of what was asked and answered, oldest first, as far as it is kept.
    #[must_use]
    pub fn journal(&self) -> Vec<Exchange> {
        self.with_service(|service| service.journal().exchanges().collect())
    }

    /// A copy of the exchanges that a filter lets through, oldest first.
    #[must_use]
    pub fn journal_of(&self, filter: &JournalFilter) -> Vec<Exchange> {
        self.with_service(|service| {
            let journal = service.journal();
            filter.choose(journal.exchanges())
        })
    }

    /// The exchange of a number, if it is still kept.
    #[must_use]
    pub fn exchange_numbered(&self, number: u64) -> Option<Exchange> {
        self.with_service(|service| service.journal().exchange(number))
    }

    /// Forgets what was asked and answered. Numbers go on.
    pub fn clear_journal(&self) {
        self.with_service(|service| service.journal_mut().clear());
    }

    /// Follows the journal: first what is kept and after `after`, then what comes.
    #[must_use]
    pub fn follow_journal(&self, filter: JournalFilter, after: u64) -> Follower {
        Follower {
            service: self.clone(),
            filter,
            seen: after,
        }
    }

    pub(super) fn news(&self) -> Arc<Notify> {
        Arc::clone(&self.news)
    }
}

impl Follower {
    /// The exchanges since the last call that the filter lets through, at least one: it waits
    /// until there is one. Those that the journal has dropped in between are missing.
    pub async fn next(&mut self) -> Vec<Exchange> {
        let news = self.service.news();
        loop {
            // Whoever is told of news afterwards has listened before looking.
            let told = news.notified();
            let found = self.look();
            if !found.is_empty() {
                return found;
            }
            told.await;
        }
    }

    fn look(&mut self) -> Vec<Exchange> {
        let (found, newest) = self.service.with_service(|service| {
            let journal = service.journal();
            let new = journal.exchanges_after(self.seen);
            let found = self.filter.choose(new);
            (found, journal.answered())
        });
        self.seen = self.seen.max(newest);
        found
    }
}
