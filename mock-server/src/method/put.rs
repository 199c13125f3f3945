//! PUT: updates a card, or creates one (RFC 6352 §6.3.2).

use http::StatusCode;
use http::header::{CONTENT_RANGE, ETAG, LOCATION};

use super::precondition::{self, Current};
use super::turn::{Outcome, Turn};
use super::{facts, if_header, incoming_card, lookup, unsupported, well_known};
use crate::prop::describes_bytes;
use crate::quirk::{
    CreateIfNoneMatch, CreateLocation, CreateLocationForm, CreatePutToNewName,
    CreateTombstoneNames, EtagOnRewrite, UpdateDeleted, UpdateIfMatch, UpdateStatus,
};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;
use crate::store::{MemberName, Stored};

/// Stores the card in the body.
///
/// What stands in the way whatever the conditions say comes first, then the conditions, then the
/// body (RFC 9110 §13.2.1).
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    let Resource::Member(name) = resource else {
        return Err(unsupported::refuse(turn, Some(resource)));
    };
    refuse_part(turn)?;
    incoming_card::check_media_type(turn)?;
    let existing = lookup::find(&turn.keeper, name);
    if existing.is_none() {
        refuse_used_name(turn, name)?;
    }
    check_conditions(turn, existing.as_ref())?;
    if_header::check(turn, resource)?;
    let card = incoming_card::read(turn)?;
    incoming_card::check_uid(turn, &card, existing.as_ref())?;
    match existing {
        Some(name) => {
            let stored = turn.keeper.store(name, card);
            turn.because("the card that was there is replaced");
            Ok(updated(turn, &stored))
        }
        None => {
            let stored = create(turn, name.clone(), card);
            Ok(created(turn, &stored))
        }
    }
}

/// A part of a card cannot be put (RFC 9110 §14.5).
fn refuse_part(turn: &Turn<'_>) -> Result<(), Refusal> {
    if turn.request.headers.contains_key(CONTENT_RANGE) {
        return Err(
            Refusal::invalid_argument("the request has a Content-Range").unless("put whole cards")
        );
    }
    Ok(())
}

/// A name whose card is deleted may be closed for good. This is the one place that asks
/// `update.deleted` and `create.tombstone-names`.
fn refuse_used_name(turn: &Turn<'_>, name: &MemberName) -> Result<(), Refusal> {
    let keeper = &turn.keeper;
    let book = &keeper.account.book;
    const REMEDY: &str = "create a new card under a name that was never used, or with POST";
    if let Some(tombstone) = book.tombstone(name.as_str())
        && turn.ask(keeper.quirks.update_deleted) == UpdateDeleted::Rejected
    {
        lookup::note_deletion(keeper, tombstone);
        return Err(Refusal::invalid_argument("the card at this path was deleted").unless(REMEDY));
    }
    let behind_alias = book
        .alias(name.as_str())
        .and_then(|real| book.tombstone(real.as_str()));
    if let Some(tombstone) = behind_alias
        && turn.ask(keeper.quirks.create_tombstone_names) == CreateTombstoneNames::Rejected
    {
        lookup::note_deletion(keeper, tombstone);
        return Err(Refusal::invalid_argument(
            "the name was chosen for a card that is deleted now",
        )
        .unless(REMEDY));
    }
    Ok(())
}

/// This is the one place that asks `update.if-match` and `create.if-none-match`.
fn check_conditions(turn: &Turn<'_>, existing: Option<&MemberName>) -> Result<(), Refusal> {
    let keeper = &turn.keeper;
    let card = existing.and_then(|name| keeper.account.book.card(name.as_str()));
    let current = card.map(|card| Current {
        etag: &card.etag,
        modified: describes_bytes(keeper.quirks, keeper.notes).then_some(card.modified),
    });
    facts::note(turn, card);
    let headers = &turn.request.headers;
    if let Err(refusal) = precondition::check_match(headers, current.as_ref())
        && turn.ask(keeper.quirks.update_if_match) == UpdateIfMatch::Enforced
    {
        return Err(refusal);
    }
    if let Err(refusal) = precondition::check_none_match(headers, current.as_ref())
        && turn.ask(keeper.quirks.create_if_none_match) == CreateIfNoneMatch::Enforced
    {
        return Err(refusal);
    }
    Ok(())
}

/// This is the one place that asks `create.put-to-new-name`.
fn create(turn: &mut Turn<'_>, name: MemberName, card: crate::vcard::Card) -> Stored {
    match turn.ask(turn.keeper.quirks.create_put_to_new_name) {
        CreatePutToNewName::CreatedThere => {
            turn.because("a new card is stored at the name that the client chose");
            turn.keeper.store(name, card)
        }
        CreatePutToNewName::Renamed => {
            turn.because("a new card is stored under an id of the server's own");
            turn.keeper.create(card, Some(name))
        }
    }
}

/// This is the one place that asks `create.location`.
fn created(turn: &Turn<'_>, stored: &Stored) -> Reply {
    let reply = with_etag(turn, Reply::without_body(StatusCode::CREATED), stored);
    match turn.ask(turn.keeper.quirks.create_location) {
        CreateLocation::NotSent => reply,
        CreateLocation::Sent => reply.set_text(LOCATION, &location(turn, stored)),
    }
}

/// Where a new card stands. This is the one place that asks `create.location-form`.
pub(super) fn location(turn: &Turn<'_>, stored: &Stored) -> String {
    let href = turn.keeper.account.card_href(&stored.name);
    match turn.ask(turn.keeper.quirks.create_location_form) {
        CreateLocationForm::Path => href,
        CreateLocationForm::Url => well_known::absolute(turn.request, &href),
    }
}

/// This is the one place that asks `update.status`.
fn updated(turn: &Turn<'_>, stored: &Stored) -> Reply {
    let status = match turn.ask(turn.keeper.quirks.update_status) {
        UpdateStatus::NoContent => StatusCode::NO_CONTENT,
        UpdateStatus::Created => StatusCode::CREATED,
    };
    with_etag(turn, Reply::without_body(status), stored)
}

/// Adds the ETag of what was stored, unless the standard forbids it because bytes were changed.
/// This is the one place that asks `etag.on-rewrite`.
pub(super) fn with_etag(turn: &Turn<'_>, reply: Reply, stored: &Stored) -> Reply {
    let withheld =
        !stored.as_sent && turn.ask(turn.keeper.quirks.etag_on_rewrite) == EtagOnRewrite::Withheld;
    let reply = reply.uncached().varying();
    if withheld {
        reply
    } else {
        reply.set_text(ETAG, stored.card.etag.as_str())
    }
}
