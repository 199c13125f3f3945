//! POST: adds a card to the address book under an id of the server's own (RFC 5995 §3.1).

use http::StatusCode;
use http::header::LOCATION;

use super::features::methods;
use super::turn::{Outcome, Turn};
use super::{if_header, incoming_card, put};
use crate::quirk::CreatePostElsewhere;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;

/// Stores the card in the body as a new one.
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    if *resource != Resource::Book {
        return Err(refuse_elsewhere(turn, resource));
    }
    incoming_card::check_media_type(turn)?;
    if_header::check(turn, resource)?;
    let card = incoming_card::read(turn)?;
    incoming_card::check_uid(turn, &card, None)?;
    let stored = turn.keeper.create(card, None);
    turn.because("a new card is stored under an id of the server's own");
    let reply = put::with_etag(turn, Reply::without_body(StatusCode::CREATED), &stored);
    Ok(reply.set_text(LOCATION, &put::location(turn, &stored)))
}

/// This is the one place that asks `create.post-elsewhere`.
fn refuse_elsewhere(turn: &Turn<'_>, resource: &Resource) -> Refusal {
    let because = "only the address book takes new cards";
    match turn.ask(turn.keeper.quirks.create_post_elsewhere) {
        CreatePostElsewhere::NotAllowed => Refusal::not_allowed(methods(Some(resource)), because),
        CreatePostElsewhere::NotFound => Refusal::not_found(because),
    }
    .unless("post to the URL that DAV:add-member of the address book names")
}
