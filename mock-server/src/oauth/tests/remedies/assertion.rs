use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::case::check;
use crate::message::Response;
use crate::oauth::testing::{Bench, TOKEN};
use crate::store::{Scopes, ServiceAccount, World};

const ROBOT: &str = "robot@project.iam.gserviceaccount.com";

/// Sends claims as the assertion of a service account, changed; a null is left out.
fn claim(bench: &mut Bench, service: ServiceAccount, changes: &Value) -> Response {
    bench.world.register_service_account(service).unwrap();
    let now = bench.now.as_second();
    let mut claims = json!({
        "iss": ROBOT,
        "sub": World::DEFAULT_ACCOUNT,
        "scope": Scopes::CARDDAV,
        "aud": "https://oauth2.googleapis.com/token",
        "iat": now,
        "exp": now + 3600,
    });
    let claimed = claims.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        claimed.insert(name.clone(), value.clone());
    }
    claimed.retain(|_, value| !value.is_null());
    present(bench, r#"{"alg":"RS256"}"#, &claims.to_string())
}

fn present(bench: &mut Bench, header: &str, claims: &str) -> Response {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    assert_text(
        bench,
        &format!("{}.{}.{}", part(header), part(claims), part("x")),
    )
}

fn assert_text(bench: &mut Bench, assertion: &str) -> Response {
    let grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    bench.post(
        TOKEN,
        &[("grant_type", grant_type), ("assertion", assertion)],
    )
}

fn robot() -> ServiceAccount {
    ServiceAccount::new(ROBOT).with_delegation(Scopes::carddav())
}

#[test]
fn an_assertion_that_is_not_believed_says_what_would_be() {
    check(&[
        (
            |b| assert_text(b, "a.b"),
            "write header, claims and signature in base64url without padding, with dots between \
             them",
        ),
        (
            |b| present(b, "[]", "{}"),
            r#"begin with the header {"alg":"RS256","typ":"JWT"}"#,
        ),
        (
            |b| present(b, r#"{"alg":"none"}"#, "{}"),
            "sign with RS256, and say so in alg",
        ),
        (
            |b| present(b, r#"{"alg":"RS256"}"#, "{}"),
            "claim iss, aud and scope as texts, iat and exp as seconds since 1970",
        ),
        (
            |b| claim(b, robot(), &json!({"iss": "nobody@example.com"})),
            "name a service account in iss that is registered, or register this one with the server",
        ),
        (
            |b| claim(b, robot(), &json!({"aud": "x", "exp": 1, "scope": null})),
            "set aud to https://oauth2.googleapis.com/token; set iat to 1795341600, which is now, \
             and exp to at most 1795345200; claim the scope https://www.googleapis.com/auth/carddav",
        ),
        (
            |b| claim(b, robot(), &json!({"scope": "carddav"})),
            "leave out the scopes that are not Google's",
        ),
        (
            |b| claim(b, ServiceAccount::new(ROBOT), &json!({})),
            "give the service account domain-wide delegation for these scopes",
        ),
        (
            |b| claim(b, robot(), &json!({"sub": "nobody@example.com"})),
            "name an account of this server in sub",
        ),
        (
            |b| claim(b, ServiceAccount::new(ROBOT), &json!({"sub": null})),
            "name an account of this server in sub; give the service account domain-wide \
             delegation for these scopes",
        ),
    ]);
}
