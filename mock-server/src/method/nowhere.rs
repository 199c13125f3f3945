//! Paths at which the account that asks has nothing (google:DISC-14).

use http::{Method, StatusCode};

use super::nearest;
use super::turn::Turn;
use crate::quirk::AuthOtherAccount;
use crate::refusal::Refusal;
use crate::route::Nowhere;

/// The refusal. This is the one place that asks `auth.other-account`.
pub(super) fn refuse(turn: &Turn<'_>, nowhere: Nowhere) -> Refusal {
    let discover = || {
        let nearest = nearest::resource(turn);
        format!(
            "use {nearest}, which is most like it, or find the address book with PROPFIND on \
             /.well-known/carddav"
        )
    };
    match nowhere {
        Nowhere::OutsideService => {
            Refusal::page(StatusCode::NOT_FOUND, "the path is none of the service's")
                .unless(discover())
        }
        Nowhere::UnknownPath => {
            Refusal::not_found("no account lives below this path, or no longer").unless(discover())
        }
        // RFC 4918 §9.7.1.
        Nowhere::NoParent if turn.request.method == Method::PUT => {
            Refusal::conflict("the collection that would hold the card does not exist")
                .unless("put the card into the address book")
        }
        Nowhere::NoParent => Refusal::not_found("nothing is at this path").unless(discover()),
        Nowhere::OtherAccount => {
            let because = "the path belongs to another account";
            match turn.ask(turn.keeper.quirks.auth_other_account) {
                AuthOtherAccount::Forbidden => Refusal::forbidden(because),
                AuthOtherAccount::NotFound => Refusal::not_found(because),
            }
            .unless("use the account's own paths, or the other account's token")
        }
    }
}
