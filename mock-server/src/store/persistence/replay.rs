//! From records to a world.

use std::collections::BTreeMap;

use serde_json::Value;

use super::record::{AccountRecord, CardRecord, HomeRecord, Record};
use crate::clock::ServiceClock;
use crate::dav::ETag;
use crate::store::authority::Authority;
use crate::store::{Account, MemberName, StoredCard, Tracked, World};

/// A world that is made of records.
pub(crate) struct Replay {
    /// What a fresh start begins with.
    empty: World,
    world: World,
    authority: BTreeMap<String, Value>,
}

/// Records that do not fit together, though each is whole: no mock wrote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the records do not fit together")]
pub(crate) struct Misfit;

impl Replay {
    /// Begins with nothing but the quirk values of a world.
    pub(crate) fn on(world: &World) -> Self {
        let empty = World::new(world.quirks.clone(), 0);
        Self {
            world: empty.clone(),
            empty,
            authority: BTreeMap::new(),
        }
    }

    /// Does what a record says.
    pub(crate) fn apply(&mut self, record: Record) -> Result<(), Misfit> {
        if record.afresh {
            self.world = self.empty.clone();
            self.authority.clear();
        }
        if let Some(clock) = record.clock {
            self.world.clock = clock;
        }
        if let Some(ids) = record.ids {
            self.world.ids = ids;
        }
        if let Some(chance) = record.chance {
            self.world.chance = chance;
        }
        for (name, entry) in record.authority {
            match entry {
                Some(entry) => self.authority.insert(name, entry),
                None => self.authority.remove(&name),
            };
        }
        let mut accounts = record.accounts.into_iter();
        accounts.try_for_each(|account| self.account(account))
    }

    /// The world after the last record.
    pub(crate) fn finish(mut self) -> Result<World, Misfit> {
        let authority = Authority::of_entries(self.authority).map_err(|_| Misfit)?;
        self.world.authority = Tracked::new(authority);
        Ok(self.world)
    }

    fn account(&mut self, record: AccountRecord) -> Result<(), Misfit> {
        let position = record.number.checked_sub(1).ok_or(Misfit)?;
        let position = usize::try_from(position).map_err(|_| Misfit)?;
        if position == self.world.accounts.len() {
            let home = record.home.as_ref().ok_or(Misfit)?;
            let (address, prefix) = (home.address.clone(), home.prefix.clone());
            let account = Account::new(record.number, address, prefix, ServiceClock::START);
            self.world.accounts.push(account);
        }
        let account = self.world.accounts.get_mut(position).ok_or(Misfit)?;
        if let Some(HomeRecord {
            address,
            prefix,
            app_password,
        }) = record.home
        {
            account.address = address;
            account.prefix = prefix;
            account.app_password = app_password;
        }
        if let Some(clock) = record.clock {
            account.clock = clock;
        }
        for (alias, name) in record.aliases {
            let (alias, name) = (MemberName::new(&alias), MemberName::new(&name));
            account.book.remember_alias(alias, name);
        }
        for card in record.cards {
            let name = MemberName::new(&card.name);
            account.book.restore_card(&name, card.into_stored());
        }
        for (name, revision) in record.removed {
            account
                .book
                .restore_removal(MemberName::new(&name), revision);
        }
        if let Some(changed) = record.changed {
            account.book.restore_changed(changed);
        }
        for (stamp, revision) in record.sync_tokens {
            account.issued.add(stamp, revision);
        }
        Ok(())
    }
}

impl CardRecord {
    fn into_stored(self) -> StoredCard {
        StoredCard {
            data: self.data.into(),
            etag: ETag::at(self.modified),
            modified: self.modified,
            created: self.created,
            revision: self.revision,
            changed_by: None,
            uids: self.uids.into_iter().map(Into::into).collect(),
        }
    }
}
