use std::sync::Arc;

use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::exchange::{Authorization, Client};
use crate::run::login::Account;

const PRINCIPAL: &str = "<current-user-principal><href>/p/</href></current-user-principal>";
const HOME: &str = "<C:addressbook-home-set><href>/home/</href></C:addressbook-home-set>";
const BOOK: &str = "<resourcetype><collection/><C:addressbook/></resourcetype>";

fn row(href: &str, props: &str) -> String {
    format!(
        "<response><href>{href}</href><propstat><prop>{props}</prop>\
         <status>HTTP/1.1 200 OK</status></propstat></response>"
    )
}

async fn serve(server: &MockServer, at: &str, rows: &str) {
    let body = format!("<multistatus xmlns='DAV:' xmlns:C='{CARDDAV}'>{rows}</multistatus>");
    Mock::given(path(at))
        .respond_with(ResponseTemplate::new(207).set_body_string(body))
        .mount(server)
        .await;
}

async fn answer(server: &MockServer, at: &str, template: ResponseTemplate) {
    Mock::given(path(at))
        .respond_with(template)
        .mount(server)
        .await;
}

async fn found(server: &MockServer, start: &str, book: Option<&str>) -> Found {
    let base: url::Url = server.uri().parse().unwrap();
    let account = Account::fixed(Authorization::None);
    let mut session = Session::new(Arc::new(Client::new()), account, base.clone()).await;
    let hint = Hint {
        start: base.join(start).unwrap(),
        book: book.map(str::to_owned),
        features: Features::default(),
    };
    find(&mut session, &hint).await
}

/// A whole server: well-known, root, principal, home set with two books.
async fn whole() -> MockServer {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(301).insert_header("Location", "/");
    answer(&server, WELL_KNOWN, redirect).await;
    serve(&server, "/", &row("/", PRINCIPAL)).await;
    serve(&server, "/p/", &row("/p/", HOME)).await;
    let books = format!(
        "{}{}{}",
        row("/home/", ""),
        row("/home/a", BOOK),
        row("/home/b/", BOOK)
    );
    serve(&server, "/home/", &books).await;
    for book in ["/home/a", "/home/b/"] {
        let add = "<add-member><href>new</href></add-member>";
        serve(&server, book, &row(book, add)).await;
    }
    server
}

fn problem(found: Found) -> String {
    match found.problem {
        Some(Problem::Answer(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_book_is_found_from_the_bare_host() {
    let found = found(&whole().await, "/", None).await;
    assert_eq!(found.problem, None);
    let context: Vec<_> = found
        .context
        .iter()
        .map(|(k, v)| (k.name(), v.as_str()))
        .collect();
    assert_eq!(
        context,
        [
            ("principal", "/p/"),
            ("home", "/home/"),
            ("book", "/home/a/"),
            ("add-member", "/home/new")
        ]
    );
    assert_eq!((found.books, found.exchanges.len()), (2, 5));
}

#[tokio::test]
async fn a_book_can_be_named_and_has_to_exist() {
    let server = whole().await;
    let named = found(&server, "/", Some("b")).await;
    assert_eq!(named.context[&ContextName::Book], "/home/b/");
    assert_eq!(
        problem(found(&server, "/", Some("c")).await),
        "the home set lists no address book `c`"
    );
}

#[tokio::test]
async fn a_start_with_a_path_is_used_and_the_well_known_uri_is_still_tried() {
    let server = MockServer::start().await;
    serve(&server, "/dav/", &row("/dav/", PRINCIPAL)).await;
    serve(&server, "/p/", &row("/p/", HOME)).await;
    serve(&server, "/home/", &row("/home/a/", BOOK)).await;
    serve(&server, "/home/a/", &row("/home/a/", "")).await;
    let found = found(&server, "/dav/", None).await;
    assert_eq!(found.problem, None);
    assert_eq!(
        found.features.lacking(Feature::WellKnown),
        Some("/.well-known/carddav is answered with 404")
    );
}

#[tokio::test]
async fn the_context_path_may_be_the_book_itself() {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(301).insert_header("Location", "/home/default/");
    answer(&server, WELL_KNOWN, redirect).await;
    let book = format!("{PRINCIPAL}{HOME}{BOOK}");
    serve(&server, "/home/default/", &row("/home/default/", &book)).await;
    let found = found(&server, "/", None).await;
    assert_eq!(found.problem, None);
    assert_eq!(found.context[&ContextName::Book], "/home/default/");
}

#[tokio::test]
async fn a_server_that_only_fails_lacks_nothing_and_has_no_book() {
    for (status, body, expected) in [
        (500, "", "was answered with 500"),
        (200, "", "was answered with 200"),
        (207, "", "the body is not well-formed XML"),
        (
            207,
            "<multistatus xmlns='DAV:'/>",
            "does not tell DAV:current-user-principal",
        ),
    ] {
        let server = MockServer::start().await;
        let template = ResponseTemplate::new(status).set_body_string(body);
        Mock::given(any())
            .respond_with(template)
            .mount(&server)
            .await;
        let found = found(&server, "/", None).await;
        assert_eq!(found.features, Features::default());
        let problem = problem(found);
        assert!(problem.contains(expected), "{problem}");
    }
}

#[tokio::test]
async fn each_missing_property_is_named() {
    let server = MockServer::start().await;
    serve(&server, WELL_KNOWN, &row(WELL_KNOWN, PRINCIPAL)).await;
    serve(&server, "/p/", &row("/p/", "")).await;
    assert_eq!(
        problem(found(&server, "/", None).await),
        "the target does not tell CARDDAV:addressbook-home-set at /p/"
    );
    let empty = MockServer::start().await;
    serve(&empty, WELL_KNOWN, &row(WELL_KNOWN, PRINCIPAL)).await;
    serve(&empty, "/p/", &row("/p/", HOME)).await;
    serve(&empty, "/home/", &row("/home/", "")).await;
    assert_eq!(
        problem(found(&empty, "/", None).await),
        "the home set lists no address book"
    );
}

#[tokio::test]
async fn refused_credentials_and_another_server_are_told_apart() {
    let server = MockServer::start().await;
    let refused = ResponseTemplate::new(401).set_body_string("who?");
    Mock::given(any())
        .respond_with(refused)
        .mount(&server)
        .await;
    let found_there = found(&server, "/", None).await;
    assert_eq!(
        found_there.problem,
        Some(Problem::Refused(401, "who?".to_owned()))
    );
    let elsewhere = MockServer::start().await;
    let to = format!("{}/x", server.uri());
    let redirect = ResponseTemplate::new(301).insert_header("Location", to.as_str());
    answer(&elsewhere, WELL_KNOWN, redirect).await;
    assert_eq!(
        found(&elsewhere, "/", None).await.problem,
        Some(Problem::OtherServer(server.uri()))
    );
}

#[tokio::test]
async fn no_connection_is_no_answer() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base: url::Url = format!("http://{}/", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    drop(listener);
    let account = Account::fixed(Authorization::None);
    let mut session = Session::new(Arc::new(Client::new()), account, base.clone()).await;
    let hint = Hint {
        start: base,
        book: None,
        features: Features::default(),
    };
    let found = find(&mut session, &hint).await;
    assert!(
        matches!(found.problem, Some(Problem::Unreachable(_))),
        "{found:?}"
    );
}

#[test]
fn a_home_set_around_the_principal_is_recognised() {
    assert!(is_within("/p/ada/", "/"));
    assert!(!is_within("/p/ada/", "/p/ada/"));
    assert!(!is_within("/p/ada/", "/books/ada/"));
}
