//! What a property is asked of, and what it may look at.

use crate::dav::{AddressData, encode_segment};
use crate::explanation::Notes;
use crate::quirk::{QuirkValue, Quirks};
use crate::store::{Account, MemberName, StoredCard};

/// What properties may look at.
pub(crate) struct Scene<'a> {
    pub(crate) account: &'a Account,
    /// The book's URL, put together once for all cards.
    pub(crate) book_href: String,
    pub(crate) quirks: &'a Quirks,
    pub(crate) notes: &'a Notes,
    /// Whether the answer lists members: a PROPFIND with Depth 1.
    pub(crate) is_listing: bool,
    /// The book's sync token, where one was issued for this answer.
    pub(crate) sync_token: Option<String>,
    /// How much of each card is wanted, where cards are part of the answer at all.
    pub(crate) address_data: Option<AddressData>,
}

/// A resource of which properties are asked.
#[derive(Clone, Copy)]
pub(crate) enum Row<'a> {
    Principal,
    Home,
    Book,
    Card(&'a MemberName, &'a StoredCard),
}

impl Scene<'_> {
    /// Notes that a quirk decides, and hands its value through.
    pub(crate) fn ask<V: QuirkValue>(&self, value: V) -> V {
        self.notes.ask(value)
    }

    /// The URL of a row.
    pub(crate) fn href(&self, row: Row<'_>) -> String {
        match row {
            Row::Principal => self.account.principal_href(),
            Row::Home => self.account.home_href(),
            Row::Book => self.book_href.clone(),
            Row::Card(name, _) => [&*self.book_href, &encode_segment(name.as_str())].concat(),
        }
    }
}
