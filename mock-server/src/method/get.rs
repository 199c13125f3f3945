//! GET and HEAD (RFC 9110 §9.3.1, §9.3.2). `Range` is ignored, as RFC 9110 §14.2 allows.

use http::StatusCode;
use http::header::{ETAG, LAST_MODIFIED};

use super::features::methods;
use super::precondition::{self, Current};
use super::turn::{Outcome, Turn};
use super::{facts, lookup};
use crate::prop::{CONTENT_TYPE, describes_bytes};
use crate::quirk::{GetCollection, GetConditional};
use crate::refusal::Refusal;
use crate::reply::{Reply, http_date};
use crate::route::Resource;

/// Answers with a card.
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    let Resource::Member(name) = resource else {
        return Err(refuse_collection(turn, resource));
    };
    let keeper = &turn.keeper;
    let real = lookup::find(keeper, name).ok_or_else(|| lookup::missing(keeper, name))?;
    let Some(card) = keeper.account.book.card(real.as_str()) else {
        return Err(lookup::missing(keeper, name));
    };
    facts::note(turn, Some(card));
    let dated = describes_bytes(keeper.quirks, keeper.notes);
    let current = Current {
        etag: &card.etag,
        modified: dated.then_some(card.modified),
    };
    check_conditions(turn, &current)?;
    turn.because("the card is sent as it is stored");
    let reply = Reply::new(StatusCode::OK, CONTENT_TYPE, card.data.clone())
        .uncached()
        .varying()
        .set_text(ETAG, card.etag.as_str());
    Ok(if dated {
        reply.set_text(LAST_MODIFIED, &http_date(card.modified))
    } else {
        reply
    })
}

/// This is the one place that asks `get.conditional`.
fn check_conditions(turn: &Turn<'_>, current: &Current<'_>) -> Result<(), Refusal> {
    match turn.ask(turn.keeper.quirks.get_conditional) {
        GetConditional::Heeded => precondition::check_read(&turn.request.headers, current),
        GetConditional::Ignored => Ok(()),
    }
}

/// This is the one place that asks `get.collection`.
fn refuse_collection(turn: &Turn<'_>, resource: &Resource) -> Refusal {
    let because = "a collection has nothing to be read with GET";
    match turn.ask(turn.keeper.quirks.get_collection) {
        GetCollection::NotAllowed => Refusal::not_allowed(methods(Some(resource)), because),
        GetCollection::NotFound => Refusal::page(StatusCode::NOT_FOUND, because),
    }
    .unless("list the collection with PROPFIND")
}
