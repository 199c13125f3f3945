//! From a member's name to the card that is meant.

use super::facts;
use crate::quirk::AliasResolve;
use crate::refusal::Refusal;
use crate::store::{Book, Bookkeeper, MemberName};

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
    if let Some(tombstone) = book.tombstone(name.as_str()) {
        keeper
            .notes
            .fact("deleted by", facts::by(tombstone.removed_by));
        Refusal::not_found("the card was deleted")
            .unless("forget the card, or create it anew under a name that was never used")
    } else if let Some(real) = book.alias(name.as_str()) {
        Refusal::not_found("the name is one that a client chose; the card has another")
            .unless(format!("use the card's own name, {real}"))
    } else {
        let remedy = match nearest_name(book, name.as_str()) {
            Some(near) => format!("use the name of the card that is there, {near}"),
            None => "list the address book for the hrefs of its cards".to_owned(),
        };
        Refusal::not_found("no card is at this path").unless(remedy)
    }
}

/// The name of a card that differs in its ending or its case only.
fn nearest_name(book: &Book, name: &str) -> Option<String> {
    let bare = name.strip_suffix(".vcf").unwrap_or(name);
    let lower = bare.to_ascii_lowercase();
    let near = [
        bare.to_owned(),
        format!("{bare}.vcf"),
        format!("{lower}.vcf"),
        lower,
    ];
    near.into_iter().find(|near| book.card(near).is_some())
}
