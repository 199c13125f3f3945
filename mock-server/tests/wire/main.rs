//! The HTTP front over real sockets.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod bodies;
mod faults;
mod hostile;
mod raw;
mod secure_faults;
mod stop;
mod streams;
mod tls;
mod versions;

use cardproof_mock::quirk::Profile;
use cardproof_mock::{MockServer, SharedService};
use http::Method;

/// A server that plays the plain standards.
async fn server() -> MockServer {
    MockServer::builder()
        .profile(Profile::Rfc)
        .start()
        .await
        .unwrap()
}

fn client() -> reqwest::Client {
    build(reqwest::Client::builder())
}

fn build(client: reqwest::ClientBuilder) -> reqwest::Client {
    // Another test of this program may have installed the provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    client
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

fn propfind() -> Method {
    Method::from_bytes(b"PROPFIND").unwrap()
}

/// The path of the address book, found as a client finds it.
async fn book(server: &MockServer) -> String {
    let answer = discover(&client(), server).await;
    answer.headers()["location"].to_str().unwrap().to_owned()
}

async fn discover(client: &reqwest::Client, server: &MockServer) -> reqwest::Response {
    client
        .request(propfind(), server.url() + "/.well-known/carddav")
        .bearer_auth(server.token().reveal())
        .send()
        .await
        .unwrap()
}

/// `Authorization: Bearer …` as a header line.
fn authorization(service: &SharedService) -> String {
    format!("Authorization: Bearer {}\r\n", service.token().reveal())
}

/// The head of a discovery request, without the empty line that ends it.
fn discovery_head(service: &SharedService) -> String {
    format!(
        "PROPFIND /.well-known/carddav HTTP/1.1\r\nHost: localhost\r\n{}",
        authorization(service)
    )
}

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\n\
                    UID:ada@example.com\r\nEND:VCARD\r\n";

#[tokio::test]
async fn the_next_request_is_served() {
    let server = server().await;
    for _ in 0..2 {
        assert_eq!(discover(&client(), &server).await.status(), 301);
    }
}

#[tokio::test]
async fn many_connections_at_once_are_served() {
    let server = server().await;
    let mut connections = Vec::new();
    for _ in 0..200 {
        connections.push(raw::Raw::connect(&server).await);
    }
    for connection in &mut connections {
        connection.send(discovery_head(&server) + "\r\n").await;
    }
    for connection in &mut connections {
        assert_eq!(connection.response().await.status(), 301);
    }
}
