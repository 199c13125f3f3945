use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method};

use super::case::{ONCE, REGISTER, check};
use crate::message::Request;
use crate::oauth::testing::{ID, SECRET, TOKEN, post, with_basic};

const GRANT_TYPES: &str = "send grant_type=authorization_code with code and redirect_uri, \
     refresh_token with refresh_token, or urn:ietf:params:oauth:grant-type:jwt-bearer with assertion";
const SHOW_CLIENT: &str = "send client_id and client_secret in the body, or as HTTP Basic";

#[test]
fn the_token_endpoint_says_what_would_have_been_a_request() {
    check(&[
        (|b| b.post(TOKEN, &[]), GRANT_TYPES),
        (
            |b| b.post(TOKEN, &[("grant_type", "password")]),
            GRANT_TYPES,
        ),
        (|b| b.post(TOKEN, &[("x", "1"), ("x", "2")]), ONCE),
        (
            |b| {
                let json = HeaderValue::from_static("application/json");
                b.send(&Request::new(Method::POST, TOKEN).with_header(CONTENT_TYPE, json))
            },
            "send the parameters as a form, with Content-Type: application/x-www-form-urlencoded",
        ),
        (
            |b| b.token(&[("grant_type", "authorization_code")]),
            "add code, redirect_uri",
        ),
        (
            |b| b.token(&[("grant_type", "refresh_token")]),
            "add refresh_token",
        ),
        (
            |b| b.token(&[("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")]),
            "add assertion",
        ),
        (|b| b.get(TOKEN, &[]), "use one of POST"),
    ]);
}

#[test]
fn a_client_hears_how_to_show_who_it_is_and_what_else_is_missing() {
    check(&[
        (
            |b| b.post(TOKEN, &[("grant_type", "authorization_code")]),
            "send client_id and client_secret in the body, or as HTTP Basic; add code, redirect_uri",
        ),
        (
            |b| {
                b.post(
                    TOKEN,
                    &[("grant_type", "refresh_token"), ("refresh_token", "x")],
                )
            },
            SHOW_CLIENT,
        ),
        (
            |b| {
                let fields = [("grant_type", "refresh_token"), ("client_id", "nobody")];
                b.post(TOKEN, &[&fields[..], &[("refresh_token", "x")]].concat())
            },
            REGISTER,
        ),
        (
            |b| b.post(TOKEN, &[("grant_type", "refresh_token"), ("client_id", ID)]),
            "add client_secret; add refresh_token",
        ),
        (
            |b| {
                let request = post(
                    TOKEN,
                    &[("grant_type", "refresh_token"), ("refresh_token", "x")],
                );
                b.send(&with_basic(request, &format!("{ID}:wrong")))
            },
            "send the secret with which the client is registered",
        ),
        (
            |b| {
                let fields = [("grant_type", "refresh_token"), ("refresh_token", "x")];
                let bearer = HeaderValue::from_static("Bearer x");
                b.send(&post(TOKEN, &fields).with_header(AUTHORIZATION, bearer))
            },
            "send client id and secret as HTTP Basic, or leave Authorization out and send them in \
             the body",
        ),
        (
            |b| {
                let fields = [("grant_type", "refresh_token"), ("refresh_token", "x")];
                let own = [("client_id", ID), ("client_secret", SECRET)];
                let request = post(TOKEN, &[&fields[..], &own].concat());
                b.send(&with_basic(request, &format!("{ID}:{SECRET}")))
            },
            "leave client_id and client_secret out of the body",
        ),
    ]);
}
