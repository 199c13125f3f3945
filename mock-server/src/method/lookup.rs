//! From a member's name to the card that is meant.

use crate::quirk::AliasResolve;
use crate::refusal::Refusal;
use crate::store::{Bookkeeper, MemberName};

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
    let book = &keeper.account.book;
    if book.tombstone(name.as_str()).is_some() {
        Refusal::not_found("the card was deleted")
    } else if let Some(real) = book.alias(name.as_str()) {
        Refusal::not_found("the name is one that a client chose; the card has another")
            .unless(format!("use the card's own name, {real}"))
    } else {
        Refusal::not_found("no card is at this path")
            .unless("list the address book for the hrefs of its cards")
    }
}
