use http::Method;

use super::case::{ONCE, REGISTER, check};
use crate::message::{Request, Response};
use crate::oauth::testing::{AUTH, Bench, CHALLENGE, Fields, ID, PUBLIC_ID, REDIRECT, form_token};
use crate::store::World;

#[test]
fn an_authorization_request_says_what_would_have_led_to_the_page() {
    check(&[
        (
            |b| b.get(AUTH, &[]),
            "add client_id, redirect_uri, response_type, scope",
        ),
        (
            |b| b.ask(&[("redirect_uri", ""), ("scope", "")]),
            "add redirect_uri, scope",
        ),
        (
            |b| b.ask(&[("response_type", ""), ("scope", "")]),
            "add response_type, scope",
        ),
        (|b| b.ask(&[("scope", "")]), "add scope"),
        (|b| b.ask(&[("client_id", "nobody")]), REGISTER),
        (
            |b| b.ask(&[("client_id", ID), ("client_id", ID)]),
            "send client_id once",
        ),
        (
            |b| b.ask(&[("redirect_uri", "https://evil.example/")]),
            "send a redirect_uri on this machine, or register this one for the client",
        ),
        (|b| b.ask(&[("x", "1"), ("x", "2")]), ONCE),
        (
            |b| b.ask(&[("response_type", "token")]),
            "send response_type=code",
        ),
        (
            |b| b.ask(&[("scope", "carddav")]),
            "ask for scopes that Google has, such as https://www.googleapis.com/auth/carddav",
        ),
        (
            |b| b.ask(&[("access_type", "forever")]),
            "send access_type=online or access_type=offline",
        ),
        (
            |b| b.ask(&[("prompt", "login")]),
            "leave out the other words of prompt",
        ),
        (
            |b| b.ask(&[("prompt", "none consent")]),
            "leave out none, or the other words of prompt",
        ),
        (
            |b| b.ask(&[("prompt", "none")]),
            "leave prompt=none out, so that the user is asked",
        ),
        (
            |b| b.ask(&[("code_challenge", "short")]),
            "send as code_challenge the SHA-256 of the code_verifier, in base64url without padding",
        ),
        (
            |b| {
                b.ask(&[
                    ("code_challenge", CHALLENGE),
                    ("code_challenge_method", "MD5"),
                ])
            },
            "send code_challenge_method=S256, or plain",
        ),
        (
            |b| b.ask(&[("code_challenge_method", "S256")]),
            "add the code_challenge, or leave code_challenge_method out",
        ),
        (
            |b| b.ask(&[("client_id", PUBLIC_ID)]),
            "add a code_challenge, and its code_verifier to the token request",
        ),
        (
            |b| b.send(&Request::new(Method::PUT, AUTH)),
            "use one of GET, POST",
        ),
    ]);
}

/// Sends the form of a consent page, with these fields beside its token.
fn decide(bench: &mut Bench, fields: Fields<'_>) -> Response {
    let token = form_token(&bench.ask(&[]));
    bench.post(AUTH, &[&[("form_token", &*token)], fields].concat())
}

#[test]
fn a_decision_that_comes_to_nothing_says_what_would_have_been_one() {
    const ALLOW: Fields<'_> = &[("decision", "allow")];
    const USER: Fields<'_> = &[("account", World::DEFAULT_ACCOUNT)];
    check(&[
        (
            |b| b.post(AUTH, &[]),
            "send decision=allow with form_token, account and scope as the page has them, or \
             decision=deny with form_token",
        ),
        (
            |b| b.post(AUTH, ALLOW),
            "ask for the page again, and send its form once, with form_token, account and scope",
        ),
        (
            |b| decide(b, ALLOW),
            "ask for the page again, and send account as it stands there",
        ),
        (
            |b| decide(b, &[ALLOW, USER, &[("scope", "openid")]].concat()),
            "ask for the page again, and send no scope but those that stand there",
        ),
        (
            |b| decide(b, &[ALLOW, USER].concat()),
            "have the user allow at least one: scope, as the page has it",
        ),
        (
            |b| decide(b, &[("decision", "deny")]),
            "have the user allow it: decision=allow",
        ),
    ]);
}

#[test]
fn a_parameter_that_comes_twice_is_named_where_it_is_asked_for() {
    let mut bench = Bench::new();
    bench.ask(&[("redirect_uri", REDIRECT), ("redirect_uri", REDIRECT)]);
    let remedy = bench.explanation.remedy.unwrap();
    assert_eq!(remedy, "send redirect_uri once");
}
