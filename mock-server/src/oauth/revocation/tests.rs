use http::{Method, StatusCode};

use crate::message::Request;
use crate::oauth::testing::{
    Bench, ID, PUBLIC_ID, SECRET, body, json, post, refusal, text, with_basic,
};
use crate::quirk::Profile;
use crate::store::World;

const REVOKE: &str = "/revoke";

#[test]
fn revoking_a_refresh_token_ends_it_and_its_access_tokens() {
    for path in [REVOKE, "/o/oauth2/revoke"] {
        let mut bench = Bench::new();
        let (first, refresh) = bench.tokens();
        let second = text(&json(&bench.refresh(&refresh)), "access_token");
        let response = bench.post(path, &[("token", &refresh)]);
        assert_eq!(response.status, StatusCode::OK);
        assert!(!bench.is_good(&first) && !bench.is_good(&second));
        assert_eq!(refusal(&bench.refresh(&refresh)).1, "invalid_grant");
    }
}

#[test]
fn revoking_an_access_token_ends_its_refresh_token_too() {
    let mut bench = Bench::new();
    let (access, refresh) = bench.tokens();
    assert_eq!(
        bench.post(REVOKE, &[("token", &access)]).status,
        StatusCode::OK
    );
    assert!(!bench.is_good(&access));
    assert_eq!(refusal(&bench.refresh(&refresh)).1, "invalid_grant");
}

#[test]
fn revoking_leaves_the_tokens_of_another_consent() {
    let mut bench = Bench::new();
    let (_, first) = bench.tokens();
    let (access, second) = bench.tokens();
    bench.post(REVOKE, &[("token", &first)]);
    assert!(bench.is_good(&access));
    assert_eq!(bench.refresh(&second).status, StatusCode::OK);
}

#[test]
fn a_token_that_a_test_minted_can_be_revoked() {
    let mut bench = Bench::new();
    let token = bench
        .world
        .mint_token(World::DEFAULT_ACCOUNT, None)
        .unwrap();
    bench.post(REVOKE, &[("token", token.reveal())]);
    assert!(!bench.is_good(token.reveal()));
}

#[test]
fn the_token_may_stand_in_the_query() {
    for (method, path) in [
        (Method::POST, REVOKE),
        (Method::POST, "/o/oauth2/revoke"),
        (Method::GET, "/o/oauth2/revoke"),
    ] {
        let mut bench = Bench::new();
        let (access, _) = bench.tokens();
        let request = Request::new(method, format!("{path}?token={access}"));
        assert_eq!(bench.send(&request).status, StatusCode::OK);
        assert!(!bench.is_good(&access));
    }
}

#[test]
fn the_newer_path_takes_no_get() {
    let mut bench = Bench::new();
    let (access, _) = bench.tokens();
    let request = Request::new(Method::GET, format!("{REVOKE}?token={access}"));
    let response = bench.send(&request);
    assert_eq!(response.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers.get("allow").unwrap(), "POST");
    assert!(bench.is_good(&access));
}

#[test]
fn a_token_in_both_places_and_one_in_neither_are_refused() {
    let mut bench = Bench::new();
    let (access, _) = bench.tokens();
    let target = format!("{REVOKE}?token={access}");
    for (target, fields) in [
        (target.as_str(), &[("token", access.as_str())][..]),
        (REVOKE, &[("token", "")]),
        (REVOKE, &[]),
    ] {
        let (status, error, _) = refusal(&bench.post(target, fields));
        assert_eq!((status, error.as_str()), (400, "invalid_request"));
    }
    assert!(bench.is_good(&access));
}

#[test]
fn a_token_that_is_unknown_or_revoked_is_an_error_at_google_and_none_by_the_standard() {
    let own = [("client_id", ID), ("client_secret", SECRET)];
    for (profile, status) in [(Profile::Rfc, 200), (Profile::GoogleObserved, 400)] {
        let mut bench = Bench::of(profile);
        let (_, refresh) = bench.tokens();
        let known = [&own[..], &[("token", refresh.as_str())]].concat();
        assert_eq!(bench.post(REVOKE, &known).status, StatusCode::OK);
        let unknown = [&own[..], &[("token", "1//0guessed")]].concat();
        for fields in [known, unknown] {
            let response = bench.post(REVOKE, &fields);
            assert_eq!(response.status.as_u16(), status);
            assert_eq!(body(&response).contains("invalid_token"), status == 400);
        }
    }
}

#[test]
fn by_the_standard_a_client_says_who_it_is() {
    let mut bench = Bench::of(Profile::Rfc);
    let (access, refresh) = bench.tokens();
    let (_, error, _) = refusal(&bench.post(REVOKE, &[("token", &refresh)]));
    assert_eq!(error, "invalid_request");
    let request = with_basic(post(REVOKE, &[("token", &refresh)]), &format!("{ID}:wrong"));
    assert_eq!(refusal(&bench.send(&request)).1, "invalid_client");
    assert!(bench.is_good(&access));
    let request = with_basic(
        post(REVOKE, &[("token", &refresh)]),
        &format!("{ID}:{SECRET}"),
    );
    assert_eq!(bench.send(&request).status, StatusCode::OK);
    assert!(!bench.is_good(&access));
}

#[test]
fn a_client_that_says_who_it_is_cannot_revoke_the_tokens_of_another() {
    let mut bench = Bench::new();
    let (access, refresh) = bench.tokens();
    for token in [&access, &refresh] {
        let fields = [("token", token.as_str()), ("client_id", PUBLIC_ID)];
        let (status, _, _) = refusal(&bench.post(REVOKE, &fields));
        assert_eq!(status, 400);
    }
    assert!(bench.is_good(&access));
}

#[test]
fn hostile_forms_are_refused() {
    for hostile in ["token=%zz", "%ff", &"x=1&".repeat(10_000)] {
        let request = Request::new(Method::POST, REVOKE).with_body(hostile.to_owned());
        let (status, error, _) = refusal(&Bench::new().send(&request));
        assert_eq!((status, error.as_str()), (400, "invalid_request"));
        let request = Request::new(Method::POST, format!("{REVOKE}?{hostile}"));
        let (status, error, _) = refusal(&Bench::new().send(&request));
        assert_eq!((status, error.as_str()), (400, "invalid_request"));
    }
}
