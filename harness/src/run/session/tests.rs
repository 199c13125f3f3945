use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;

async fn answering(status: u16, body: &str) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(status)
        .insert_header("Location", "/p/ada@example.com/book/made-by-server")
        .set_body_string(body);
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

async fn session(server: &MockServer) -> Session {
    let token = Authorization::Bearer(Secret::new("ya29.abc"));
    let base = server.uri().parse().unwrap();
    Session::new(Arc::new(Client::new()), Account::fixed(token), base).await
}

fn letter(server: &MockServer, method: &str, path: &str) -> Letter {
    let mut headers = HeaderMap::new();
    headers.insert("depth", HeaderValue::from_static("0"));
    Letter::own(Request {
        method: method.to_owned(),
        url: format!("{}{path}", server.uri()),
        headers,
        body: Bytes::new(),
        raw: None,
    })
}

fn rows(hrefs: &[&str]) -> String {
    let rows: String = hrefs
        .iter()
        .map(|href| format!("<response><href>{href}</href></response>"))
        .collect();
    format!("<multistatus xmlns='DAV:'>{rows}</multistatus>")
}

fn href(session: &Session, path: &str) -> Href {
    Href::resolve(path, session.base().as_str())
}

#[tokio::test]
async fn each_kind_of_credentials_is_sent_as_asked_for() {
    let server = answering(200, "").await;
    let mut session = session(&server).await;
    for (credentials, expected) in [
        (Credentials::Own, Some("Bearer ya29.abc")),
        (Credentials::None, None),
        (
            Credentials::UnknownToken,
            Some("Bearer cardproof-never-issued"),
        ),
        (
            Credentials::WrongPassword,
            Some("Basic Y2FyZHByb29mLW5vYm9keTpjYXJkcHJvb2Ytd3JvbmctcGFzc3dvcmQ="),
        ),
    ] {
        let letter = Letter {
            credentials,
            ..letter(&server, "GET", "/")
        };
        session.send(&letter).await;
        let received = server.received_requests().await.unwrap();
        let sent = received.last().unwrap().headers.get("authorization");
        assert_eq!(sent.map(|value| value.to_str().unwrap()), expected);
    }
    let given = Letter {
        own_authorization: Some(Secret::new("Basic abc")),
        ..letter(&server, "GET", "/")
    };
    session.send(&given).await;
    let received = server.received_requests().await.unwrap();
    assert_eq!(
        received.last().unwrap().headers["authorization"],
        "Basic abc"
    );
}

#[tokio::test]
async fn the_account_is_learned_from_location_and_hrefs_but_not_from_members() {
    let body = rows(&["/p/bob%40example.com/", "/p/ada@example.com/book/x@y.vcf"]);
    let server = answering(207, &body).await;
    let mut session = session(&server).await;
    session.set_book(None, "/p/ada@example.com/book/");
    session.send(&letter(&server, "REPORT", "/")).await;
    assert_eq!(
        session
            .redactor()
            .text("ada@example.com bob@example.com x@y.vcf ya29.abc"),
        "[account] [account-2] x@y.vcf [access-token]"
    );
}

#[tokio::test]
async fn what_a_target_calls_the_runs_own_card_is_the_runs_own() {
    let alias = "/p/ada@example.com/book/1";
    for (method, path, rows_named, claimed) in [
        // Where it was put, by Location.
        (
            "PUT",
            "/p/ada@example.com/book/ours",
            vec![],
            "/p/ada@example.com/book/made-by-server",
        ),
        (
            "POST",
            "/p/ada@example.com/book/",
            vec![],
            "/p/ada@example.com/book/made-by-server",
        ),
        // What is answered at Depth 0 for a card of ours is that card.
        (
            "PROPFIND",
            "/p/ada@example.com/book/ours",
            vec![alias],
            alias,
        ),
    ] {
        let status = if rows_named.is_empty() { 201 } else { 207 };
        let server = answering(status, &rows(&rows_named)).await;
        let mut session = session(&server).await;
        session.respect_others();
        session.set_book(None, "/p/ada@example.com/book/");
        session.claim(&Href::resolve(
            "/p/ada@example.com/book/ours",
            &server.uri(),
        ));
        session.send(&letter(&server, method, path)).await;
        let href = href(&session, claimed);
        assert!(session.ownership().unwrap().claimed(&href), "{method}");
    }
}

#[tokio::test]
async fn nothing_else_that_an_answer_names_becomes_the_runs_own() {
    let both = vec!["/book/1", "/book/2"];
    for (method, path, status, named) in [
        ("PROPFIND", "/book/", 207, vec!["/book/1"]),
        ("PROPFIND", "/book/ours", 207, both),
        ("GET", "/book/ours", 200, vec![]),
        ("PUT", "/book/theirs", 201, vec![]),
        ("PUT", "/book/ours", 302, vec![]),
    ] {
        let server = answering(status, &rows(&named)).await;
        let mut session = session(&server).await;
        session.respect_others();
        session.set_book(None, "/book/");
        session.claim(&Href::resolve("/book/ours", &server.uri()));
        let exchange = session.send(&letter(&server, method, path)).await;
        for foreign in [
            "/book/1",
            "/book/2",
            "/p/ada@example.com/book/made-by-server",
        ] {
            let href = href(&session, foreign);
            assert!(
                !session.ownership().unwrap().claimed(&href),
                "{method} {path}"
            );
        }
        let response = exchange.outcome.unwrap();
        assert_eq!(response.foreign, named.len(), "{method} {path}");
    }
}

#[tokio::test]
async fn refused_credentials_are_renewed_once() {
    use crate::plan::{Environment, Login};
    let endpoint = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_string(r#"{"access_token": "ya29.new"}"#);
    Mock::given(any())
        .respond_with(answer)
        .mount(&endpoint)
        .await;
    let environment = Environment {
        access_token: Some(Secret::new("ya29.old")),
        refresh_token: Some(Secret::new("1//abc")),
        client_id: Some("me".to_owned()),
        client_secret: Some(Secret::new("GOCSPX-x")),
        ..Environment::default()
    };
    let login = Login::Google {
        token_url: endpoint.uri().parse().unwrap(),
    };
    let client = Arc::new(Client::new());
    let account = Account::log_in(&login, &environment, &client)
        .await
        .unwrap();
    let server = answering(401, "").await;
    let base = server.uri().parse().unwrap();
    let mut session = Session::new(client, account, base).await;
    let mut beside = session.clone();
    session.send(&letter(&server, "GET", "/")).await;
    let received = server.received_requests().await.unwrap();
    let sent: Vec<_> = received
        .iter()
        .map(|r| r.headers["authorization"].clone())
        .collect();
    assert_eq!(sent, ["Bearer ya29.old", "Bearer ya29.new"]);
    assert_eq!(session.redactor().text("ya29.new"), "[access-token-2]");
    let unknown = Letter {
        credentials: Credentials::UnknownToken,
        ..letter(&server, "GET", "/")
    };
    session.send(&unknown).await;
    assert_eq!(server.received_requests().await.unwrap().len(), 3);
    assert_eq!(beside.redactor().text("ya29.new"), "ya29.new");
    beside.send(&letter(&server, "GET", "/")).await;
    assert_eq!(beside.redactor().text("ya29.new"), "[access-token-2]");
}
