//! Requests without credentials that are answered before anybody is asked who it is.

use http::{Method, StatusCode};

use crate::explanation::Notes;
use crate::message::Request;
use crate::quirk::{AuthBookUnauthenticated, Quirks};
use crate::refusal::Refusal;
use crate::route::{Nowhere, Path, Resource};
use crate::store::Account;

/// Refuses to read the address book where that is not a matter for a challenge. This is the one
/// place that asks `auth.book-unauthenticated`.
pub(crate) fn refuse_book(
    request: &Request,
    path: &Path,
    accounts: &[Account],
    (quirks, notes): (&Quirks, &Notes),
) -> Result<(), Refusal> {
    let reads = matches!(request.method, Method::GET | Method::HEAD);
    let mut places = accounts.iter().map(|account| path.resolve(account));
    if !reads || !places.any(|place| place == Ok(Resource::Book)) {
        return Ok(());
    }
    match notes.ask(quirks.auth_book_unauthenticated) {
        AuthBookUnauthenticated::Challenged => Ok(()),
        AuthBookUnauthenticated::NotFound => Err(Refusal::page(
            StatusCode::NOT_FOUND,
            "without credentials nothing is said of the address book",
        )
        .unless("send the access token with the first request")),
    }
}

/// The refusal of OPTIONS for a path at which no account has anything.
pub(crate) fn nobody(path: &Path, accounts: &[Account]) -> Refusal {
    let mut places = accounts.iter().map(|account| path.resolve(account));
    if places.all(|place| place == Err(Nowhere::OutsideService)) {
        Refusal::page(StatusCode::NOT_FOUND, "the path is none of the service's")
    } else {
        Refusal::not_found("nothing is at this path")
    }
    .unless("ask about a principal or a home set")
}
