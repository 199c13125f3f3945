use http::header::LOCATION;
use http::{Method, StatusCode};

use crate::message::Request;
use crate::oauth::testing::{
    AUTH, Bench, Fields, REDIRECT, body, form_token, json, location, post, request, returned, text,
    value,
};
use crate::store::{Scopes, World};

const OTHER: &str = "https://www.googleapis.com/auth/calendar";

/// Fills in the form of a fresh page.
fn decide(bench: &mut Bench, changes: Fields<'_>, fields: Fields<'_>) -> crate::Response {
    let token = form_token(&bench.ask(changes));
    bench.post(AUTH, &[&[("form_token", token.as_str())], fields].concat())
}

const ALLOW: Fields<'_> = &[
    ("account", World::DEFAULT_ACCOUNT),
    ("scope", Scopes::CARDDAV),
    ("decision", "allow"),
];

#[test]
fn allowing_sends_the_browser_back_with_state_code_and_scope() {
    let response = decide(&mut Bench::new(), &[], ALLOW);
    assert_eq!(response.status, StatusCode::FOUND);
    assert!(location(&response).starts_with(&format!("{REDIRECT}?state=a%26b&code=4/0A")));
    assert!(location(&response).ends_with("&scope=https://www.googleapis.com/auth/carddav"));
}

#[test]
fn without_a_state_none_comes_back() {
    let response = decide(&mut Bench::new(), &[("state", "")], ALLOW);
    assert_eq!(value(&returned(&response), "state"), None);
}

#[test]
fn a_hostile_state_stays_inside_its_parameter() {
    let hostile = "x&code=stolen#\r\nSet-Cookie: a=b\"<script>é%00";
    let response = decide(&mut Bench::new(), &[("state", hostile)], ALLOW);
    let returned = returned(&response);
    assert_eq!(value(&returned, "state"), Some(hostile));
    assert!(value(&returned, "code").unwrap().starts_with("4/0A"));
    assert!(location(&response).is_ascii());
}

#[test]
fn denying_sends_the_browser_back_with_access_denied_and_the_state() {
    let mut bench = Bench::new();
    let response = decide(&mut bench, &[], &[("decision", "deny")]);
    assert_eq!(response.status, StatusCode::FOUND);
    let returned = returned(&response);
    assert_eq!(value(&returned, "error"), Some("access_denied"));
    assert_eq!(value(&returned, "state"), Some("a&b"));
    assert_eq!(value(&returned, "code"), None);
}

#[test]
fn unchecking_every_scope_is_denying() {
    let fields = [("account", World::DEFAULT_ACCOUNT), ("decision", "allow")];
    let response = decide(&mut Bench::new(), &[], &fields);
    let returned = returned(&response);
    assert_eq!(value(&returned, "error"), Some("access_denied"));
}

#[test]
fn unchecking_a_scope_grants_fewer_than_were_asked_for() {
    let mut bench = Bench::new();
    let both = format!("{} {OTHER}", Scopes::CARDDAV);
    let fields = [
        ("account", World::DEFAULT_ACCOUNT),
        ("scope", OTHER),
        ("decision", "allow"),
    ];
    let returned = returned(&decide(&mut bench, &[("scope", &both)], &fields));
    assert_eq!(value(&returned, "scope"), Some(OTHER));
    let answer = bench.exchange(value(&returned, "code").unwrap());
    assert_eq!(text(&json(&answer), "scope"), OTHER);
}

#[test]
fn the_account_that_was_chosen_gets_the_token() {
    let mut bench = Bench::new();
    bench.world.add_account("second@example.com").unwrap();
    let fields = [
        ("account", "second@example.com"),
        ("scope", Scopes::CARDDAV),
        ("decision", "allow"),
    ];
    let returned = returned(&decide(&mut bench, &[], &fields));
    let answer = json(&bench.exchange(value(&returned, "code").unwrap()));
    assert_eq!(
        bench.world.account_of(&text(&answer, "access_token")),
        Ok("second@example.com")
    );
}

#[test]
fn a_form_is_good_once() {
    let mut bench = Bench::new();
    let token = form_token(&bench.ask(&[]));
    let fields = [&[("form_token", token.as_str())], ALLOW].concat();
    assert_eq!(bench.post(AUTH, &fields).status, StatusCode::FOUND);
    let again = bench.post(AUTH, &fields);
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    assert!(!again.headers.contains_key(LOCATION));
}

#[test]
fn a_form_from_elsewhere_decides_nothing() {
    let mut bench = Bench::new();
    bench.ask(&[]);
    let good = form_token(&bench.ask(&[]));
    for fields in [
        ALLOW.to_vec(),
        [&[("form_token", "guessed")], ALLOW].concat(),
        [&[("form_token", good.as_str()), ("form_token", "x")], ALLOW].concat(),
        [request(&[]).as_slice(), ALLOW].concat(),
    ] {
        let response = bench.post(AUTH, &fields);
        assert_eq!(response.status, StatusCode::BAD_REQUEST);
        assert!(!response.headers.contains_key(LOCATION));
    }
}

#[test]
fn a_form_that_was_tampered_with_decides_nothing() {
    let cases: [Fields<'_>; 5] = [
        &[
            ("account", "nobody@example.com"),
            ("scope", Scopes::CARDDAV),
            ("decision", "allow"),
        ],
        &[("scope", Scopes::CARDDAV), ("decision", "allow")],
        &[
            ("account", World::DEFAULT_ACCOUNT),
            ("scope", OTHER),
            ("decision", "allow"),
        ],
        &[
            ("account", World::DEFAULT_ACCOUNT),
            ("scope", Scopes::CARDDAV),
            ("decision", "maybe"),
        ],
        &[
            ("account", World::DEFAULT_ACCOUNT),
            ("scope", Scopes::CARDDAV),
        ],
    ];
    for fields in cases {
        let response = decide(&mut Bench::new(), &[], fields);
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{fields:?}");
        assert!(!response.headers.contains_key(LOCATION));
    }
}

#[test]
fn a_form_without_a_decision_can_be_sent_again() {
    let mut bench = Bench::new();
    let token = form_token(&bench.ask(&[]));
    let ticket = [("form_token", token.as_str())];
    assert_eq!(bench.post(AUTH, &ticket).status, StatusCode::BAD_REQUEST);
    let whole = [&ticket, ALLOW].concat();
    assert_eq!(bench.post(AUTH, &whole).status, StatusCode::FOUND);
}

#[test]
fn a_form_that_cannot_be_decoded_is_refused() {
    for hostile in ["form_token=%zz", "%ff=1", &"x=1&".repeat(10_000)] {
        let request = Request::new(Method::POST, AUTH).with_body(hostile.to_owned());
        let response = Bench::new().send(&request);
        assert_eq!(response.status, StatusCode::BAD_REQUEST);
        assert!(body(&response).contains("invalid_request"));
    }
}

#[test]
fn many_pages_that_nobody_answers_push_out_the_oldest_only() {
    let mut bench = Bench::new();
    let first = form_token(&bench.ask(&[]));
    let second = form_token(&bench.ask(&[]));
    for _ in 0..255 {
        bench.ask(&[]);
    }
    let mut send = |token: &str| {
        let fields = [&[("form_token", token)], ALLOW].concat();
        bench.send(&post(AUTH, &fields)).status
    };
    assert_eq!(send(&first), StatusCode::BAD_REQUEST);
    assert_eq!(send(&second), StatusCode::FOUND);
}
