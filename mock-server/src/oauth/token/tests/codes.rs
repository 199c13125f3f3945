use http::header::{CACHE_CONTROL, CONTENT_TYPE, PRAGMA};
use http::{Method, StatusCode};

use crate::message::Request;
use crate::oauth::testing::{
    Bench, CHALLENGE, Fields, ID, PUBLIC_ID, REDIRECT, SECRET, TOKEN, VERIFIER, json, refusal, text,
};
use crate::store::{Client, Scopes, Secret, World};

const OFFLINE: Fields<'_> = &[("access_type", "offline")];

fn has_refresh_token(bench: &mut Bench, changes: Fields<'_>) -> bool {
    let code = bench.code(changes);
    json(&bench.exchange(&code)).get("refresh_token").is_some()
}

fn exchange_with(bench: &mut Bench, code: &str, verifier: &str) -> crate::Response {
    bench.token(&[
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", verifier),
    ])
}

#[test]
fn a_code_becomes_an_access_token_in_the_form_of_googles() {
    let mut bench = Bench::new();
    let code = bench.code(OFFLINE);
    let response = bench.exchange(&code);
    assert_eq!(response.status, StatusCode::OK);
    let body = json(&response);
    assert!(text(&body, "access_token").starts_with("ya29."));
    assert!(text(&body, "refresh_token").starts_with("1//0"));
    assert_eq!(body.get("expires_in").unwrap(), 3599);
    assert_eq!(text(&body, "scope"), Scopes::CARDDAV);
    assert_eq!(text(&body, "token_type"), "Bearer");
    assert!(bench.is_good(&text(&body, "access_token")));
    assert_eq!(
        bench.world.account_of(&text(&body, "access_token")),
        Ok(World::DEFAULT_ACCOUNT)
    );
}

#[test]
fn tokens_come_as_json_that_nobody_stores() {
    let mut bench = Bench::new();
    let code = bench.code(&[]);
    for response in [bench.exchange(&code), bench.exchange(&code)] {
        let header = |name| response.headers.get(name).unwrap().to_str().unwrap();
        assert_eq!(header(CONTENT_TYPE), "application/json; charset=utf-8");
        assert!(header(CACHE_CONTROL).contains("no-store"));
        assert_eq!(header(PRAGMA), "no-cache");
    }
}

#[test]
fn every_path_of_the_token_endpoint_does_the_same() {
    for path in [
        TOKEN,
        "/oauth2/v3/token",
        "/oauth2/v4/token",
        "/o/oauth2/token",
    ] {
        let mut bench = Bench::new();
        let code = bench.code(&[]);
        let response = bench.post(
            path,
            &[
                ("grant_type", "authorization_code"),
                ("code", code.as_str()),
                ("redirect_uri", REDIRECT),
                ("client_id", ID),
                ("client_secret", SECRET),
            ],
        );
        assert_eq!(response.status, StatusCode::OK, "{path}");
    }
}

#[test]
fn an_access_token_lives_for_3599_seconds_of_the_clock_of_credentials() {
    let mut bench = Bench::new();
    let code = bench.code(&[]);
    let token = text(&json(&bench.exchange(&code)), "access_token");
    bench.pass(3598);
    assert!(bench.is_good(&token));
    bench.pass(1);
    assert!(!bench.is_good(&token));
}

#[test]
fn the_life_of_access_tokens_can_be_shortened() {
    let mut bench = Bench::new();
    bench
        .world
        .set_token_life(std::time::Duration::from_secs(2));
    let code = bench.code(&[]);
    let body = json(&bench.exchange(&code));
    assert_eq!(body.get("expires_in").unwrap(), 2);
    bench.pass(2);
    assert!(!bench.is_good(&text(&body, "access_token")));
}

#[test]
fn a_refresh_token_comes_with_offline_access_at_the_first_consent_only() {
    let mut bench = Bench::new();
    assert!(has_refresh_token(&mut bench, OFFLINE));
    assert!(!has_refresh_token(&mut bench, OFFLINE));
    bench
        .world
        .revoke_grants_of(World::DEFAULT_ACCOUNT)
        .unwrap();
    assert!(has_refresh_token(&mut bench, OFFLINE));
}

#[test]
fn asking_for_consent_afresh_brings_another_refresh_token() {
    let mut bench = Bench::new();
    for prompt in [("prompt", "consent"), ("approval_prompt", "force")] {
        assert!(has_refresh_token(
            &mut bench,
            &[OFFLINE, &[prompt]].concat()
        ));
    }
}

#[test]
fn online_access_brings_no_refresh_token() {
    let mut bench = Bench::new();
    assert!(!has_refresh_token(&mut bench, &[("prompt", "consent")]));
    assert!(!has_refresh_token(&mut bench, &[("access_type", "online")]));
}

#[test]
fn scopes_that_were_granted_before_come_along_when_asked_for() {
    let mut bench = Bench::new();
    bench.code(&[]);
    let more = "https://www.googleapis.com/auth/calendar";
    let alone = bench.code(&[("scope", more)]);
    assert_eq!(text(&json(&bench.exchange(&alone)), "scope"), more);
    let both = bench.code(&[("scope", more), ("include_granted_scopes", "true")]);
    assert_eq!(
        text(&json(&bench.exchange(&both)), "scope"),
        format!("{more} {}", Scopes::CARDDAV)
    );
}

#[test]
fn a_code_that_is_used_again_is_refused_and_ends_the_tokens_that_came_of_it() {
    let mut bench = Bench::new();
    let code = bench.code(OFFLINE);
    let body = json(&bench.exchange(&code));
    let (access, refresh) = (text(&body, "access_token"), text(&body, "refresh_token"));
    assert!(bench.is_good(&access));
    let (status, error, _) = refusal(&bench.exchange(&code));
    assert_eq!((status, error.as_str()), (400, "invalid_grant"));
    assert!(!bench.is_good(&access));
    let (status, error, _) = refusal(&bench.refresh(&refresh));
    assert_eq!((status, error.as_str()), (400, "invalid_grant"));
}

#[test]
fn a_code_lives_for_ten_minutes() {
    let mut bench = Bench::new();
    let (young, old) = (bench.code(&[]), bench.code(&[]));
    bench.pass(599);
    assert_eq!(bench.exchange(&young).status, StatusCode::OK);
    bench.pass(1);
    let (_, error, _) = refusal(&bench.exchange(&old));
    assert_eq!(error, "invalid_grant");
    assert!(bench.explanation.because.contains("ten minutes"));
}

#[test]
fn a_code_that_was_never_issued_is_malformed() {
    let (status, error, description) = refusal(&Bench::new().exchange("4/0Aguessed"));
    assert_eq!((status, error.as_str()), (400, "invalid_grant"));
    assert_eq!(description, "Malformed auth code.");
}

#[test]
fn a_code_is_good_for_its_own_client_only() {
    let mut bench = Bench::new();
    let secret = Secret::new("other");
    let other = Client::confidential("other", &secret, "Another program");
    bench.world.register_client(other).unwrap();
    let code = bench.code(&[]);
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
        ("client_id", "other"),
        ("client_secret", "other"),
    ];
    let (_, error, _) = refusal(&bench.post(TOKEN, &fields));
    assert_eq!(error, "invalid_grant");
    assert_eq!(bench.exchange(&code).status, StatusCode::OK);
}

#[test]
fn the_redirect_uri_has_to_be_the_one_that_the_code_was_sent_to() {
    let mut bench = Bench::new();
    let code = bench.code(&[]);
    for (uri, expected) in [
        ("http://127.0.0.1:49152/", "invalid_grant"),
        ("", "invalid_request"),
    ] {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", uri),
        ];
        let (status, error, _) = refusal(&bench.token(&fields));
        assert_eq!((status, error.as_str()), (400, expected));
    }
}

#[test]
fn a_code_with_a_challenge_needs_the_verifier() {
    for (challenge, method) in [(CHALLENGE, "S256"), (VERIFIER, "plain"), (VERIFIER, "")] {
        let mut bench = Bench::new();
        let changes = [
            ("code_challenge", challenge),
            ("code_challenge_method", method),
        ];
        let code = bench.code(&changes);
        let (_, error, description) = refusal(&bench.exchange(&code));
        assert_eq!(
            (error.as_str(), description.as_str()),
            ("invalid_grant", "Missing code verifier.")
        );
        let wrong = "x".repeat(43);
        let (_, error, description) = refusal(&exchange_with(&mut bench, &code, &wrong));
        assert_eq!(
            (error.as_str(), description.as_str()),
            ("invalid_grant", "Invalid code verifier.")
        );
        let right = exchange_with(&mut bench, &code, VERIFIER);
        assert_eq!(right.status, StatusCode::OK, "{method}");
    }
}

#[test]
fn the_challenge_of_s256_is_no_verifier() {
    let mut bench = Bench::new();
    let changes = [
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let code = bench.code(&changes);
    let (_, error, _) = refusal(&exchange_with(&mut bench, &code, CHALLENGE));
    assert_eq!(error, "invalid_grant");
}

#[test]
fn a_verifier_that_was_not_announced_is_refused() {
    let mut bench = Bench::new();
    let code = bench.code(&[]);
    let (_, error, _) = refusal(&exchange_with(&mut bench, &code, VERIFIER));
    assert_eq!(error, "invalid_grant");
}

#[test]
fn a_public_client_gets_tokens_with_the_verifier_alone() {
    let mut bench = Bench::new();
    let changes = [
        ("client_id", PUBLIC_ID),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let code = bench.code(&changes);
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
        ("client_id", PUBLIC_ID),
        ("code_verifier", VERIFIER),
    ];
    assert_eq!(bench.post(TOKEN, &fields).status, StatusCode::OK);
}

#[test]
fn a_code_whose_consent_was_taken_back_is_refused() {
    let mut bench = Bench::new();
    let code = bench.code(&[]);
    bench
        .world
        .revoke_grants_of(World::DEFAULT_ACCOUNT)
        .unwrap();
    let (_, error, _) = refusal(&bench.exchange(&code));
    assert_eq!(error, "invalid_grant");
}

#[test]
fn get_is_no_way_to_ask_for_tokens() {
    let response = Bench::new().send(&Request::new(Method::GET, TOKEN));
    assert_eq!(response.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers.get("allow").unwrap(), "POST");
}

#[test]
fn one_seed_gives_one_sequence_of_tokens() {
    let tokens = |mut bench: Bench| bench.tokens();
    assert_eq!(tokens(Bench::new()), tokens(Bench::new()));
}

#[test]
fn debug_output_of_the_world_holds_no_credentials() {
    let mut bench = Bench::new();
    let form = crate::oauth::testing::form_token(&bench.ask(&[]));
    let code = bench.code(&[]);
    let (access, refresh) = bench.tokens();
    let shown = format!("{:?}", bench.world);
    for secret in [form.as_str(), &code, &access, &refresh, SECRET, ID] {
        assert!(!shown.contains(secret));
    }
}
