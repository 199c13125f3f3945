//! `grant_type=refresh_token` (RFC 6749 §6).

use super::client::{credentials, prove};
use super::issued::{Issued, Right};
use super::refusal::Refusal;
use crate::oauth::answer::Call;
use crate::oauth::parameters::Parameters;
use crate::store::{Grant, GrantNumber, RefreshEnd, Scopes, World};

/// Turns a refresh token into an access token. The refresh token stays as it is
/// (google:AUTH-13).
pub(super) fn refresh(
    world: &mut World,
    parameters: &Parameters,
    call: &Call<'_>,
) -> Result<Issued, Refusal> {
    let client = credentials(&call.request.headers, parameters)
        .and_then(|shown| prove(&mut world.authority, &shown));
    let (client, text) = Refusal::both(client, parameters.required("refresh_token"))?;
    let (number, grant) = find(world, text, client, call)?;
    let scopes = scopes(parameters, &grant)?;
    call.notes.because("the refresh token is good");
    let authority = &mut world.authority;
    if let Some(token) = authority.refresh_token_mut(text) {
        token.last_used = call.now;
    }
    let right = Right {
        account: grant.account,
        scopes,
        grant: Some(number),
    };
    Ok(Issued::new(authority, right, call))
}

/// The grant behind a refresh token that is still good.
fn find(
    world: &mut World,
    text: &str,
    client: usize,
    call: &Call<'_>,
) -> Result<(GrantNumber, Grant), Refusal> {
    let authority = &mut world.authority;
    let testing = authority.project.testing;
    let token = authority
        .recognise_refresh_token(text, client, call.now)
        .ok_or_else(|| {
            Refusal::invalid_grant(
                "Bad Request",
                "the server never issued that refresh token",
                "send the refresh token as it was issued, or have the user consent again",
            )
        })?;
    let end = token.end(call.now, testing);
    let number = token.grant;
    call.notes.fact("grant", number);
    if let Some(end) = end {
        return Err(Refusal::expired_or_revoked(match end {
            RefreshEnd::Revoked => "the refresh token was revoked",
            RefreshEnd::Testing => {
                "the refresh token is seven days old, and the project is in testing"
            }
            RefreshEnd::Disused => "the refresh token was not used for six months",
        }));
    }
    let grant = authority
        .grant(number)
        .filter(|grant| !grant.revoked)
        .cloned()
        .ok_or_else(|| Refusal::expired_or_revoked("the grant behind the token is gone"))?;
    if grant.client != client {
        return Err(Refusal::invalid_grant(
            "Bad Request",
            "the refresh token was issued to another client",
            "show the credentials of the client to which it was issued",
        ));
    }
    Ok((number, grant))
}

/// The scopes asked for, which may be fewer than granted and not more.
fn scopes(parameters: &Parameters, grant: &Grant) -> Result<Scopes, Refusal> {
    let Some(list) = parameters.optional("scope")? else {
        return Ok(grant.scopes.clone());
    };
    Scopes::parse(list)
        .ok()
        .filter(|scopes| !scopes.is_empty() && grant.scopes.covers(scopes))
        .ok_or_else(|| {
            Refusal::invalid_scope(
                "A scope was asked for that the user did not grant.",
                "leave scope out, or ask for no scope that was not granted",
            )
        })
}
