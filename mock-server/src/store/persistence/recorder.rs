//! What changed since the last record.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::record::{AccountRecord, CardRecord, HomeRecord, Record};
use crate::clock::{Clocks, ServiceClock};
use crate::store::book::Change;
use crate::store::{Account, Ids, MemberName, StoredCard, World};

/// Knows what was recorded, and finds what was not.
#[derive(Default)]
pub(crate) struct Recorder {
    mark: Mark,
}

/// How far the records go. A mark is taken over only when its record was really written.
#[derive(Default)]
pub(crate) struct Mark {
    clock: Option<Clocks>,
    ids: Option<Ids>,
    chance: Option<Ids>,
    accounts: Vec<AccountMark>,
    /// How often the authorization server had been touched.
    touched: Option<u64>,
    authority: Arc<BTreeMap<String, Value>>,
}

#[derive(Default)]
struct AccountMark {
    home: Option<HomeRecord>,
    clock: Option<ServiceClock>,
    revision: u64,
    aliases: u64,
    last_token: i64,
}

impl Recorder {
    /// What changed since the last record, and the mark that belongs to it; `None` where nothing
    /// did.
    pub(crate) fn changes(&self, world: &World) -> Option<(Record, Mark)> {
        let found = self.mark.changes(world);
        (!found.0.is_empty()).then_some(found)
    }

    /// The whole world in a record that makes all earlier ones void.
    pub(crate) fn everything(world: &World) -> (Record, Mark) {
        let (record, mark) = Mark::default().changes(world);
        let afresh = true;
        (Record { afresh, ..record }, mark)
    }

    /// Takes over that a record was written.
    pub(crate) fn written(&mut self, mark: Mark) {
        self.mark = mark;
    }
}

impl Mark {
    fn changes(&self, world: &World) -> (Record, Self) {
        let changed =
            |before: &Option<Ids>, now: &Ids| (before.as_ref() != Some(now)).then(|| now.clone());
        let (authority, entries) = self.authority_changes(world);
        let mut record = Record {
            clock: (self.clock.as_ref() != Some(&world.clock)).then(|| world.clock.clone()),
            ids: changed(&self.ids, &world.ids),
            chance: changed(&self.chance, &world.chance),
            authority,
            ..Record::default()
        };
        let mut accounts = Vec::with_capacity(world.accounts.len());
        let nothing = AccountMark::default();
        for (position, account) in world.accounts.iter().enumerate() {
            let (changes, mark) = self
                .accounts
                .get(position)
                .unwrap_or(&nothing)
                .changes(account);
            if !changes.is_empty() {
                record.accounts.push(changes);
            }
            accounts.push(mark);
        }
        let mark = Self {
            clock: Some(world.clock.clone()),
            ids: Some(world.ids.clone()),
            chance: Some(world.chance.clone()),
            accounts,
            touched: Some(world.authority.touched()),
            authority: entries,
        };
        (record, mark)
    }

    /// The entries that are new, others or gone, and all that there are.
    #[expect(clippy::type_complexity, reason = "two maps, used in one place")]
    fn authority_changes(
        &self,
        world: &World,
    ) -> (
        BTreeMap<String, Option<Value>>,
        Arc<BTreeMap<String, Value>>,
    ) {
        if self.touched == Some(world.authority.touched()) {
            return (BTreeMap::new(), Arc::clone(&self.authority));
        }
        let entries = world.authority.entries();
        let gone = self
            .authority
            .keys()
            .filter(|name| !entries.contains_key(*name));
        let mut changes: BTreeMap<String, Option<Value>> =
            gone.map(|name| (name.clone(), None)).collect();
        let others = entries
            .iter()
            .filter(|(name, value)| self.authority.get(*name) != Some(*value));
        changes.extend(others.map(|(name, value)| (name.clone(), Some(value.clone()))));
        (changes, Arc::new(entries))
    }
}

impl AccountMark {
    fn changes(&self, account: &Account) -> (AccountRecord, Self) {
        let home = HomeRecord {
            address: account.address.clone(),
            prefix: account.prefix.clone(),
            app_password: account.app_password,
        };
        let mut record = AccountRecord {
            number: account.number,
            home: (self.home.as_ref() != Some(&home)).then(|| home.clone()),
            clock: (self.clock.as_ref() != Some(&account.clock)).then(|| account.clock.clone()),
            aliases: account
                .book
                .aliases_after(self.aliases)
                .map(texts)
                .collect(),
            sync_tokens: account.issued.after(self.last_token).collect(),
            ..AccountRecord::default()
        };
        if account.book.revision() != self.revision {
            record.changed = account.book.changed();
        }
        for (revision, change) in account.book.changes_after(self.revision) {
            match change {
                Change::Present(name, card) => record.cards.push(CardRecord::of(name, card)),
                Change::Removed(name) => record.removed.push((name.to_string(), revision)),
            }
        }
        let mark = Self {
            home: Some(home),
            clock: Some(account.clock.clone()),
            revision: account.book.revision(),
            aliases: account.book.alias_count(),
            last_token: account.issued.last_stamp().unwrap_or(self.last_token),
        };
        (record, mark)
    }
}

impl CardRecord {
    fn of(name: &MemberName, card: &StoredCard) -> Self {
        Self {
            name: name.to_string(),
            revision: card.revision,
            created: card.created,
            modified: card.modified,
            uids: card.uids.iter().map(ToString::to_string).collect(),
            // A card is UTF-8, or it would not have been stored.
            data: String::from_utf8_lossy(&card.data).into_owned(),
        }
    }
}

fn texts((alias, name): (&MemberName, &MemberName)) -> (String, String) {
    (alias.to_string(), name.to_string())
}
