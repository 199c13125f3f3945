//! An address book: cards by name, and a log of changes that sync tokens point into.
//!
//! Every change makes a revision. The log holds, for every name that was ever used, its newest
//! revision only; so a delta costs what changed, and the log is no longer than the number of names
//! (RFC 6578 §3.5 asks for no more: a member that came and went is reported as removed).

use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;

use super::MemberName;
use super::card::{StoredCard, Tombstone};
use super::shared_map::SharedMap;
use crate::dav::ETag;

/// An address book. A clone shares everything until one of the two changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    content: Arc<Content>,
}

#[derive(Clone, Debug, Default)]
struct Content {
    revision: u64,
    changed: Option<Timestamp>,
    cards: SharedMap<MemberName, Arc<StoredCard>>,
    log: SharedMap<u64, MemberName>,
    tombstones: SharedMap<MemberName, Tombstone>,
    /// Names that clients chose, and the names under which the cards really are.
    aliases: SharedMap<MemberName, MemberName>,
    /// The aliases in the order in which they came to be, counted from 1.
    alias_order: SharedMap<u64, MemberName>,
    uids: SharedMap<Arc<str>, MemberName>,
}

/// What is to be stored.
pub(crate) struct NewCard {
    pub(crate) data: Bytes,
    /// UIDs by which the card is known.
    pub(crate) uids: Vec<Arc<str>>,
    /// The number of the exchange that brings it; none if another device does.
    pub(crate) by: Option<u64>,
}

/// What became of a member since a revision.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change<'a> {
    /// It is new or another.
    Present(&'a MemberName, &'a StoredCard),
    /// It is gone.
    Removed(&'a MemberName),
}

impl Book {
    /// The newest revision; 0 for a book in which nothing ever happened.
    pub(crate) fn revision(&self) -> u64 {
        self.content.revision
    }

    /// When the newest change was.
    pub(crate) fn changed(&self) -> Option<Timestamp> {
        self.content.changed
    }

    pub(crate) fn len(&self) -> usize {
        self.content.cards.len()
    }

    pub(crate) fn card(&self, name: &str) -> Option<&StoredCard> {
        self.content.cards.get(name).map(Arc::as_ref)
    }

    /// A card together with its name as it is kept.
    pub(crate) fn entry(&self, name: &MemberName) -> Option<(&MemberName, &StoredCard)> {
        let (name, card) = self.content.cards.entry(name)?;
        Some((name, card.as_ref()))
    }

    /// Every card, by name.
    pub(crate) fn cards(&self) -> impl Iterator<Item = (&MemberName, &StoredCard)> {
        self.content
            .cards
            .iter()
            .map(|(name, card)| (name, card.as_ref()))
    }

    /// The name under which the card really is that a client created as `name`.
    pub(crate) fn alias(&self, name: &str) -> Option<&MemberName> {
        self.content.aliases.get(name)
    }

    /// Every name that a client chose, with the name under which the card was then put.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = (&MemberName, &MemberName)> {
        self.content.aliases.iter()
    }

    pub(crate) fn tombstone(&self, name: &str) -> Option<Tombstone> {
        self.content.tombstones.get(name).copied()
    }

    /// Every name whose card was removed and not made again.
    pub(crate) fn tombstones(&self) -> impl Iterator<Item = (&MemberName, Tombstone)> {
        self.content
            .tombstones
            .iter()
            .map(|(name, tombstone)| (name, *tombstone))
    }

    /// Which card has a UID.
    pub(crate) fn with_uid(&self, uid: &str) -> Option<&MemberName> {
        self.content.uids.get(uid)
    }

    /// Whether a card has any UID.
    pub(crate) fn has_uid(&self, name: &MemberName) -> bool {
        self.card(name.as_str())
            .is_some_and(|card| !card.uids.is_empty())
    }

    /// What happened after a revision, oldest first, each name once, with the revision of each.
    pub(crate) fn changes_after(&self, revision: u64) -> impl Iterator<Item = (u64, Change<'_>)> {
        self.content
            .log
            .range_from(&revision.saturating_add(1))
            .map(|(revision, name)| {
                let change = self
                    .card(name.as_str())
                    .map_or(Change::Removed(name), |card| Change::Present(name, card));
                (*revision, change)
            })
    }

    /// Stores a card under a name, new or in place of another.
    pub(super) fn store(
        &mut self,
        name: &MemberName,
        new: NewCard,
        at: Timestamp,
    ) -> Arc<StoredCard> {
        let content = Arc::make_mut(&mut self.content);
        let revision = content.record(name, at);
        content.tombstones.remove(name);
        for uid in &new.uids {
            content.uids.insert(Arc::clone(uid), name.clone());
        }
        let created = content.cards.get(name).map_or(at, |old| old.created);
        let card = Arc::new(StoredCard {
            data: new.data,
            etag: ETag::at(at),
            modified: at,
            created,
            revision,
            changed_by: new.by,
            uids: new.uids,
        });
        content.cards.insert(name.clone(), Arc::clone(&card));
        card
    }

    /// Removes a card, in the exchange of this number if a request does. `false` if there is none.
    pub(super) fn remove(&mut self, name: &str, at: Timestamp, by: Option<u64>) -> bool {
        if self.card(name).is_none() {
            return false;
        }
        let content = Arc::make_mut(&mut self.content);
        let name = MemberName::new(name);
        let revision = content.record(&name, at);
        content.cards.remove(&name);
        content.tombstones.insert(
            name,
            Tombstone {
                revision,
                removed_by: by,
            },
        );
        true
    }

    /// Lets a name that a client chose stand for the real one.
    pub(super) fn remember_alias(&mut self, alias: MemberName, name: MemberName) {
        let content = Arc::make_mut(&mut self.content);
        let number = content.alias_order.len() as u64 + 1;
        content.alias_order.insert(number, alias.clone());
        content.aliases.insert(alias, name);
    }

    /// How many aliases came to be.
    pub(super) fn alias_count(&self) -> u64 {
        self.content.alias_order.len() as u64
    }

    /// The aliases after the first so many, and what they stand for now.
    pub(super) fn aliases_after(
        &self,
        count: u64,
    ) -> impl Iterator<Item = (&MemberName, &MemberName)> {
        let newer = self.content.alias_order.range_from(&(count + 1));
        newer.filter_map(|(_, alias)| self.content.aliases.entry(alias))
    }

    /// Puts a card where it was before the server was started.
    pub(super) fn restore_card(&mut self, name: &MemberName, card: StoredCard) {
        let content = Arc::make_mut(&mut self.content);
        content.forget_place(name);
        content.restore_revision(card.revision, name);
        content.tombstones.remove(name);
        for uid in &card.uids {
            content.uids.insert(Arc::clone(uid), name.clone());
        }
        content.cards.insert(name.clone(), Arc::new(card));
    }

    /// Leaves the name of a card that was removed before the server was started.
    pub(super) fn restore_removal(&mut self, name: MemberName, revision: u64) {
        let content = Arc::make_mut(&mut self.content);
        content.forget_place(&name);
        content.restore_revision(revision, &name);
        content.cards.remove(&name);
        content.tombstones.insert(
            name,
            Tombstone {
                revision,
                removed_by: None,
            },
        );
    }

    /// Says when the newest change was.
    pub(super) fn restore_changed(&mut self, at: Timestamp) {
        Arc::make_mut(&mut self.content).changed = Some(at);
    }

    /// Whether a name was ever used for anything.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.card(name).is_some() || self.tombstone(name).is_some() || self.alias(name).is_some()
    }
}

impl Content {
    /// Makes a revision in which `name` changes, and moves the name to the end of the log. Its
    /// old card, if any, must still be there.
    fn record(&mut self, name: &MemberName, at: Timestamp) -> u64 {
        self.forget_place(name);
        self.revision += 1;
        self.changed = Some(at);
        self.log.insert(self.revision, name.clone());
        self.revision
    }

    fn restore_revision(&mut self, revision: u64, name: &MemberName) {
        self.log.insert(revision, name.clone());
        self.revision = self.revision.max(revision);
    }

    /// Takes a name out of the log, and its card's UIDs out of the index.
    fn forget_place(&mut self, name: &MemberName) {
        self.forget_uids(name.as_str());
        let before = self
            .cards
            .get(name)
            .map(|card| card.revision)
            .or_else(|| self.tombstones.get(name).map(|stone| stone.revision));
        if let Some(before) = before {
            self.log.remove(&before);
        }
    }

    fn forget_uids(&mut self, name: &str) {
        let Some(card) = self.cards.get(name) else {
            return;
        };
        for uid in &card.uids {
            if self
                .uids
                .get(uid)
                .is_some_and(|owner| owner.as_str() == name)
            {
                self.uids.remove(uid);
            }
        }
    }
}

#[cfg(test)]
mod tests;
