//! OPTIONS (RFC 9110 §9.3.7, RFC 6352 §6.1).

use bytes::Bytes;
use http::StatusCode;
use http::header::ALLOW;

use super::features::claims;
use super::turn::{Outcome, Turn};
use crate::explanation::Notes;
use crate::quirk::{OptionsBook, OptionsUnauthenticated, Quirks};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;

/// Answers for a resource of the account that asks. This is the one place that asks
/// `options.book`.
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    let keeper = &turn.keeper;
    let rejected = matches!(resource, Resource::Book | Resource::Member(_))
        && turn.ask(keeper.quirks.options_book) == OptionsBook::Rejected;
    if rejected {
        return Err(
            Refusal::invalid_argument("the address book does not answer OPTIONS")
                .unless("ask the principal or the home set, or read DAV from a PROPFIND's answer"),
        );
    }
    turn.because("OPTIONS tells what the resource can do");
    Ok(describe(keeper.quirks, keeper.notes, Some(resource)))
}

/// Answers `OPTIONS *`, which asks about the server as a whole.
pub(crate) fn whole_server(quirks: &Quirks, notes: &Notes) -> Reply {
    notes.because("OPTIONS * asks about the server as a whole");
    describe(quirks, notes, None)
}

/// Whether OPTIONS is answered without a look at credentials. This is the one place that asks
/// `options.unauthenticated`.
pub(crate) fn anonymous(quirks: &Quirks, notes: &Notes) -> bool {
    notes.ask(quirks.options_unauthenticated) == OptionsUnauthenticated::Answered
}

fn describe(quirks: &Quirks, notes: &Notes, resource: Option<&Resource>) -> Reply {
    let claims = claims(quirks, notes, resource);
    let reply = Reply::new(StatusCode::OK, "text/plain; charset=UTF-8", Bytes::new());
    claims.mark(reply.set_text(ALLOW, claims.allow))
}
