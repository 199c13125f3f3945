use http::header::LOCATION;
use http::{Method, StatusCode};

use crate::message::{Request, Response};
use crate::oauth::testing::{AUTH, Bench, CHALLENGE, Fields, ID, body, request, returned, value};

/// Asserts that the person is told, and the browser is not sent anywhere.
fn stays(response: &Response, status: StatusCode, error: &str) {
    assert_eq!(response.status, status);
    assert!(!response.headers.contains_key(LOCATION));
    assert!(body(response).contains(error), "{}", body(response));
}

#[test]
fn an_unknown_client_is_told_to_the_person_only() {
    let response = Bench::new().ask(&[("client_id", "nobody")]);
    stays(&response, StatusCode::UNAUTHORIZED, "invalid_client");
}

#[test]
fn a_request_without_a_client_is_told_to_the_person_only() {
    let response = Bench::new().ask(&[("client_id", "")]);
    stays(&response, StatusCode::BAD_REQUEST, "client_id");
}

#[test]
fn a_redirect_uri_that_is_not_the_clients_is_never_followed() {
    for uri in [
        "https://evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://localhost@evil.example/",
        "http://127.0.0.1/#fragment",
        "//localhost/",
        "javascript:alert(1)",
        "urn:ietf:wg:oauth:2.0:oob",
    ] {
        let response = Bench::new().ask(&[("redirect_uri", uri)]);
        stays(&response, StatusCode::BAD_REQUEST, "redirect_uri_mismatch");
    }
}

#[test]
fn a_request_without_a_redirect_uri_is_told_to_the_person_only() {
    let response = Bench::new().ask(&[("redirect_uri", "")]);
    stays(&response, StatusCode::BAD_REQUEST, "redirect_uri");
}

#[test]
fn a_client_or_redirect_uri_that_comes_twice_is_told_to_the_person_only() {
    for name in ["client_id", "redirect_uri"] {
        let mut fields = request(&[]);
        fields.push((name, ID));
        let response = Bench::new().get(AUTH, &fields);
        stays(&response, StatusCode::BAD_REQUEST, "more than once");
    }
}

#[test]
fn a_query_that_cannot_be_decoded_is_told_to_the_person_only() {
    let huge = "a".repeat(100_000);
    for query in ["client_id=%zz", "state=%", "a=%ff", huge.as_str()] {
        let target = format!("{AUTH}?{query}");
        let response = Bench::new().send(&Request::new(Method::GET, target));
        stays(&response, StatusCode::BAD_REQUEST, "invalid_request");
    }
}

#[test]
fn what_is_wrong_otherwise_is_told_to_the_client_with_its_state() {
    let cases: &[(Fields<'_>, &str)] = &[
        (&[("response_type", "")], "invalid_request"),
        (&[("response_type", "token")], "unsupported_response_type"),
        (&[("scope", "")], "invalid_scope"),
        (&[("scope", "carddav")], "invalid_scope"),
        (&[("scope", "openid \"")], "invalid_scope"),
        (&[("scope", "  ")], "invalid_scope"),
        (&[("access_type", "forever")], "invalid_request"),
        (&[("approval_prompt", "always")], "invalid_request"),
        (&[("include_granted_scopes", "1")], "invalid_request"),
        (&[("prompt", "login")], "invalid_request"),
        (&[("prompt", "none consent")], "invalid_request"),
        (&[("code_challenge", "short")], "invalid_request"),
        (&[("code_challenge_method", "S256")], "invalid_request"),
        (
            &[
                ("code_challenge", CHALLENGE),
                ("code_challenge_method", "MD5"),
            ],
            "invalid_request",
        ),
        (
            &[("scope", "openid"), ("scope", "email")],
            "invalid_request",
        ),
        (&[("x", "1"), ("x", "2")], "invalid_request"),
    ];
    for (changes, error) in cases {
        let mut bench = Bench::new();
        let response = bench.ask(changes);
        assert_eq!(response.status, StatusCode::FOUND, "{changes:?}");
        let returned = returned(&response);
        assert_eq!(value(&returned, "error"), Some(*error), "{changes:?}");
        assert_eq!(value(&returned, "state"), Some("a&b"), "{changes:?}");
        assert!(value(&returned, "error_description").is_some());
        assert_eq!(value(&returned, "code"), None);
        assert!(bench.explanation.because.starts_with(error));
    }
}

#[test]
fn a_state_that_comes_twice_does_not_come_back() {
    let returned = returned(&Bench::new().ask(&[("state", "1"), ("state", "2")]));
    assert_eq!(value(&returned, "error"), Some("invalid_request"));
    assert_eq!(value(&returned, "state"), None);
}

#[test]
fn a_parameter_without_a_value_counts_as_left_out_and_an_unknown_one_is_ignored() {
    let page = Bench::new().ask(&[("prompt", ""), ("access_type", ""), ("flavour", "sweet")]);
    assert_eq!(page.status, StatusCode::OK);
}

#[test]
fn other_methods_are_refused_with_those_that_are_allowed() {
    let response = Bench::new().send(&Request::new(Method::PUT, AUTH));
    assert_eq!(response.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers.get("allow").unwrap(), "GET, POST");
}
