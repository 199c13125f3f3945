//! `grant_type=authorization_code` (RFC 6749 §4.1.3).

use super::client::{credentials, prove};
use super::issued::{Issued, Right};
use super::refusal::Refusal;
use crate::oauth::answer::Call;
use crate::oauth::parameters::Parameters;
use crate::store::{Authority, Code, World};

/// What to do about a code that is good no more.
const CONSENT_AGAIN: &str = "have the user consent again, and exchange the new code once";

/// Turns a code into tokens.
pub(super) fn exchange(
    world: &mut World,
    parameters: &Parameters,
    call: &Call<'_>,
) -> Result<Issued, Refusal> {
    let authority = &mut world.authority;
    let client =
        credentials(&call.request.headers, parameters).and_then(|shown| prove(authority, &shown));
    let text = parameters.required_first("code", &["redirect_uri"]);
    let (client, text) = Refusal::both(client, text)?;
    let code = authority.code_mut(text).cloned().ok_or_else(|| {
        Refusal::invalid_grant(
            "Malformed auth code.",
            "the server never issued that code",
            "send the code as it came in the redirect, decoded once",
        )
    })?;
    call.notes.fact("grant", code.grant);
    check_life(authority, &code, client, call)?;
    Refusal::both(
        check_redirect(parameters, &code),
        check_verifier(parameters, &code),
    )?;
    if let Some(code) = authority.code_mut(text) {
        code.used = true;
    }
    call.notes.because("the code is good, and used up now");
    issue(authority, &code, call)
}

/// A code is good once, for ten minutes, for the client that it was issued to
/// (RFC 6749 §4.1.2).
fn check_life(
    authority: &mut Authority,
    code: &Code,
    client: usize,
    call: &Call<'_>,
) -> Result<(), Refusal> {
    let is_own = authority
        .grant(code.grant)
        .is_some_and(|grant| grant.client == client);
    if !is_own {
        return Err(Refusal::invalid_grant(
            "Bad Request",
            "the code was issued to another client",
            "show the credentials of the client that asked for the code",
        ));
    }
    let refuse = |because| Refusal::invalid_grant("Bad Request", because, CONSENT_AGAIN);
    if code.used {
        authority.revoke_grant(code.grant);
        return Err(refuse(
            "the code was used before; all tokens that came of it are revoked",
        ));
    }
    if code.has_expired(call.now) {
        return Err(refuse("the code is older than ten minutes"));
    }
    if authority
        .grant(code.grant)
        .is_some_and(|grant| grant.revoked)
    {
        return Err(refuse("the user took back what the code stands for"));
    }
    Ok(())
}

fn check_redirect(parameters: &Parameters, code: &Code) -> Result<(), Refusal> {
    if parameters.required("redirect_uri")? == code.redirect.as_str() {
        Ok(())
    } else {
        Err(Refusal::invalid_grant(
            "Bad Request",
            "redirect_uri differs from the one in the authorization request",
            "send the same redirect_uri, to the letter",
        ))
    }
}

/// RFC 7636 §4.6. A verifier that nothing announced is refused too, since somebody may have
/// taken the challenge out of the authorization request (RFC 9700 §4.8.2).
fn check_verifier(parameters: &Parameters, code: &Code) -> Result<(), Refusal> {
    let verifier = parameters.optional("code_verifier")?;
    let (description, because, remedy) = match (&code.challenge, verifier) {
        (None, None) => return Ok(()),
        (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier) => return Ok(()),
        (Some(_), Some(_)) => (
            "Invalid code verifier.",
            "the code_verifier does not fit the code_challenge",
            "send the code_verifier of which the code_challenge was made",
        ),
        (Some(_), None) => (
            "Missing code verifier.",
            "the authorization request had a code_challenge",
            "add the code_verifier of which the code_challenge was made",
        ),
        (None, Some(_)) => (
            "code_verifier or verifier is not needed.",
            "the authorization request had no code_challenge",
            "leave code_verifier out, or begin with a code_challenge",
        ),
    };
    Err(Refusal::invalid_grant(description, because, remedy))
}

fn issue(authority: &mut Authority, code: &Code, call: &Call<'_>) -> Result<Issued, Refusal> {
    let grant = authority.grant(code.grant).cloned().ok_or_else(|| {
        Refusal::invalid_grant("Bad Request", "the grant is forgotten", CONSENT_AGAIN)
    })?;
    let right = Right {
        account: grant.account,
        scopes: grant.scopes,
        grant: Some(code.grant),
    };
    let mut issued = Issued::new(authority, right, call);
    issued.refresh_token = code
        .offline
        .then(|| authority.insert_refresh_token(code.grant, call.now));
    Ok(issued)
}
