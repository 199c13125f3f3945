use super::case::{REVOKE, check};
use crate::message::Response;
use crate::oauth::testing::{Bench, CHALLENGE, Fields, PUBLIC_ID, REDIRECT, TOKEN, VERIFIER};

const CONSENT: &str = "have the user consent again, and exchange the new code once";
const NEW_TOKEN: &str = "have the user consent again, and use the new refresh token";

/// A token request for a good code, but for these changes.
fn exchange(bench: &mut Bench, asked: Fields<'_>, fields: Fields<'_>) -> Response {
    let code = bench.code(asked);
    let own = [("grant_type", "authorization_code"), ("code", &*code)];
    bench.token(&[&own, fields].concat())
}

fn as_public(bench: &mut Bench, fields: Fields<'_>) -> Response {
    bench.post(TOKEN, &[&[("client_id", PUBLIC_ID)], fields].concat())
}

#[test]
fn a_code_that_is_not_exchanged_says_how_it_would_be() {
    const GOOD: Fields<'_> = &[("redirect_uri", REDIRECT)];
    const S256: Fields<'_> = &[
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    check(&[
        (
            |b| b.exchange("4/0guessed"),
            "send the code as it came in the redirect, decoded once",
        ),
        (|b| exchange(b, &[], &[]), "add redirect_uri"),
        (
            |b| exchange(b, S256, &[("redirect_uri", "http://localhost/")]),
            "send the same redirect_uri, to the letter; add the code_verifier of which the \
             code_challenge was made",
        ),
        (
            |b| exchange(b, S256, &[GOOD, &[("code_verifier", CHALLENGE)]].concat()),
            "send the code_verifier of which the code_challenge was made",
        ),
        (
            |b| exchange(b, &[], &[GOOD, &[("code_verifier", VERIFIER)]].concat()),
            "leave code_verifier out, or begin with a code_challenge",
        ),
        (
            |b| {
                let code = b.code(&[]);
                let fields = [("grant_type", "authorization_code"), ("code", &*code)];
                as_public(b, &[&fields, GOOD].concat())
            },
            "show the credentials of the client that asked for the code",
        ),
        (
            |b| {
                let code = b.code(&[]);
                b.exchange(&code);
                b.exchange(&code)
            },
            CONSENT,
        ),
        (
            |b| {
                let code = b.code(&[]);
                b.pass(601);
                b.exchange(&code)
            },
            CONSENT,
        ),
    ]);
}

#[test]
fn a_refresh_token_that_is_not_taken_says_which_would_be() {
    check(&[
        (
            |b| b.refresh("1//0guessed"),
            "send the refresh token as it was issued, or have the user consent again",
        ),
        (
            |b| {
                let (_, token) = b.tokens();
                b.post(REVOKE, &[("token", &token)]);
                b.refresh(&token)
            },
            NEW_TOKEN,
        ),
        (
            |b| {
                let (_, token) = b.tokens();
                b.pass(200 * 86_400);
                b.refresh(&token)
            },
            NEW_TOKEN,
        ),
        (
            |b| {
                let (_, token) = b.tokens();
                as_public(
                    b,
                    &[("grant_type", "refresh_token"), ("refresh_token", &token)],
                )
            },
            "show the credentials of the client to which it was issued",
        ),
        (
            |b| {
                let (_, token) = b.tokens();
                let fields = [("grant_type", "refresh_token"), ("refresh_token", &*token)];
                b.token(&[&fields[..], &[("scope", "openid")]].concat())
            },
            "leave scope out, or ask for no scope that was not granted",
        ),
    ]);
}
