use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, StatusCode};

use crate::message::Request;
use crate::oauth::testing::{Bench, ID, SECRET, TOKEN, refusal};

fn with_body(body: impl Into<Vec<u8>>) -> Request {
    Request::new(Method::POST, TOKEN).with_body(body.into())
}

#[test]
fn a_form_that_is_huge_or_cannot_be_decoded_is_an_invalid_request() {
    for body in [
        "a".repeat(1_000_000).into_bytes(),
        "a=1&".repeat(100_000).into_bytes(),
        b"grant_type=%zz".to_vec(),
        b"grant_type=%".to_vec(),
        b"grant_type=\xff\xfe".to_vec(),
        vec![0; 1000],
    ] {
        let mut bench = Bench::new();
        let (status, error, _) = refusal(&bench.send(&with_body(body)));
        assert_eq!((status, error.as_str()), (400, "invalid_request"));
        let (_, refresh) = bench.tokens();
        assert_eq!(bench.refresh(&refresh).status, StatusCode::OK);
    }
}

#[test]
fn a_parameter_that_comes_twice_is_an_invalid_request() {
    let mut bench = Bench::new();
    let (_, refresh) = bench.tokens();
    for name in [
        "grant_type",
        "refresh_token",
        "client_id",
        "client_secret",
        "x",
    ] {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh.as_str()),
            ("x", "1"),
            (name, "refresh_token"),
        ];
        let (status, error, _) = refusal(&bench.token(&fields));
        assert_eq!((status, error.as_str()), (400, "invalid_request"), "{name}");
    }
}

#[test]
fn a_missing_parameter_is_named() {
    for (grant_type, missing) in [
        ("", "grant_type"),
        ("authorization_code", "code"),
        ("refresh_token", "refresh_token"),
        ("urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion"),
    ] {
        let response = Bench::new().token(&[("grant_type", grant_type)]);
        let (status, error, description) = refusal(&response);
        assert_eq!((status, error.as_str()), (400, "invalid_request"));
        assert_eq!(
            description,
            format!("Missing required parameter: {missing}")
        );
    }
}

#[test]
fn other_grant_types_are_not_supported_and_are_repeated_without_harm() {
    let long = "x".repeat(10_000);
    for (grant_type, shown) in [
        ("password", "Invalid grant_type: password"),
        ("<\"\\\u{0}é>", "Invalid grant_type: <>"),
        (
            long.as_str(),
            &format!("Invalid grant_type: {}", "x".repeat(80)),
        ),
    ] {
        let response = Bench::new().token(&[("grant_type", grant_type)]);
        let (status, error, description) = refusal(&response);
        assert_eq!((status, error.as_str()), (400, "unsupported_grant_type"));
        assert_eq!(description, shown);
    }
}

#[test]
fn a_body_of_another_type_is_an_invalid_request() {
    let body = format!("grant_type=refresh_token&client_id={ID}&client_secret={SECRET}");
    for (value, is_form) in [
        ("application/json", false),
        ("text/plain; x=application/x-www-form-urlencoded", false),
        ("APPLICATION/x-www-form-urlencoded ; charset=utf-8", true),
    ] {
        let request =
            with_body(body.clone()).with_header(CONTENT_TYPE, HeaderValue::from_static(value));
        let (_, error, description) = refusal(&Bench::new().send(&request));
        assert_eq!(error, "invalid_request");
        assert_eq!(description.contains("refresh_token"), is_form, "{value}");
    }
}

#[test]
fn a_body_that_says_nothing_about_its_type_is_taken_for_a_form() {
    let (_, _, description) = refusal(&Bench::new().send(&with_body("grant_type=refresh_token")));
    assert_eq!(description, "Could not determine client ID from request.");
}

#[test]
fn parameters_in_the_query_of_the_token_endpoint_do_not_count() {
    let target = format!("{TOKEN}?grant_type=refresh_token&client_id={ID}");
    let response = Bench::new().send(&Request::new(Method::POST, target));
    let (_, _, description) = refusal(&response);
    assert_eq!(description, "Missing required parameter: grant_type");
}
