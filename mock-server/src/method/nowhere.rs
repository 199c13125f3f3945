//! Paths at which the account that asks has nothing (google:DISC-14).

use http::{Method, StatusCode};

use super::turn::Turn;
use super::{lookup, nearest};
use crate::quirk::AuthOtherAccount;
use crate::refusal::Refusal;
use crate::route::{Nowhere, Resource};

/// The refusal.
pub(super) fn refuse(turn: &Turn<'_>, nowhere: Nowhere) -> Refusal {
    match nowhere {
        Nowhere::OutsideService => {
            Refusal::page(StatusCode::NOT_FOUND, "the path is none of the service's")
                .unless(discover(turn))
        }
        Nowhere::UnknownPath => {
            Refusal::not_found("none of the account's paths begins like this one, or no longer")
                .unless(discover(turn))
        }
        Nowhere::NoParent => no_parent(turn),
        Nowhere::OtherAccount => {
            closed(turn, "the path belongs to another account").unless(format!(
                "use the account's own {}, or the other account's token",
                nearest::resource(turn)
            ))
        }
        Nowhere::NoAccount => {
            closed(turn, "the path names an account that does not exist").unless(discover(turn))
        }
    }
}

/// What is in the home, but in no collection that is there.
fn no_parent(turn: &Turn<'_>) -> Refusal {
    let is_put = turn.request.method == Method::PUT;
    let refusal = if is_put {
        // RFC 4918 §9.7.1.
        Refusal::conflict("the collection that would hold the card does not exist")
    } else {
        Refusal::not_found("nothing is at this path")
    };
    refusal.unless(if has_slash_too_many(turn) {
        "leave out the slash at the end, which the path of no card has".to_owned()
    } else if is_put {
        "put the card into the address book".to_owned()
    } else {
        discover(turn)
    })
}

/// Whether a card is, or by PUT could be, at the path without the slash at its end.
fn has_slash_too_many(turn: &Turn<'_>) -> bool {
    let bare = nearest::asked(turn).strip_suffix('/');
    match bare.and_then(|bare| turn.keeper.named(bare)) {
        Some(Resource::Member(name)) => {
            turn.request.method == Method::PUT || lookup::find(&turn.keeper, &name).is_some()
        }
        _ => false,
    }
}

/// What is not the account's. This is the one place that asks `auth.other-account`.
fn closed(turn: &Turn<'_>, because: &str) -> Refusal {
    match turn.ask(turn.keeper.quirks.auth_other_account) {
        AuthOtherAccount::Forbidden => Refusal::forbidden(because),
        AuthOtherAccount::NotFound => Refusal::not_found(because),
    }
}

fn discover(turn: &Turn<'_>) -> String {
    format!(
        "use {}, which is most like it, or find the address book with PROPFIND on \
         /.well-known/carddav",
        nearest::resource(turn)
    )
}
