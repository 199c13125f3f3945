//! The well-known URI (RFC 6764 §5, google:DISC-01 to google:DISC-06).

use http::StatusCode;
use http::header::HOST;

use super::options::whole_server;
use crate::explanation::Notes;
use crate::message::{Request, Scheme};
use crate::quirk::{
    DiscoveryLocation, Quirks, WellknownGet, WellknownTrailingSlash, WellknownUnauthenticated,
};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::store::Account;

/// Refuses a request without credentials where that is not a matter for a challenge. This is the
/// one place that asks `wellknown.unauthenticated`.
pub(crate) fn refuse_anonymous(quirks: &Quirks, notes: &Notes) -> Result<(), Refusal> {
    match notes.ask(quirks.wellknown_unauthenticated) {
        WellknownUnauthenticated::Challenged => Ok(()),
        WellknownUnauthenticated::NotFound => Err(Refusal::page(
            StatusCode::NOT_FOUND,
            "without credentials the well-known URI leads nowhere",
        )
        .unless("send the access token with the first request")),
    }
}

/// Answers OPTIONS where that needs no credentials: without them nobody is redirected.
pub(crate) fn options(
    request: &Request,
    trailing_slash: bool,
    (quirks, notes): (&Quirks, &Notes),
) -> Result<Reply, Refusal> {
    check_form(request, trailing_slash, quirks, notes)?;
    Ok(whole_server(quirks, notes))
}

/// Redirects to the account's address book, whatever body and Depth say.
pub(crate) fn redirect(
    request: &Request,
    trailing_slash: bool,
    account: &Account,
    (quirks, notes): (&Quirks, &Notes),
) -> Result<Reply, Refusal> {
    check_form(request, trailing_slash, quirks, notes)?;
    notes.because("the well-known URI redirects to the address book of the account");
    Ok(Reply::redirect(&location(request, account, quirks, notes)))
}

/// This is the one place that asks `wellknown.trailing-slash` and `wellknown.get`.
fn check_form(
    request: &Request,
    trailing_slash: bool,
    quirks: &Quirks,
    notes: &Notes,
) -> Result<(), Refusal> {
    let not_found =
        |because, remedy| Err(Refusal::page(StatusCode::NOT_FOUND, because).unless(remedy));
    if trailing_slash
        && notes.ask(quirks.wellknown_trailing_slash) == WellknownTrailingSlash::NotFound
    {
        return not_found(
            "the well-known URI has no slash at its end",
            "ask for /.well-known/carddav",
        );
    }
    if request.method.as_str() != "PROPFIND"
        && notes.ask(quirks.wellknown_get) == WellknownGet::NotFound
    {
        return not_found("only PROPFIND is redirected", "send PROPFIND");
    }
    Ok(())
}

/// This is the one place that asks `discovery.location`.
fn location(request: &Request, account: &Account, quirks: &Quirks, notes: &Notes) -> String {
    let path = account.book_href();
    match notes.ask(quirks.discovery_location) {
        DiscoveryLocation::Relative => path,
        DiscoveryLocation::Absolute => absolute(request, &path),
    }
}

/// The URL of a path, as the client that sends the request sees it.
pub(super) fn absolute(request: &Request, path: &str) -> String {
    let host = request.headers.get(HOST);
    let host = host.and_then(|host| host.to_str().ok());
    // Over a door that only states HTTPS there is nobody at an https URL.
    let scheme = match request.scheme {
        Scheme::Https => "https",
        Scheme::Http | Scheme::StatedHttps => "http",
    };
    format!("{scheme}://{}{path}", host.unwrap_or("www.googleapis.com"))
}
