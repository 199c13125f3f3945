//! Changes to one account's book: stamps them, names new cards, replaces what the server owns in a
//! card, and issues sync tokens.

use std::sync::Arc;

use jiff::Timestamp;

use super::book::NewCard;
use super::{Account, CtagAllowance, Ids, Imprint, MemberName, StoredCard};
use crate::clock::Moment;
use crate::dav::SyncToken;
use crate::explanation::Notes;
use crate::quirk::{
    EtagMovesAfterWrite, Quirks, SyncTokenTtl, VcardRev, VcardRewrite, VcardStickyX, VcardUid,
};
use crate::route::{Path, Resource};
use crate::vcard::{self, Card, RewriteRules};

/// One account's book together with what a change to it needs.
pub(crate) struct Bookkeeper<'a> {
    pub(crate) quirks: &'a Quirks,
    pub(crate) account: &'a mut Account,
    pub(crate) moment: Moment,
    /// What the account's service clock shows.
    pub(crate) now: Timestamp,
    pub(crate) notes: &'a Notes,
    pub(crate) ctag_allowance: CtagAllowance,
    pub(super) ids: &'a mut Ids,
    /// The address that clients may write in the place of the account's own.
    pub(super) adopted: Option<Imprint>,
}

/// What became of a card that was to be stored.
pub(crate) struct Stored {
    pub(crate) name: MemberName,
    pub(crate) card: Arc<StoredCard>,
    /// Whether every byte is as it was sent (RFC 6352 §6.3.2.3).
    pub(crate) as_sent: bool,
}

impl Bookkeeper<'_> {
    /// The resource of the account at the path of an href, if there is one. Whose host it names is
    /// not looked at.
    pub(crate) fn named(&self, href: &str) -> Option<Resource> {
        let mut path = Path::parse(href).ok()?;
        if let Some(adopted) = self.adopted
            && let Some(owner) = path.owner_mut()
            && Imprint::of_address(owner) == adopted
        {
            self.account.address.clone_into(owner);
        }
        path.resolve(self.account).ok()
    }

    /// Stores a card under a name: a new one, or in place of the one that is there.
    pub(crate) fn store(&mut self, name: MemberName, mut card: Card) -> Stored {
        let sent = card.to_bytes();
        let at = self.account.clock.stamp_change(self.now);
        let mut uids: Vec<Arc<str>> = card.value("UID").map(Arc::from).into_iter().collect();
        if self.notes.ask(self.quirks.vcard_uid) == VcardUid::Replaced {
            card.replace("UID", name.as_str());
            uids.push(name.as_str().into());
        }
        if self.notes.ask(self.quirks.vcard_rev) == VcardRev::Inserted {
            card.replace("REV", &at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        }
        self.reshape(&name, &mut card);
        let data = card.to_bytes();
        let as_sent = data == sent;
        let by = self.moment.exchange;
        let new = NewCard { data, uids, by };
        let card = self.account.book.store(&name, new, at);
        self.notes.fact("revision", card.revision);
        self.touch(&name, &card);
        Stored {
            name,
            card,
            as_sent,
        }
    }

    /// Works on a card once more that was just stored, so that its ETag moves (google:ETAG-04).
    /// This is the one place that asks `etag.moves-after-write`.
    fn touch(&mut self, name: &MemberName, stored: &StoredCard) {
        if self.notes.ask(self.quirks.etag_moves_after_write) == EtagMovesAfterWrite::Yes {
            let at = self.account.clock.stamp_change(self.now);
            let again = NewCard {
                data: stored.data.clone(),
                uids: stored.uids.clone(),
                by: stored.changed_by,
            };
            self.account.book.store(name, again, at);
        }
    }

    /// Gives a card the shape in which the server keeps it. This is the one place that asks
    /// `vcard.sticky-x` and `vcard.rewrite`.
    fn reshape(&self, name: &MemberName, card: &mut Card) {
        let before = self.account.book.card(name.as_str());
        if let Some(before) = before.and_then(|before| Card::parse(&before.data).ok()) {
            let left_out = vcard::left_out(card, &before);
            if !left_out.is_empty()
                && self.notes.ask(self.quirks.vcard_sticky_x) == VcardStickyX::Kept
            {
                card.add(left_out);
            }
        }
        if self.notes.ask(self.quirks.vcard_rewrite) == VcardRewrite::Full {
            *card = vcard::rewrite(card, RewriteRules::of(self.quirks, self.notes));
        }
    }

    /// Stores a new card under an id of the server's own. A name that the client chose goes on
    /// standing for it (google:HREF-07).
    pub(crate) fn create(&mut self, card: Card, chosen: Option<MemberName>) -> Stored {
        let name = self.unused_name();
        if let Some(alias) = chosen {
            self.account.book.remember_alias(alias, name.clone());
        }
        self.store(name, card)
    }

    /// Removes a card. `false` if there is none.
    pub(crate) fn remove(&mut self, name: &MemberName) -> bool {
        let at = self.account.clock.stamp_change(self.now);
        let by = self.moment.exchange;
        self.account.book.remove(name.as_str(), at, by)
    }

    /// Issues a sync token for the book as it is, or as it was at an earlier revision.
    pub(crate) fn issue_token(&mut self, revision: u64) -> String {
        let stamp = self.account.clock.stamp_token(self.now);
        let issued = &mut self.account.issued;
        if self.quirks.sync_token_ttl == SyncTokenTtl::Days29 {
            issued.forget_old(self.now);
        }
        issued.add(stamp, revision);
        let token = SyncToken {
            book: self.account.number,
            stamp,
        };
        token.format(self.notes.ask(self.quirks.sync_token_form))
    }

    fn unused_name(&mut self) -> MemberName {
        loop {
            let id = self.ids.contact();
            if !self.account.book.knows(&id) {
                return MemberName::new(&id);
            }
        }
    }
}
