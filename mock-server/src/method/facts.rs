//! The state on which conditional requests are decided, for explanations.

use http::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE};

use super::turn::Turn;
use crate::store::StoredCard;

/// Notes the conditions of a request, the ETag that is current, and who made it so.
pub(super) fn note(turn: &Turn<'_>, card: Option<&StoredCard>) {
    let headers = &turn.request.headers;
    let mut is_conditional = false;
    for (header, name) in [
        (IF_MATCH, "If-Match"),
        (IF_NONE_MATCH, "If-None-Match"),
        (IF_UNMODIFIED_SINCE, "If-Unmodified-Since"),
        (IF_MODIFIED_SINCE, "If-Modified-Since"),
    ] {
        if let Some(value) = headers.get(header) {
            turn.fact(name, String::from_utf8_lossy(value.as_bytes()));
            is_conditional = true;
        }
    }
    match card {
        Some(card) => {
            turn.fact("current ETag", &card.etag);
            if is_conditional {
                turn.fact("changed by", by(card.changed_by));
            }
        }
        None if is_conditional => turn.fact("current ETag", "none: no card is there"),
        None => {}
    }
}

/// Who made a change, by the number of the exchange.
pub(super) fn by(exchange: Option<u64>) -> String {
    exchange.map_or_else(
        || "another device".to_owned(),
        |number| format!("request {number}"),
    )
}
