//! Which client asks, and whether it is that client (RFC 6749 §2.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::refusal::Refusal;
use crate::oauth::parameters::{Parameters, decode};
use crate::store::Authority;

/// What to do about a client that nobody knows.
pub(in crate::oauth) const REGISTERED: &str = "send the client_id of a client that is registered, \
     or register this one with the server";

/// What a client shows of itself.
pub(in crate::oauth) struct Credentials {
    id: String,
    secret: Option<String>,
    by_basic: bool,
}

/// Takes the credentials from the header or from the body, not from both (RFC 6749 §2.3).
pub(in crate::oauth) fn credentials(
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Credentials, Refusal> {
    let id = parameters.optional("client_id")?;
    let secret = parameters.optional("client_secret")?;
    let Some(header) = headers.get(AUTHORIZATION) else {
        let id = id.ok_or_else(|| {
            Refusal::invalid_request(
                "Could not determine client ID from request.",
                "send client_id and client_secret in the body, or as HTTP Basic",
            )
        })?;
        return Ok(Credentials {
            id: id.to_owned(),
            secret: secret.map(str::to_owned),
            by_basic: false,
        });
    };
    let shown = basic(header.as_bytes()).ok_or_else(|| {
        Refusal::invalid_client(
            "Unauthorized",
            "the Authorization header is no HTTP Basic",
            "send client id and secret as HTTP Basic, or leave Authorization out and send them in \
             the body",
        )
        .with_challenge(true)
    })?;
    if secret.is_some() || id.is_some_and(|id| id != shown.id) {
        return Err(Refusal::invalid_request(
            "Client credentials stand in the header and in the body.",
            "leave client_id and client_secret out of the body",
        ));
    }
    Ok(shown)
}

/// Finds the client and has it prove who it is.
pub(in crate::oauth) fn prove(
    authority: &mut Authority,
    shown: &Credentials,
) -> Result<usize, Refusal> {
    let refuse = |description, because, remedy| {
        Refusal::invalid_client(description, because, remedy).with_challenge(shown.by_basic)
    };
    let position = authority.recognise_client(&shown.id).ok_or_else(|| {
        refuse(
            "The OAuth client was not found.",
            "no client with that id is registered",
            REGISTERED,
        )
    })?;
    let is_proved = authority
        .clients
        .get_mut(position)
        .is_some_and(|client| client.is_proved_by(shown.secret.as_deref()));
    match (is_proved, &shown.secret) {
        (true, _) => Ok(position),
        (false, Some(_)) => Err(refuse(
            "Unauthorized",
            "the client secret is a wrong one",
            "send the secret with which the client is registered",
        )),
        (false, None) => Err(refuse(
            "client_secret is missing.",
            "the client has a secret",
            "add client_secret",
        )),
    }
}

/// Id and secret from HTTP Basic. Both are form-encoded inside (RFC 6749 §2.3.1), which changes
/// nothing in ids and secrets as Google makes them.
fn basic(header: &[u8]) -> Option<Credentials> {
    let (scheme, rest) = header.split_at_checked("Basic ".len())?;
    if !scheme.eq_ignore_ascii_case(b"Basic ") {
        return None;
    }
    let pair = STANDARD.decode(rest.trim_ascii()).ok()?;
    let colon = pair.iter().position(|byte| *byte == b':')?;
    let (id, secret) = pair.split_at(colon);
    let secret = decode(secret.strip_prefix(b":")?).ok()?;
    Some(Credentials {
        id: decode(id).ok()?,
        secret: Some(secret).filter(|secret| !secret.is_empty()),
        by_basic: true,
    })
}
