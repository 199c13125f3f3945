use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};

use crate::oauth::testing::{
    Bench, ID, PUBLIC_ID, REDIRECT, SECRET, TOKEN, post, refusal, with_basic,
};

/// A token request for a good code, without credentials.
fn bare(bench: &mut Bench, more: &[(&str, &str)]) -> crate::Request {
    let code = bench.code(&[]);
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", REDIRECT),
    ];
    post(TOKEN, &[&fields, more].concat())
}

#[test]
fn id_and_secret_may_come_as_basic_without_an_id_in_the_body() {
    let mut bench = Bench::new();
    let request = with_basic(bare(&mut bench, &[]), &format!("{ID}:{SECRET}"));
    assert_eq!(bench.send(&request).status, StatusCode::OK);
}

#[test]
fn id_and_secret_in_basic_are_form_encoded() {
    let mut bench = Bench::new();
    let pair = format!("{}:{SECRET}", ID.replace('-', "%2D"));
    let request = with_basic(bare(&mut bench, &[]), &pair);
    assert_eq!(bench.send(&request).status, StatusCode::OK);
}

#[test]
fn the_same_id_may_stand_in_the_body_too() {
    let mut bench = Bench::new();
    let request = bare(&mut bench, &[("client_id", ID)]);
    let request = with_basic(request, &format!("{ID}:{SECRET}"));
    assert_eq!(bench.send(&request).status, StatusCode::OK);
}

#[test]
fn credentials_in_header_and_body_are_refused() {
    for more in [("client_secret", SECRET), ("client_id", PUBLIC_ID)] {
        let mut bench = Bench::new();
        let request = with_basic(bare(&mut bench, &[more]), &format!("{ID}:{SECRET}"));
        let (status, error, _) = refusal(&bench.send(&request));
        assert_eq!((status, error.as_str()), (400, "invalid_request"));
    }
}

#[test]
fn a_wrong_secret_is_an_invalid_client() {
    let mut bench = Bench::new();
    let own = [("client_id", ID), ("client_secret", "wrong")];
    let request = bare(&mut bench, &own);
    let response = bench.send(&request);
    assert_eq!(
        refusal(&response),
        (401, "invalid_client".to_owned(), "Unauthorized".to_owned())
    );
    assert!(!response.headers.contains_key(WWW_AUTHENTICATE));
}

#[test]
fn who_tried_basic_is_challenged_to_basic() {
    let mut bench = Bench::new();
    let request = with_basic(bare(&mut bench, &[]), &format!("{ID}:wrong"));
    let response = bench.send(&request);
    assert_eq!(response.status, StatusCode::UNAUTHORIZED);
    let challenge = response.headers.get(WWW_AUTHENTICATE).unwrap();
    assert!(challenge.as_bytes().starts_with(b"Basic realm="));
}

#[test]
fn an_unknown_client_is_an_invalid_client() {
    let mut bench = Bench::new();
    let own = [("client_id", "nobody"), ("client_secret", SECRET)];
    let request = bare(&mut bench, &own);
    let (status, error, description) = refusal(&bench.send(&request));
    assert_eq!((status, error.as_str()), (401, "invalid_client"));
    assert_eq!(description, "The OAuth client was not found.");
}

#[test]
fn a_client_with_a_secret_has_to_show_it_and_one_without_shows_none() {
    for own in [
        [("client_id", ID), ("client_secret", "")],
        [("client_id", PUBLIC_ID), ("client_secret", "invented")],
    ] {
        let mut bench = Bench::new();
        let request = bare(&mut bench, &own);
        let (status, error, _) = refusal(&bench.send(&request));
        assert_eq!((status, error.as_str()), (401, "invalid_client"));
    }
}

#[test]
fn without_a_client_id_nobody_knows_who_asks() {
    let mut bench = Bench::new();
    let request = bare(&mut bench, &[]);
    let (status, error, description) = refusal(&bench.send(&request));
    assert_eq!((status, error.as_str()), (400, "invalid_request"));
    assert_eq!(description, "Could not determine client ID from request.");
}

#[test]
fn an_authorization_header_that_is_no_basic_is_an_invalid_client() {
    for header in [
        &b"Bearer ya29.token"[..],
        b"Basic",
        b"Basic !!!",
        b"Basic bm9jb2xvbg==",
        b"Basic JXp6OnM=",
        b"Basic /////w==",
        b"\xff",
    ] {
        let mut bench = Bench::new();
        let value = HeaderValue::from_bytes(header).unwrap();
        let request = bare(&mut bench, &[]).with_header(AUTHORIZATION, value);
        let (status, error, _) = refusal(&bench.send(&request));
        assert_eq!(
            (status, error.as_str()),
            (401, "invalid_client"),
            "{header:?}"
        );
    }
}

#[test]
fn a_refusal_tells_no_secret_in_its_explanation() {
    let mut bench = Bench::new();
    let own = [("client_id", ID), ("client_secret", "wrong-s3cret")];
    let request = bare(&mut bench, &own);
    bench.send(&request);
    assert!(!format!("{:?}", bench.explanation).contains("s3cret"));
}
