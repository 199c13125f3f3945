//! Credentials of an unmodified program become those of the seeded account.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{Fault, Operation, Phase, Request, Response, Secret, Service, World};
use http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, Method, StatusCode};
use jiff::Timestamp;

const BOOK: &str = "/carddav/v1/principals/them%40mail.example/lists/default/";
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

struct Bench(Service);

impl Bench {
    fn adopting() -> Self {
        let mut bench = Self::strict();
        bench.0.world_mut().adopt_credentials();
        bench
    }

    fn strict() -> Self {
        let (world, _) = World::with_default_account(Quirks::of(Profile::GoogleObserved), 1);
        Self(Service::new(world))
    }

    fn send(&mut self, request: &Request) -> Response {
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        self.0.answer(request, now).response
    }

    fn propfind(&mut self, path: &str, token: &str) -> u16 {
        let credentials = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
        let request = Request::new(Method::from_bytes(b"PROPFIND").unwrap(), path)
            .with_header(AUTHORIZATION, credentials)
            .with_header("depth".parse().unwrap(), HeaderValue::from_static("0"))
            .with_body("<propfind xmlns=\"DAV:\"><prop><resourcetype/></prop></propfind>");
        self.send(&request).status.as_u16()
    }

    fn refresh(&mut self, client: &str, secret: &str, token: &str) -> Response {
        let body = format!(
            "grant_type=refresh_token&client_id={client}&client_secret={secret}&refresh_token={token}"
        );
        let request = Request::new(Method::POST, "/oauth2/v4/token");
        self.send(&request.with_header(CONTENT_TYPE, FORM).with_body(body))
    }

    fn authorize(&mut self, client: &str, redirect: &str) -> Response {
        let query = format!(
            "client_id={client}&redirect_uri={redirect}&response_type=code&prompt=none\
             &scope=https://www.googleapis.com/auth/carddav"
        );
        self.send(&Request::new(
            Method::GET,
            format!("/o/oauth2/auth?{query}"),
        ))
    }
}

fn access_token(response: &Response) -> String {
    let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
    body["access_token"].as_str().unwrap().to_owned()
}

#[test]
fn without_adoption_nothing_of_theirs_is_good() {
    let mut bench = Bench::strict();
    assert_eq!(bench.propfind(BOOK, "theirs"), 401);
    assert_eq!(bench.refresh("theirs", "theirs", "theirs").status, 401);
    assert_eq!(bench.authorize("theirs", "http://localhost:1/").status, 401);
}

#[test]
fn the_first_access_token_and_address_are_adopted_and_no_second() {
    let mut bench = Bench::adopting();
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    assert_eq!(bench.propfind(BOOK, "another"), 401);
    assert_eq!(
        bench.propfind(&BOOK.replace("them", "others"), "theirs"),
        403
    );
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    assert_eq!(
        bench.propfind(
            &BOOK.replace("them%40mail.example", "user@example.com"),
            "theirs"
        ),
        207
    );
}

#[test]
fn an_adopted_address_is_the_same_in_large_and_small_letters() {
    let mut bench = Bench::adopting();
    let large = BOOK.replace("them", "Them");
    assert_eq!(bench.propfind(&large, "theirs"), 207);
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    let journal = format!("{:?}", bench.0.journal());
    for address in ["them%40mail", "Them%40mail", "them@mail", "Them@mail"] {
        assert!(!journal.contains(address), "{address}");
    }
}

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nEND:VCARD\r\n";

/// A request about the book, under the address that the program has.
fn about(method: &str, path: &str) -> Request {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    Request::new(method, path).with_header(AUTHORIZATION, HeaderValue::from_static("Bearer theirs"))
}

#[test]
fn hrefs_with_the_adopted_address_name_the_seeded_accounts_cards() {
    let mut bench = Bench::adopting();
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let world = bench.0.world_mut();
    let href = world
        .create_card(World::DEFAULT_ACCOUNT, CARD, now)
        .unwrap();
    let own = href.replace("user@example.com", "them%40mail.example");
    let ask = |href: &str| {
        format!(
            "<multiget:addressbook-multiget xmlns:multiget='urn:ietf:params:xml:ns:carddav' \
             xmlns='DAV:'><prop><getetag/></prop><href>{href}</href></multiget:addressbook-multiget>"
        )
    };
    for (asked, there) in [(own.clone(), true), (own.replace("them", "others"), false)] {
        let answer = bench.send(&about("REPORT", BOOK).with_body(ask(&asked)));
        let text = String::from_utf8(answer.body.to_vec()).unwrap();
        assert_eq!(text.contains(&href), there, "{text}");
    }
}

#[test]
fn a_fault_knows_an_adopted_address_for_the_seeded_accounts() {
    let mut bench = Bench::adopting();
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let world = bench.0.world_mut();
    let href = world.create_card(World::DEFAULT_ACCOUNT, CARD, now);
    let own = href
        .unwrap()
        .replace("user@example.com", "them%40mail.example");
    let fault = Fault::status(Operation::Update, StatusCode::SERVICE_UNAVAILABLE);
    bench.0.inject_fault(
        fault
            .of_account(World::DEFAULT_ACCOUNT)
            .at(Phase::AfterChange)
            .unwrap(),
    );
    let put = |path: &str| {
        about("PUT", path)
            .with_header(CONTENT_TYPE, HeaderValue::from_static("text/vcard"))
            .with_body(CARD)
    };
    // Before the address is adopted, and after it.
    for new in ["one", "two"] {
        assert_eq!(bench.send(&put(&own)).status, 503);
        assert_eq!(bench.send(&put(&format!("{BOOK}{new}.vcf"))).status, 201);
        let others = bench.send(&put(&own.replace("them", "others")));
        assert_eq!(others.status, 403);
    }
}

#[test]
fn a_fault_of_the_seeded_account_strikes_at_an_adopted_path_without_a_token() {
    let mut bench = Bench::adopting();
    let anonymous = |path: &str| Request::new(Method::GET, path);
    let fault = Fault::status(Operation::Any, StatusCode::SERVICE_UNAVAILABLE);
    let fault = fault.of_account(World::DEFAULT_ACCOUNT);
    let id = bench.0.inject_fault(fault.clone());
    assert_eq!(
        bench.send(&anonymous(BOOK)).status,
        401,
        "nobody brought that address"
    );
    assert!(bench.0.remove_fault(id));
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    bench.0.inject_fault(fault);
    assert_eq!(bench.send(&anonymous(BOOK)).status, 503);
    let others = BOOK.replace("them", "others");
    assert_eq!(bench.send(&anonymous(&others)).status, 401);
}

#[test]
fn the_first_request_with_a_token_to_be_adopted_is_the_seeded_accounts() {
    let mut bench = Bench::adopting();
    let fault = Fault::status(Operation::Discovery, StatusCode::SERVICE_UNAVAILABLE);
    bench
        .0
        .inject_fault(fault.of_account(World::DEFAULT_ACCOUNT));
    assert_eq!(bench.propfind("/.well-known/carddav", "theirs"), 503);
    // Nothing was done about that request, so that nothing is adopted yet.
    assert_eq!(bench.propfind(BOOK, "first"), 207);
    assert_eq!(bench.propfind("/.well-known/carddav", "theirs"), 401);
    assert_eq!(bench.propfind("/.well-known/carddav", "first"), 503);
}

#[test]
fn an_if_header_may_name_the_book_by_the_adopted_address() {
    let mut bench = Bench::adopting();
    let quirks = bench.0.world_mut().quirks_mut();
    quirks.set("sync.if-header", "enforced").unwrap();
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    let body = "<propfind xmlns='DAV:'><prop><sync-token/></prop></propfind>";
    let depth = HeaderValue::from_static("0");
    let asked = about("PROPFIND", BOOK).with_header("depth".parse().unwrap(), depth);
    let answer = bench.send(&asked.with_body(body));
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    let (_, rest) = text.split_once("sync-token>").unwrap();
    let token = rest.split('<').next().unwrap();
    for (book, status) in [
        (BOOK.to_owned(), 201),
        (BOOK.replace("them", "others"), 412),
    ] {
        let condition = HeaderValue::from_str(&format!("<{book}> (<{token}>)")).unwrap();
        let put = about("PUT", &format!("{BOOK}new.vcf"))
            .with_header(CONTENT_TYPE, HeaderValue::from_static("text/vcard"))
            .with_header("if".parse().unwrap(), condition)
            .with_body(CARD);
        assert_eq!(bench.send(&put).status, status, "{book}");
    }
}

#[test]
fn a_request_without_good_credentials_brings_no_address() {
    let mut bench = Bench::adopting();
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    let mut bench = Bench::adopting();
    let anonymous = Request::new(
        Method::from_bytes(b"PROPFIND").unwrap(),
        BOOK.replace("them", "others"),
    );
    assert_eq!(bench.send(&anonymous).status, 401);
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
}

#[test]
fn the_first_client_and_refresh_token_are_adopted_and_no_second() {
    let mut bench = Bench::adopting();
    let response = bench.refresh("their-id", "their-secret", "their-token");
    assert_eq!(response.status, 200);
    assert_eq!(bench.propfind(BOOK, &access_token(&response)), 207);
    for (id, secret, token, status) in [
        ("their-id", "their-secret", "their-token", 200),
        ("their-id", "their-secret", "another", 400),
        ("their-id", "another", "their-token", 401),
        ("another", "their-secret", "their-token", 401),
    ] {
        assert_eq!(bench.refresh(id, secret, token).status, status);
    }
}

#[test]
fn an_adopted_client_brings_its_own_redirect_uri() {
    let mut bench = Bench::adopting();
    let there = bench.authorize("theirs", "com.example.app:/cb");
    assert!(
        there.headers[LOCATION]
            .as_bytes()
            .starts_with(b"com.example.app:/cb?")
    );
    assert_eq!(bench.authorize("theirs", "http://localhost:1/").status, 302);
    assert_eq!(
        bench
            .authorize("theirs", "https://elsewhere.example/")
            .status,
        400
    );
}

#[test]
fn adopted_tokens_can_be_expired_and_revoked() {
    let mut bench = Bench::adopting();
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    bench.0.world_mut().expire_token("theirs").unwrap();
    assert_eq!(bench.propfind(BOOK, "theirs"), 401);
    assert_eq!(bench.refresh("id", "secret", "refresh").status, 200);
    bench.0.world_mut().revoke_refresh_token("refresh").unwrap();
    assert_eq!(bench.refresh("id", "secret", "refresh").status, 400);
}

#[test]
fn what_the_world_issued_itself_stays_good_beside_what_it_adopts() {
    let (mut world, token): (World, Secret) =
        World::with_default_account(Quirks::of(Profile::GoogleObserved), 1);
    world.adopt_credentials();
    let mut bench = Bench(Service::new(world));
    assert_eq!(bench.propfind(BOOK, "theirs"), 207);
    assert_eq!(bench.propfind(BOOK, token.reveal()), 207);
}

#[test]
fn nothing_adopted_shows_in_debug_output() {
    let mut bench = Bench::adopting();
    bench.propfind(BOOK, "their-token");
    bench.refresh("their-id", "their-secret", "their-refresh");
    let shown = format!("{:?}", bench.0);
    assert!(!shown.contains("their-") && !shown.contains("them"));
}
