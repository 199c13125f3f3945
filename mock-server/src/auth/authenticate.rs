//! From the `Authorization` header to an account.

use http::header::AUTHORIZATION;

use super::challenge::{Failure, accepts_passwords};
use super::{api_disabled, basic};
use crate::clock::Moment;
use crate::explanation::Notes;
use crate::message::Request;
use crate::refusal::Refusal;
use crate::store::{Imprint, Scopes, World};

/// Whether a request carries credentials, good or bad.
pub(crate) fn has_credentials(request: &Request) -> bool {
    request.headers.contains_key(AUTHORIZATION)
}

/// The refusal of what comes over plain HTTP.
pub(crate) fn refuse_plain_http(world: &World, notes: &Notes) -> Refusal {
    Failure::PlainHttp.refuse(world, notes)
}

/// The position of the account that asks.
pub(crate) fn authenticate(
    request: &Request,
    world: &mut World,
    moment: Moment,
    notes: &Notes,
) -> Result<usize, Refusal> {
    let shown = credentials(request);
    let account = match shown {
        Credentials::None => Err(Failure::Missing),
        Credentials::Unreadable => Err(Failure::Unreadable),
        Credentials::Bearer(token) => with_token(token, world, moment, notes),
        Credentials::Basic(pair) => with_password(pair, world, notes),
    };
    let account = account.map_err(|failure| failure.refuse(world, notes))?;
    // Passwords belong to no project.
    let has_project = matches!(shown, Credentials::Bearer(_));
    if has_project && !world.authority.project.api_enabled {
        return Err(api_disabled::refuse(world, notes));
    }
    Ok(account)
}

/// The position of the account whose credentials come with a request, whether or not they let
/// anybody in. Nothing is adopted by that.
pub(crate) fn known_account(request: &Request, world: &World) -> Option<usize> {
    match credentials(request) {
        Credentials::Bearer(token) => world.authority.account_of_bearer(token),
        Credentials::Basic(pair) => holder(pair, world).ok(),
        Credentials::None | Credentials::Unreadable => None,
    }
}

enum Credentials<'a> {
    None,
    Bearer(&'a str),
    Basic(&'a str),
    Unreadable,
}

fn credentials(request: &Request) -> Credentials<'_> {
    let mut lines = request.headers.get_all(AUTHORIZATION).iter();
    let Some(line) = lines.next() else {
        return Credentials::None;
    };
    let (None, Ok(line)) = (lines.next(), line.to_str()) else {
        return Credentials::Unreadable;
    };
    match line.trim().split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer") => {
            Credentials::Bearer(token.trim())
        }
        Some((scheme, pair)) if scheme.eq_ignore_ascii_case("Basic") => Credentials::Basic(pair),
        _ => Credentials::Unreadable,
    }
}

fn with_token(
    token: &str,
    world: &mut World,
    moment: Moment,
    notes: &Notes,
) -> Result<usize, Failure> {
    // Whoever adopts may have to write something down; others only look.
    let known = if world.adopts() {
        world.authority.recognise_access_token(token)
    } else {
        world.authority.access_token(token)
    };
    let known = known.ok_or(Failure::Unknown)?;
    notes.fact("access token", known.number);
    if let Some(account) = world.accounts.get(known.account) {
        notes.asked_by(account.number);
    }
    if !known.is_good(moment.credentials) {
        return Err(Failure::Ended);
    }
    if !known.scopes.contains(Scopes::CARDDAV) {
        return Err(Failure::Scope);
    }
    Ok(known.account)
}

fn with_password(pair: &str, world: &World, notes: &Notes) -> Result<usize, Failure> {
    if !accepts_passwords(world, notes) {
        return Err(Failure::BasicRefused);
    }
    holder(pair, world)
}

/// The position of the account whose address and app password a pair is.
fn holder(pair: &str, world: &World) -> Result<usize, Failure> {
    let (user, password) = basic::decode(pair).ok_or(Failure::Unreadable)?;
    let password = Imprint::of(&password);
    world
        .accounts
        .iter()
        .position(|account| {
            account.address == user && account.app_password.as_ref() == Some(&password)
        })
        .ok_or(Failure::WrongPassword)
}
