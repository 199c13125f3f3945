//! `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer` (RFC 7523 §2.1, google:AUTH-15).

use http::header::HOST;

use super::issued::{Issued, Right};
use super::jwt::{Assertion, Claims};
use super::refusal::Refusal;
use crate::oauth::answer::Call;
use crate::oauth::endpoint::{Endpoint, split_target};
use crate::oauth::parameters::Parameters;
use crate::store::{Scopes, ServiceAccount, SignatureCheck, World};

/// The hosts of Google's token endpoints (google:AUTH-12).
const TOKEN_HOSTS: [&str; 3] = [
    "oauth2.googleapis.com",
    "www.googleapis.com",
    "accounts.google.com",
];

/// How long an assertion may be good, in seconds.
const LONGEST_LIFE: i64 = 3600;

/// By how many seconds a client's clock may be ahead.
const SKEW: i64 = 300;

/// What to do about an assertion for nobody's account.
const NAME_ACCOUNT: &str = "name an account of this server in sub";

/// What to do about a service account that may not act for users.
const DELEGATE: &str = "give the service account domain-wide delegation for these scopes";

/// Turns the assertion of a service account into an access token.
pub(super) fn exchange(
    world: &mut World,
    parameters: &Parameters,
    call: &Call<'_>,
) -> Result<Issued, Refusal> {
    let assertion = Assertion::parse(parameters.required("assertion")?)
        .map_err(|bad| Refusal::invalid_grant("Bad Request", &bad.to_string(), bad.remedy()))?;
    let service = world
        .authority
        .recognise_service_account(&assertion.claims.iss)
        .cloned()
        .ok_or_else(|| {
            Refusal::invalid_grant(
                "Invalid grant: account not found",
                "no service account with that address is registered",
                "name a service account in iss that is registered, or register this one with the \
                 server",
            )
        })?;
    check_signature(&service, &assertion, call)?;
    let claims = &assertion.claims;
    let is_good = Refusal::both(check_audience(claims, call), check_time(claims, call));
    let (_, scopes) = Refusal::both(is_good, scopes(claims))?;
    let account = account(world, &service, &assertion.claims, &scopes)?;
    let right = Right {
        account,
        scopes,
        grant: None,
    };
    Ok(Issued::new(&mut world.authority, right, call))
}

fn check_signature(
    service: &ServiceAccount,
    assertion: &Assertion,
    call: &Call<'_>,
) -> Result<(), Refusal> {
    match service.check(assertion.signed.as_bytes(), &assertion.signature) {
        SignatureCheck::Right => {
            call.notes.because("the assertion is good");
            Ok(())
        }
        SignatureCheck::Unchecked => {
            call.notes.because(
                "the assertion is good; its signature was not looked at, since no key is known",
            );
            Ok(())
        }
        SignatureCheck::Wrong => Err(Refusal::invalid_grant(
            "Invalid JWT Signature.",
            "the signature does not fit the public key of the service account",
            "sign with the private key that goes with the public key of the service account",
        )),
    }
}

/// The audience is a token endpoint: one of Google's, or the one that was asked.
fn check_audience(claims: &Claims, call: &Call<'_>) -> Result<(), Refusal> {
    let own = call.request.headers.get(HOST).map(|host| host.as_bytes());
    let is_token_endpoint = claims.aud.split_once("://").is_some_and(|(scheme, rest)| {
        let (host, _) = rest.split_once('/').unwrap_or((rest, ""));
        let (path, query) = split_target(&claims.aud);
        matches!(scheme, "https" | "http")
            && (TOKEN_HOSTS.contains(&host) || own == Some(host.as_bytes()))
            && Endpoint::at(path) == Some(Endpoint::Token)
            && query.is_empty()
    });
    if is_token_endpoint {
        Ok(())
    } else {
        Err(Refusal::invalid_grant(
            "Invalid JWT: Failed audience check.",
            "aud is no token endpoint",
            "set aud to https://oauth2.googleapis.com/token",
        ))
    }
}

/// The assertion is made at most an hour ago, for at most an hour (RFC 7523 §3).
fn check_time(claims: &Claims, call: &Call<'_>) -> Result<(), Refusal> {
    let now = call.now.as_second();
    let life = claims.exp.saturating_sub(claims.iat);
    let is_timely = (1..=LONGEST_LIFE).contains(&life)
        && claims.iat <= now.saturating_add(SKEW)
        && claims.exp > now;
    if is_timely {
        Ok(())
    } else {
        Err(Refusal::invalid_grant(
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable \
             timeframe. Check your iat and exp values in the JWT claim.",
            "iat or exp is not within an hour of now",
            format!(
                "set iat to {now}, which is now, and exp to at most {}",
                now.saturating_add(LONGEST_LIFE)
            ),
        ))
    }
}

fn scopes(claims: &Claims) -> Result<Scopes, Refusal> {
    match Scopes::parse(&claims.scope) {
        Ok(scopes) if scopes.is_empty() => Err(Refusal::invalid_scope(
            "Empty or missing scope not allowed.",
            "claim the scope https://www.googleapis.com/auth/carddav",
        )),
        Ok(scopes) if scopes.iter().all(Scopes::is_known) => Ok(scopes),
        _ => Err(Refusal::invalid_scope(
            "Invalid OAuth scope.",
            "leave out the scopes that are not Google's",
        )),
    }
}

/// The account that the token is for: the one in `sub`, where the service account may act for
/// others, and its own otherwise.
fn account(
    world: &mut World,
    service: &ServiceAccount,
    claims: &Claims,
    scopes: &Scopes,
) -> Result<usize, Refusal> {
    if claims.sub.is_some() && !service.delegated.covers(scopes) {
        return Err(Refusal::unauthorized_client(
            "the service account may not act for users in these scopes",
            DELEGATE,
        ));
    }
    let remedy = if service.delegated.covers(scopes) {
        NAME_ACCOUNT.to_owned()
    } else {
        format!("{NAME_ACCOUNT}; {DELEGATE}")
    };
    let address = claims.sub.as_ref().unwrap_or(&claims.iss);
    world.recognise_account(address).ok_or_else(|| {
        Refusal::invalid_grant(
            "Invalid email or User ID",
            "the server has no account of the address in sub, or in iss where sub is left out",
            remedy,
        )
    })
}
