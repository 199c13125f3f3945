//! Paths at which the account that asks has nothing (google:DISC-14).

use http::StatusCode;

use crate::refusal::Refusal;
use crate::route::Nowhere;

/// The refusal.
pub(super) fn refuse(nowhere: Nowhere, method: &str) -> Refusal {
    const DISCOVER: &str = "find the address book with PROPFIND on /.well-known/carddav";
    match nowhere {
        Nowhere::OutsideService => {
            Refusal::page(StatusCode::NOT_FOUND, "the path is none of the service's")
                .unless(DISCOVER)
        }
        Nowhere::UnknownPath => {
            Refusal::not_found("no account lives below this path, or no longer").unless(DISCOVER)
        }
        // RFC 4918 §9.7.1.
        Nowhere::NoParent if method == "PUT" => {
            Refusal::conflict("the collection that would hold the card does not exist")
                .unless("put the card into the address book")
        }
        Nowhere::NoParent => Refusal::not_found("nothing is at this path").unless(DISCOVER),
        Nowhere::OtherAccount => Refusal::forbidden("the path belongs to another account")
            .unless("use the account's own paths, or the other account's token"),
    }
}
