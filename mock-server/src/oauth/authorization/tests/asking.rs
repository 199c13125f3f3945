use http::StatusCode;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, X_FRAME_OPTIONS,
};

use crate::oauth::testing::{
    Bench, CHALLENGE, PUBLIC_ID, REDIRECT, body, form_token, location, returned, value,
};
use crate::store::{Client, Scopes, World};

const OTHER: &str = "https://www.googleapis.com/auth/calendar";

#[test]
fn a_good_request_gets_a_page_with_the_accounts_the_scopes_and_two_buttons() {
    let mut bench = Bench::new();
    bench.world.add_account("second@example.com").unwrap();
    let both = format!("{} {OTHER}", Scopes::CARDDAV);
    let page = bench.ask(&[("scope", &both)]);
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "<form method=\"post\" action=\"/o/oauth2/v2/auth\">",
        "type=\"radio\" name=\"account\" value=\"user@example.com\" checked>",
        "type=\"radio\" name=\"account\" value=\"second@example.com\">",
        "type=\"checkbox\" name=\"scope\" value=\"https://www.googleapis.com/auth/carddav\" checked>",
        "type=\"checkbox\" name=\"scope\" value=\"https://www.googleapis.com/auth/calendar\" checked>",
        "name=\"decision\" value=\"allow\"",
        "name=\"decision\" value=\"deny\"",
        "A program asks for access",
        "<code>http://127.0.0.1:49152</code>",
    ] {
        assert!(body(&page).contains(part), "{part}\n{}", body(&page));
    }
    assert!(!body(&page).contains("<script"));
}

#[test]
fn the_page_stands_in_no_frame_and_in_no_cache() {
    let page = Bench::new().ask(&[]);
    let header = |name| page.headers.get(name).unwrap().to_str().unwrap();
    assert_eq!(header(CONTENT_TYPE), "text/html; charset=utf-8");
    assert_eq!(header(X_FRAME_OPTIONS), "DENY");
    assert!(header(CONTENT_SECURITY_POLICY).contains("frame-ancestors 'none'"));
    assert!(header(CACHE_CONTROL).contains("no-store"));
}

#[test]
fn the_older_path_is_the_same_endpoint_and_its_form_goes_back_to_it() {
    let mut bench = Bench::new();
    let page = bench.get("/o/oauth2/auth", &crate::oauth::testing::request(&[]));
    assert!(body(&page).contains("action=\"/o/oauth2/auth\""));
}

#[test]
fn every_page_has_a_form_token_of_its_own() {
    let mut bench = Bench::new();
    assert_ne!(form_token(&bench.ask(&[])), form_token(&bench.ask(&[])));
}

#[test]
fn the_account_that_the_client_expects_is_chosen_already() {
    let mut bench = Bench::new();
    bench.world.add_account("second@example.com").unwrap();
    let page = bench.ask(&[("login_hint", "second@example.com")]);
    assert!(body(&page).contains("value=\"second@example.com\" checked>"));
    assert!(!body(&page).contains("value=\"user@example.com\" checked>"));
}

#[test]
fn text_of_others_is_escaped_on_the_page() {
    let mut bench = Bench::new();
    let nasty = "</h1><script>alert('1')</script>&\"";
    bench
        .world
        .register_client(Client::public("nasty", nasty))
        .unwrap();
    bench.world.add_account("<b>\"x'@example.com").unwrap();
    let page = bench.ask(&[
        ("client_id", "nasty"),
        ("code_challenge", CHALLENGE),
        ("state", "\"><script>alert(1)</script>"),
        ("login_hint", "\"><script>alert(1)</script>"),
        ("redirect_uri", "http://localhost:1/'x'&y"),
    ]);
    assert_eq!(page.status, StatusCode::OK);
    let page = body(&page);
    assert!(
        !page.contains("<script>") && !page.contains("<b>"),
        "{page}"
    );
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"));
    assert!(page.contains("value=\"&lt;b&gt;&quot;x&#39;@example.com\""));
}

#[test]
fn error_pages_repeat_nothing_of_the_request_unescaped() {
    let page = Bench::new().ask(&[
        ("client_id", "<script>alert(1)</script>"),
        ("redirect_uri", "<script>"),
    ]);
    assert!(!body(&page).contains("<script>"));
}

#[test]
fn without_asking_a_code_comes_only_for_what_was_allowed_before() {
    let mut bench = Bench::new();
    let silent = [("prompt", "none")];
    let first = returned(&bench.ask(&silent));
    assert_eq!(value(&first, "error"), Some("interaction_required"));
    assert_eq!(value(&first, "state"), Some("a&b"));
    bench.allow(&[]);
    let second = returned(&bench.ask(&silent));
    assert!(value(&second, "code").unwrap().starts_with("4/0A"));
    let broader = format!("{} {OTHER}", Scopes::CARDDAV);
    let third = returned(&bench.ask(&[("prompt", "none"), ("scope", &broader)]));
    assert_eq!(value(&third, "error"), Some("interaction_required"));
}

#[test]
fn without_asking_two_accounts_need_a_hint() {
    let mut bench = Bench::new();
    bench.allow(&[]);
    bench.world.add_account("second@example.com").unwrap();
    let unsure = returned(&bench.ask(&[("prompt", "none")]));
    assert_eq!(value(&unsure, "error"), Some("interaction_required"));
    let hint = ("login_hint", World::DEFAULT_ACCOUNT);
    let sure = returned(&bench.ask(&[("prompt", "none"), hint]));
    assert!(value(&sure, "code").is_some());
}

#[test]
fn a_public_client_is_asked_for_a_challenge() {
    let mut bench = Bench::new();
    let response = bench.ask(&[("client_id", PUBLIC_ID)]);
    assert_eq!(
        value(&returned(&response), "error"),
        Some("invalid_request")
    );
    let page = bench.ask(&[
        ("client_id", PUBLIC_ID),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ]);
    assert_eq!(page.status, StatusCode::OK);
}

#[test]
fn any_loopback_port_and_path_is_a_good_redirect_uri() {
    let mut bench = Bench::new();
    for uri in ["http://localhost:1/", "http://[::1]:2/a?b=c", REDIRECT] {
        let page = bench.ask(&[("redirect_uri", uri)]);
        assert_eq!(page.status, StatusCode::OK, "{uri}");
    }
}

#[test]
fn a_registered_redirect_uri_is_good_to_the_letter() {
    let mut bench = Bench::new();
    let client = Client::public("web", "A site")
        .with_redirect("https://example.com/cb")
        .unwrap();
    bench.world.register_client(client).unwrap();
    let fields = [("client_id", "web"), ("code_challenge", CHALLENGE)];
    let mut ask = |uri| {
        let redirect = [("redirect_uri", uri)];
        bench.ask(&[fields.as_slice(), &redirect].concat())
    };
    assert_eq!(ask("https://example.com/cb").status, StatusCode::OK);
    let other = ask("https://example.com/cb/");
    assert_eq!(other.status, StatusCode::BAD_REQUEST);
    assert!(!other.headers.contains_key(LOCATION));
}

#[test]
fn a_redirect_uri_with_a_query_keeps_it() {
    let mut bench = Bench::new();
    let response = bench.ask(&[
        ("redirect_uri", "http://localhost:1/?tenant=7"),
        ("prompt", "none"),
    ]);
    assert!(location(&response).starts_with("http://localhost:1/?tenant=7&state=a%26b&error="));
}
