//! Who is let in, and what the others hear (google:AUTH-01 to google:AUTH-17).

use std::time::Duration;

use cardproof_mock::Scheme::{Http, Https};
use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, USER, card};

fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

/// The JSON of a platform answer from 2021, whose length was recorded.
#[test]
fn an_unknown_token_gets_the_answer_of_the_platform() {
    let mut client = Client::new(Profile::GoogleDocumented);
    let reply = client.send_as(
        Https,
        "PROPFIND",
        BOOK,
        &[("authorization", "Bearer x")],
        "",
    );
    assert_eq!(reply.status, 401);
    assert_eq!(
        reply.header("www-authenticate"),
        "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""
    );
    assert_eq!(
        reply.header("content-type"),
        "application/json; charset=UTF-8"
    );
    assert_eq!(reply.header("content-length"), "297");
    assert_eq!(reply.header("cache-control"), "private");
    assert_eq!(reply.header("x-xss-protection"), "0");
    assert_eq!(reply.header("x-frame-options"), "SAMEORIGIN");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(
        reply.header_lines("vary"),
        ["Origin", "X-Origin", "Referer", "Accept-Encoding"]
    );
    assert_eq!(
        reply.text,
        concat!(
            "{\n  \"error\": {\n    \"code\": 401,\n    \"message\": \"Request had invalid ",
            "authentication credentials. Expected OAuth 2 access token, login cookie or other ",
            "valid authentication credential. See ",
            "https://developers.google.com/identity/sign-in/web/devconsole-project.\",\n    ",
            "\"status\": \"UNAUTHENTICATED\"\n  }\n}\n",
        )
    );
}

#[test]
fn no_token_at_all_has_a_message_of_its_own() {
    let mut client = Client::new(Profile::GoogleDocumented);
    let reply = client.send_as(Https, "GET", BOOK, &[], "");
    assert_eq!(reply.status, 401);
    assert_eq!(
        reply.header("www-authenticate"),
        "Bearer realm=\"https://accounts.google.com/\""
    );
    assert!(
        reply
            .text
            .contains("Request is missing required authentication credential.")
    );
}

#[test]
fn google_challenges_with_basic_alone_who_brings_no_credentials() {
    let mut client = Client::new(Profile::GoogleObserved);
    let reply = client.send_as(Https, "GET", BOOK, &[], "");
    assert_eq!(
        reply.header_lines("www-authenticate"),
        ["Basic realm=\"Google APIs\""]
    );
    assert_eq!(reply.asked("auth.challenge"), Some("basic-realm"));
}

#[test]
fn a_bad_token_is_named_whatever_is_offered_without_one() {
    let unknown = bearer("x");
    let headers = [("authorization", unknown.as_str())];
    for profile in ALL {
        let reply = Client::new(profile).send_as(Https, "GET", BOOK, &headers, "");
        assert_eq!(
            reply.header_lines("www-authenticate"),
            ["Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""],
            "{profile}"
        );
        assert_eq!(reply.asked("auth.bad-token"), Some("named"), "{profile}");
    }
}

#[test]
fn plain_http_lets_nobody_in() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let token = bearer(client.token.reveal());
        for method in ["GET", "PROPFIND", "OPTIONS", "PUT"] {
            let headers = [("authorization", token.as_str())];
            let reply = client.send_as(Http, method, BOOK, &headers, "");
            assert_eq!(reply.status, 401, "{method}");
        }
        let reply = client.send_as(Http, "PROPFIND", "/.well-known/carddav", &[], "");
        assert_eq!(reply.status, 401);
    }
}

#[test]
fn a_token_ends_when_its_time_is_over_and_not_when_the_service_clock_moves() {
    let mut client = Client::new(Profile::Rfc);
    let hour = jiff::SignedDuration::from_hours(1);
    let world = client.service.world_mut();
    client.token = world.mint_token(USER, Some(client.now + hour)).unwrap();
    client
        .service
        .world_mut()
        .advance(Duration::from_secs(3 * 3600));
    assert_eq!(client.propfind(BOOK, "0", "<d:getetag/>").status, 207);
    client.now += hour;
    let reply = client.propfind(BOOK, "0", "<d:getetag/>");
    assert_eq!(reply.status, 401);
    assert_eq!(
        reply.explanation.because,
        "the bearer token is expired or was taken back"
    );
}

#[test]
fn credentials_can_be_moved_on_their_own() {
    let mut client = Client::new(Profile::Rfc);
    let hour = jiff::SignedDuration::from_hours(1);
    let world = client.service.world_mut();
    client.token = world.mint_token(USER, Some(client.now + hour)).unwrap();
    client
        .service
        .world_mut()
        .advance_credentials(Duration::from_secs(3600));
    assert_eq!(client.propfind(BOOK, "0", "<d:getetag/>").status, 401);
}

#[test]
fn a_token_can_be_ended_early_and_renewed() {
    let mut client = Client::new(Profile::GoogleBoth);
    let token = client.token.clone();
    client
        .service
        .world_mut()
        .expire_token(token.reveal())
        .unwrap();
    assert_eq!(client.post(&card("u")).status, 401);
    client
        .service
        .world_mut()
        .renew_token(token.reveal())
        .unwrap();
    assert_ne!(client.post(&card("u")).status, 401);
    client
        .service
        .world_mut()
        .revoke_token(token.reveal())
        .unwrap();
    assert_eq!(client.post(&card("u")).status, 401);
}

#[test]
fn the_scheme_is_read_in_any_case_and_odd_headers_are_refused() {
    let mut client = Client::new(Profile::Rfc);
    let token = client.token.reveal().to_owned();
    let lower = format!("bearer  {token}");
    let send = |client: &mut Client, headers: &[(&str, &str)]| {
        client.send_as(Https, "OPTIONS", BOOK, headers, "").status
    };
    assert_eq!(send(&mut client, &[("authorization", &lower)]), 200);
    let good = bearer(&token);
    for headers in [
        vec![
            ("authorization", good.as_str()),
            ("authorization", good.as_str()),
        ],
        vec![("authorization", token.as_str())],
        vec![("authorization", "")],
        vec![("authorization", "Digest x")],
        vec![("authorization", "Bearer \u{fc}")],
    ] {
        assert_eq!(send(&mut client, &headers), 401, "{}", headers.len());
    }
}

/// `user@example.com:app password`.
const GOOD_PASSWORD: &str = "Basic dXNlckBleGFtcGxlLmNvbTphcHAgcGFzc3dvcmQ=";
/// `user@example.com:wrong`.
const WRONG_PASSWORD: &str = "Basic dXNlckBleGFtcGxlLmNvbTp3cm9uZw==";

fn with_password(profile: Profile) -> Client {
    let mut client = Client::new(profile);
    let world = client.service.world_mut();
    world.set_app_password(USER, "app password").unwrap();
    client
}

#[test]
fn basic_lets_in_by_the_standard() {
    let mut client = with_password(Profile::Rfc);
    let good = [("authorization", GOOD_PASSWORD)];
    assert_eq!(
        client.send_as(Https, "OPTIONS", BOOK, &good, "").status,
        200
    );
    let wrong = [("authorization", WRONG_PASSWORD)];
    let reply = client.send_as(Https, "OPTIONS", BOOK, &wrong, "");
    assert_eq!(reply.status, 401);
    assert_eq!(
        reply.header_lines("www-authenticate"),
        [
            "Bearer realm=\"https://accounts.google.com/\"",
            "Basic realm=\"Google APIs\""
        ]
    );
}

#[test]
fn basic_lets_nobody_in_at_google_whatever_the_password() {
    for profile in [
        Profile::GoogleDocumented,
        Profile::GoogleObserved,
        Profile::GoogleBoth,
    ] {
        let mut client = with_password(profile);
        for password in [GOOD_PASSWORD, WRONG_PASSWORD, "Basic ???"] {
            let reply = client.send_as(Https, "GET", BOOK, &[("authorization", password)], "");
            assert_eq!(reply.status, 401);
            assert_eq!(
                reply.text,
                "{\n  \"error\": {\n    \"code\": 401,\n    \"message\": \"Invalid Credentials\",\n    \
                 \"status\": \"UNAUTHENTICATED\"\n  }\n}\n"
            );
            assert_eq!(reply.asked("auth.allow-app-password"), Some("refused"));
        }
    }
}

#[test]
fn the_paths_of_another_account_are_forbidden() {
    for profile in ALL {
        let mut client = Client::new(profile);
        client
            .service
            .world_mut()
            .add_account("other@example.com")
            .unwrap();
        let reply = client.propfind(&BOOK.replace("user@", "other@"), "0", "<d:getetag/>");
        assert_eq!(reply.status, 403);
        assert!(reply.text.contains("PERMISSION_DENIED"), "{}", reply.text);
    }
}

#[test]
fn options_needs_credentials_by_the_standard_only() {
    let principal = crate::client::PRINCIPAL;
    let mut rfc = Client::new(Profile::Rfc);
    assert_eq!(
        rfc.send_as(Https, "OPTIONS", principal, &[], "").status,
        401
    );
    let mut google = Client::new(Profile::GoogleObserved);
    let reply = google.send_as(Https, "OPTIONS", principal, &[], "");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.asked("options.unauthenticated"), Some("answered"));
    assert_eq!(
        google
            .send_as(Https, "OPTIONS", "/carddav/v1/x", &[], "")
            .status,
        404
    );
}
