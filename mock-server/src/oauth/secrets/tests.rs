use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, USER_AGENT};
use http::{HeaderValue, Method};
use jiff::Timestamp;

use crate::oauth::testing::{
    AUTH, Bench, CHALLENGE, ID, REDIRECT, SECRET, TOKEN, VERIFIER, form_token, json, location,
    post, request, returned, text, value,
};
use crate::quirk::{Profile, Quirks};
use crate::store::{Client, Scopes, Secret, World};
use crate::{Journal, Request, Response, Service};

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn everything(journal: &Journal) -> String {
    let show = |exchange: crate::Exchange| {
        format!(
            "{} {:?} {} {:?} {} {:?}\n",
            exchange.request.target,
            exchange.request.headers,
            String::from_utf8_lossy(&exchange.request.body),
            exchange.response.headers,
            String::from_utf8_lossy(&exchange.response.body),
            exchange.explanation,
        )
    };
    journal.exchanges().map(show).collect()
}

/// Consent, exchange, refresh and revocation; the journal's text and the secrets that were met.
fn whole_story() -> (String, Vec<String>) {
    let (mut world, _) = World::with_default_account(Quirks::of(Profile::GoogleObserved), 1);
    let client = Client::confidential(ID, &Secret::new(SECRET), "A program");
    world.register_client(client).unwrap();
    let mut service = Service::new(world);
    let mut send = |request: Request| service.answer(&request, now()).response;
    let asked = request(&[
        ("access_type", "offline"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("login_hint", "hinted@example.com"),
    ]);
    let query = String::from_utf8(post("", &asked).body.to_vec()).unwrap();
    let page = send(Request::new(Method::GET, format!("{AUTH}?{query}")));
    let form = form_token(&page);
    let decision = [
        ("form_token", form.as_str()),
        ("account", World::DEFAULT_ACCOUNT),
        ("scope", Scopes::CARDDAV),
        ("decision", "allow"),
    ];
    let back = send(post(AUTH, &decision));
    let code = value(&returned(&back), "code").unwrap().to_owned();
    let own = [("client_id", ID), ("client_secret", SECRET)];
    let exchange = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ];
    let tokens = json(&send(post(TOKEN, &[&own[..], &exchange].concat())));
    let (access, refresh) = (
        text(&tokens, "access_token"),
        text(&tokens, "refresh_token"),
    );
    let more = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh.as_str()),
    ];
    let again = json(&send(post(TOKEN, &[&own[..], &more].concat())));
    let second = text(&again, "access_token");
    send(post(&format!("/revoke?token={access}"), &[]));
    send(post("/revoke", &[("token", &refresh)]));
    let json_body = format!("{{\"client_secret\":\"{SECRET}\"}}");
    send(
        Request::new(Method::POST, TOKEN)
            .with_header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .with_body(json_body),
    );
    send(Request::new(
        Method::GET,
        format!("/carddav?%61ccess_token={second}"),
    ));
    let secrets = vec![form, code, access, refresh, second];
    (everything(service.journal()), secrets)
}

#[test]
fn no_token_code_or_client_credential_reaches_the_journal() {
    let (journal, secrets) = whole_story();
    let fixed = [ID, SECRET, VERIFIER, "hinted@"].map(str::to_owned);
    for secret in secrets.iter().chain(&fixed) {
        let encoded = secret.replace('/', "%2F");
        assert!(!journal.contains(secret.as_str()), "{secret}\n{journal}");
        assert!(!journal.contains(&encoded), "{secret}\n{journal}");
    }
}

#[test]
fn what_is_no_secret_stays_in_the_journal() {
    let (journal, _) = whole_story();
    for kept in [
        "grant_type=refresh",
        "expires_in",
        "state=a%26b",
        "code=[secret]",
        "\"access_token\": \"[secret]\"",
        "A program asks for access",
        "value=\"[secret]\"",
    ] {
        let unescaped = journal.replace("\\\"", "\"").replace("%5F", "_");
        assert!(unescaped.contains(kept), "{kept}\n{unescaped}");
    }
}

#[test]
fn adopted_addresses_and_client_ids_do_not_reach_the_journal() {
    let (mut world, _) = World::with_default_account(Quirks::of(Profile::GoogleObserved), 1);
    world.adopt_credentials();
    let mut service = Service::new(world);
    let own = [
        ("client_id", "their-id"),
        ("grant_type", "refresh_token"),
        ("refresh_token", "their-token"),
    ];
    service.answer(&post(TOKEN, &own), now());
    let report = Request::new(
        Method::from_bytes(b"PROPFIND").unwrap(),
        "/carddav/v1/principals/them%40mail.example/lists/default/",
    )
    .with_header(
        AUTHORIZATION,
        HeaderValue::from_static("Bearer their-access"),
    )
    .with_header(USER_AGENT, HeaderValue::from_static("their-id"))
    .with_header(
        HeaderName::from_static("destination"),
        HeaderValue::from_static("/carddav/v1/principals/them@mail.example/lists/default/x"),
    )
    .with_body("<href>/carddav/v1/principals/them@mail.example/lists/default/a</href>");
    service.answer(&report, now());
    let journal = everything(service.journal());
    for secret in ["their-", "them@", "them%40"] {
        assert!(!journal.contains(secret), "{secret}\n{journal}");
    }
    assert!(journal.contains("<href>/carddav/v1/principals/user@example.com/lists/default/a"));
}

#[test]
fn a_redirect_keeps_everything_but_the_code() {
    let mut bench = Bench::new();
    let token = form_token(&bench.ask(&[]));
    let fields = [
        ("form_token", token.as_str()),
        ("account", World::DEFAULT_ACCOUNT),
        ("scope", Scopes::CARDDAV),
        ("decision", "allow"),
    ];
    let mut request = post(AUTH, &fields);
    let mut response: Response = bench.send(&request);
    assert!(super::hide_request(&bench.world, &mut request));
    super::hide_answer(&mut response);
    assert_eq!(
        location(&response),
        format!(
            "{REDIRECT}?state=a%26b&code=[secret]&scope={}",
            Scopes::CARDDAV
        )
    );
}
