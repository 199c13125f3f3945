//! The revocation endpoint: the client gives a token back (RFC 7009).

use http::StatusCode;
use http::header::AUTHORIZATION;
use serde_json::json;

use super::answer::Call;
use super::parameters::Parameters;
use super::reply;
use super::token::{Refusal, body_parameters, credentials, prove};
use crate::quirk::{OauthRevokeClient, OauthRevokeUnknown};
use crate::reply::Reply;
use crate::store::{GrantNumber, World};

/// Answers a revocation request. The token stands in the query or in the body.
pub(super) fn answer(world: &mut World, call: &Call<'_>) -> Reply {
    match revoke(world, call) {
        Ok(()) => reply::json(StatusCode::OK, &json!({})),
        Err(refusal) => refusal.answer(call.notes),
    }
}

fn revoke(world: &mut World, call: &Call<'_>) -> Result<(), Refusal> {
    let query = Parameters::parse(call.query.as_bytes())?;
    let parameters = body_parameters(call.request)?.and(query);
    if parameters.has_repetition() {
        return Err(Refusal::repeated());
    }
    let (text, client) = Refusal::both(
        parameters.required("token"),
        client(world, &parameters, call),
    )?;
    let Some(token) = find(world, text) else {
        return unknown(world, call);
    };
    let owner = token
        .grant
        .and_then(|grant| world.authority.grant(grant))
        .map(|grant| grant.client);
    if client.is_some() && owner.is_some() && client != owner {
        return Err(Refusal::invalid_request(
            "The token was issued to another client.",
            "show the credentials of the client to which it was issued",
        ));
    }
    call.notes
        .because("the token ends, and with it all that rests on the same grant");
    match token.grant {
        Some(grant) => {
            call.notes.fact("grant", grant);
            world.authority.revoke_grant(grant);
        }
        None => {
            if let Some(token) = world.authority.access_token_mut(text) {
                token.ended = true;
            }
        }
    }
    Ok(())
}

/// A token that is still good to be revoked.
struct Found {
    grant: Option<GrantNumber>,
}

fn find(world: &mut World, text: &str) -> Option<Found> {
    if let Some(token) = world.authority.refresh_token_mut(text) {
        let grant = Some(token.grant);
        return (!token.ended).then_some(Found { grant });
    }
    let token = world.authority.access_token(text)?;
    (!token.ended).then_some(Found { grant: token.grant })
}

/// What becomes of a token that is unknown, or revoked already.
fn unknown(world: &World, call: &Call<'_>) -> Result<(), Refusal> {
    match call.notes.ask(world.quirks.oauth_revoke_unknown) {
        OauthRevokeUnknown::Accepted => {
            call.notes
                .because("there is no such token, so nothing is left to revoke");
            Ok(())
        }
        OauthRevokeUnknown::Refused => Err(Refusal::invalid_token(
            "there is no such token, or it was revoked before",
            "send a token as it was issued; one that was revoked needs no more of it",
        )),
    }
}

/// The client that asks, where it has to say who it is, or does so unasked.
fn client(
    world: &mut World,
    parameters: &Parameters,
    call: &Call<'_>,
) -> Result<Option<usize>, Refusal> {
    let headers = &call.request.headers;
    let says_so =
        headers.contains_key(AUTHORIZATION) || parameters.optional("client_id")?.is_some();
    match call.notes.ask(world.quirks.oauth_revoke_client) {
        OauthRevokeClient::Anyone if !says_so => Ok(None),
        OauthRevokeClient::Anyone | OauthRevokeClient::Authenticated => {
            let shown = credentials(headers, parameters)?;
            prove(&mut world.authority, &shown).map(Some)
        }
    }
}

#[cfg(test)]
mod tests;
