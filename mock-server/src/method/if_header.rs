//! The conditions of an If header (RFC 4918 §10.4), among which a sync token of the address book
//! can be (RFC 6578 §5).

use http::HeaderName;

use super::lookup;
use super::report::token_state;
use super::turn::Turn;
use crate::dav::{IfHeader, IfList, IfState, IfTerm};
use crate::quirk::SyncIfHeader;
use crate::refusal::Refusal;
use crate::route::Resource;
use crate::store::TokenState;

const IF: HeaderName = HeaderName::from_static("if");

/// Refuses a request whose If header does not hold. This is the one place that asks
/// `sync.if-header`.
pub(super) fn check(turn: &Turn<'_>, resource: &Resource) -> Result<(), Refusal> {
    let Some(value) = turn.request.headers.get(IF) else {
        return Ok(());
    };
    turn.fact("If", String::from_utf8_lossy(value.as_bytes()));
    if turn.ask(turn.keeper.quirks.sync_if_header) == SyncIfHeader::Ignored {
        return Ok(());
    }
    let header = value.to_str().ok().and_then(IfHeader::parse);
    let header = header.ok_or_else(|| {
        Refusal::invalid_argument("the If header has no list of conditions")
            .unless("write If: </path/of/the/book/> (<sync-token>)")
    })?;
    turn.fact("revision", turn.keeper.account.book.revision());
    if header.lists.iter().any(|list| holds(turn, resource, list)) {
        return Ok(());
    }
    Err(
        Refusal::precondition_failed("no list of the If header holds").unless(
            "sync the address book, and send the new sync-token after the address book's path",
        ),
    )
}

/// Whether all conditions of a list hold. What names nothing of this account has no state.
fn holds(turn: &Turn<'_>, own: &Resource, list: &IfList<'_>) -> bool {
    let named = list.resource.map(|href| turn.named(href));
    let resource = named.unwrap_or_else(|| Some(own.clone()));
    let has = |term: &IfTerm<'_>| match (&resource, &term.says) {
        (Some(Resource::Book), IfState::Token(token)) => is_current(turn, token),
        (Some(Resource::Member(name)), IfState::Tag(tag)) => lookup::find(&turn.keeper, name)
            .and_then(|name| turn.keeper.account.book.card(name.as_str()))
            .is_some_and(|card| card.etag.as_str() == *tag),
        _ => false,
    };
    list.terms.iter().all(|term| has(term) != term.negated)
}

/// Whether nothing changed since the token.
fn is_current(turn: &Turn<'_>, token: &str) -> bool {
    token_state(turn, token) == TokenState::Valid(turn.keeper.account.book.revision())
}
