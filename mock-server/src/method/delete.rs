//! DELETE (RFC 9110 §9.3.5).

use http::StatusCode;

use super::precondition::{self, Current};
use super::turn::{Outcome, Turn};
use super::{facts, if_header, lookup};
use crate::prop::describes_bytes;
use crate::quirk::{DeleteBook, DeleteIfMatch, DeleteStatus};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;

/// Removes a card. An alias is not enough for that: DELETE takes the card's real name only
/// (google:DEL-03).
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    let Resource::Member(name) = resource else {
        return Err(refuse_collection(turn));
    };
    let keeper = &turn.keeper;
    let Some(card) = keeper.account.book.card(name.as_str()) else {
        return Err(lookup::missing(keeper, name));
    };
    facts::note(turn, Some(card));
    check_conditions(
        turn,
        &Current {
            etag: &card.etag,
            modified: describes_bytes(keeper.quirks, keeper.notes).then_some(card.modified),
        },
    )?;
    if_header::check(turn, resource)?;
    turn.keeper.remove(name);
    turn.because("the card is removed");
    Ok(Reply::without_body(status(turn)).uncached().varying())
}

/// This is the one place that asks `delete.if-match`.
fn check_conditions(turn: &Turn<'_>, current: &Current<'_>) -> Result<(), Refusal> {
    let headers = &turn.request.headers;
    let checked = precondition::check_match(headers, Some(current))
        .and_then(|()| precondition::check_none_match(headers, Some(current)));
    match checked {
        Err(refusal) if turn.ask(turn.keeper.quirks.delete_if_match) == DeleteIfMatch::Enforced => {
            Err(refusal)
        }
        _ => Ok(()),
    }
}

/// This is the one place that asks `delete.status`.
fn status(turn: &Turn<'_>) -> StatusCode {
    match turn.ask(turn.keeper.quirks.delete_status) {
        DeleteStatus::NoContent => StatusCode::NO_CONTENT,
        DeleteStatus::Ok => StatusCode::OK,
    }
}

/// This is the one place that asks `delete.book`.
fn refuse_collection(turn: &Turn<'_>) -> Refusal {
    let because = "collections cannot be deleted";
    match turn.ask(turn.keeper.quirks.delete_book) {
        DeleteBook::Forbidden => Refusal::forbidden(because),
        DeleteBook::NotFound => Refusal::not_found(because),
    }
    .unless("delete the cards one by one")
}
