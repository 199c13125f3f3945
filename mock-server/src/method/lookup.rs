//! From a member's name to the card that is meant.

use super::{facts, nearest};
use crate::quirk::AliasResolve;
use crate::refusal::Refusal;
use crate::store::{Bookkeeper, MemberName, Tombstone};

/// The name under which the card is that `name` means: the name itself, or the one for which a
/// client's own name stands. This is the one place that asks `alias.resolve`.
pub(super) fn find(keeper: &Bookkeeper<'_>, name: &MemberName) -> Option<MemberName> {
    let book = &keeper.account.book;
    if book.card(name.as_str()).is_some() {
        return Some(name.clone());
    }
    let real = book.alias(name.as_str())?;
    book.card(real.as_str())?;
    let resolves = keeper.notes.ask(keeper.quirks.alias_resolve) == AliasResolve::AllButDelete;
    resolves.then(|| {
        keeper.notes.fact("alias of", real);
        real.clone()
    })
}

/// The refusal of what is not there.
pub(super) fn missing(keeper: &Bookkeeper<'_>, name: &MemberName) -> Refusal {
    const AFTER_DELETION: &str =
        "forget the card, or create it anew under a name that was never used";
    let book = &keeper.account.book;
    let real = book.alias(name.as_str());
    if let Some(real) = real.filter(|real| book.card(real.as_str()).is_some()) {
        Refusal::not_found("the name is one that a client chose; the card has another")
            .unless(format!("use the card's own name, {real}"))
    } else if let Some(tombstone) = book.tombstone(name.as_str()) {
        note_deletion(keeper, tombstone);
        Refusal::not_found("the card was deleted").unless(AFTER_DELETION)
    } else if let Some((real, tombstone)) = real.and_then(|real| {
        let tombstone = book.tombstone(real.as_str())?;
        Some((real, tombstone))
    }) {
        keeper.notes.fact("alias of", real);
        note_deletion(keeper, tombstone);
        Refusal::not_found("the card for which a client chose this name was deleted")
            .unless(AFTER_DELETION)
    } else {
        let remedy = match nearest::card(book, name.as_str()) {
            Some(near) => format!("use the name of the card that is there, {near}"),
            None => "list the address book for the hrefs of its cards".to_owned(),
        };
        Refusal::not_found("no card is at this path").unless(remedy)
    }
}

/// Notes who deleted a card.
pub(super) fn note_deletion(keeper: &Bookkeeper<'_>, tombstone: Tombstone) {
    keeper
        .notes
        .fact("deleted by", facts::by(tombstone.removed_by));
}
