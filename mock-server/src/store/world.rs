//! A world: everything that answers depend on.

use super::ids::scramble;
use super::{AccessToken, Account, Authority, Bookkeeper, CtagAllowance, Ids, Secret, Tracked};
use crate::clock::{Clocks, Moment};
use crate::explanation::Notes;
use crate::quirk::{HrefPrefix, Quirks};

/// Everything that answers depend on: quirks, clocks, accounts, credentials.
///
/// A clone is a fork: it costs next to nothing, shares no changes, and continues the same
/// sequences of ids.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) quirks: Quirks,
    pub(crate) clock: Clocks,
    pub(crate) ids: Ids,
    /// Decides about faults, apart from the ids, so that a rule of chance changes no id.
    pub(crate) chance: Ids,
    pub(crate) accounts: Vec<Account>,
    pub(crate) authority: Tracked<Authority>,
    pub(super) ctag_allowance: CtagAllowance,
}

impl World {
    /// The address of the account in [`World::with_default_account`].
    pub const DEFAULT_ACCOUNT: &str = "user@example.com";

    /// A world without accounts.
    #[must_use]
    pub const fn new(quirks: Quirks, seed: u64) -> Self {
        Self {
            quirks,
            clock: Clocks::START,
            ids: Ids::new(seed),
            chance: Ids::new(scramble(scramble(seed))),
            accounts: Vec::new(),
            authority: Tracked::new(Authority::new(Ids::new(scramble(seed)))),
            ctag_allowance: CtagAllowance::USUAL,
        }
    }

    /// A world with one account, an empty address book, and a bearer token that does not end by
    /// itself.
    #[must_use]
    pub fn with_default_account(quirks: Quirks, seed: u64) -> (Self, Secret) {
        let mut world = Self::new(quirks, seed);
        let account = world.insert_account(Self::DEFAULT_ACCOUNT.to_owned());
        let token = world
            .authority
            .pin_access_token(AccessToken::lasting(account));
        (world, token)
    }

    /// The value of every quirk.
    #[must_use]
    pub const fn quirks(&self) -> &Quirks {
        &self.quirks
    }

    /// The value of every quirk, to be changed. Paths that exist already stay where they are.
    pub const fn quirks_mut(&mut self) -> &mut Quirks {
        &mut self.quirks
    }

    /// What a request of an account works with.
    pub(crate) fn keeper<'a>(
        &'a mut self,
        account: usize,
        moment: Moment,
        notes: &'a Notes,
    ) -> Option<Bookkeeper<'a>> {
        let adopted = self.adopted_for(account);
        let account = self.accounts.get_mut(account)?;
        Some(Bookkeeper {
            adopted,
            quirks: &self.quirks,
            now: account.clock.now(moment.real),
            account,
            moment,
            notes,
            ctag_allowance: self.ctag_allowance,
            ids: &mut self.ids,
        })
    }

    pub(crate) fn insert_account(&mut self, address: String) -> usize {
        let prefix = match self.quirks.href_prefix {
            HrefPrefix::Classic => "/carddav/v1".to_owned(),
            HrefPrefix::Random => self.new_prefix(),
        };
        let number = self.accounts.len() as u64 + 1;
        let clock = self.clock.service.clone();
        self.accounts
            .push(Account::new(number, address, prefix, clock));
        self.accounts.len() - 1
    }

    /// A prefix that no account has had.
    pub(super) fn new_prefix(&mut self) -> String {
        format!("/carddav/{}", self.ids.opaque())
    }
}
