use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use wiremock::matchers::{body_string, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::exchange::{Authorization, Client, Request, Secret};
use crate::run::login::Account;

async fn session(server: &MockServer) -> Session {
    let token = Authorization::Bearer(Secret::new("ya29.abc"));
    let base = server.uri().parse().unwrap();
    Session::new(Arc::new(Client::new()), Account::fixed(token), base).await
}

fn letter(server: &MockServer) -> Letter {
    let mut headers = HeaderMap::new();
    headers.insert("depth", HeaderValue::from_static("0"));
    Letter::own(Request {
        method: "PROPFIND".to_owned(),
        url: format!("{}/start", server.uri()),
        headers,
        body: Bytes::from_static(b"<x/>"),
        raw: None,
    })
}

async fn redirect(server: &MockServer, from: &str, to: &str) {
    let answer = ResponseTemplate::new(301).insert_header("Location", to);
    Mock::given(path(from))
        .respond_with(answer)
        .mount(server)
        .await;
}

async fn followed(server: &MockServer) -> (Vec<u16>, Option<String>) {
    let followed = follow(&mut session(server).await, &letter(server)).await;
    let statuses = followed.exchanges.into_iter();
    let statuses = statuses.map(|exchange| exchange.outcome.unwrap().status);
    (statuses.collect(), followed.problem)
}

#[tokio::test]
async fn method_body_depth_and_credentials_are_kept() {
    let server = MockServer::start().await;
    redirect(&server, "/start", "/end").await;
    Mock::given(method("PROPFIND"))
        .and(path("/end"))
        .and(header("depth", "0"))
        .and(header("authorization", "Bearer ya29.abc"))
        .and(body_string("<x/>"))
        .respond_with(ResponseTemplate::new(207))
        .mount(&server)
        .await;
    assert_eq!(followed(&server).await, (vec![301, 207], None));
}

#[tokio::test]
async fn credentials_never_go_to_another_origin() {
    let server = MockServer::start().await;
    let other = MockServer::start().await;
    redirect(&server, "/start", &format!("{}/end", other.uri())).await;
    assert_eq!(followed(&server).await, (vec![301, 404], None));
    let received = &other.received_requests().await.unwrap()[0];
    assert!(!received.headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_circle_and_a_long_way_are_left() {
    let server = MockServer::start().await;
    redirect(&server, "/start", "/b").await;
    redirect(&server, "/b", "/start").await;
    let circle = Some("the redirects lead in a circle".to_owned());
    assert_eq!(followed(&server).await, (vec![301, 301], circle));
    let long = MockServer::start().await;
    redirect(&long, "/start", "/1").await;
    for step in 1..9 {
        redirect(&long, &format!("/{step}"), &format!("/{}", step + 1)).await;
    }
    let problem = Some("more than 5 redirects".to_owned());
    assert_eq!(followed(&long).await, (vec![301; 6], problem));
}

#[tokio::test]
async fn a_redirect_to_nowhere_is_told() {
    let server = MockServer::start().await;
    redirect(&server, "/start", "mailto:ada@example.com").await;
    let problem = Some("a Location that is no http URL".to_owned());
    assert_eq!(followed(&server).await, (vec![301], problem));
    let silent = MockServer::start().await;
    Mock::given(path("/start"))
        .respond_with(ResponseTemplate::new(302))
        .mount(&silent)
        .await;
    let problem = Some("302 without a Location".to_owned());
    assert_eq!(followed(&silent).await, (vec![302], problem));
}
