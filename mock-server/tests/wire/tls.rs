//! HTTPS: certificates, HTTP versions by ALPN, and handshakes that come to nothing.

use std::sync::Arc;
use std::time::Duration;

use cardproof_mock::quirk::Profile;
use cardproof_mock::{CertificateAuthority, CertificateFlaw, MockServer, Scheme, Tls};
use http::{StatusCode, Version};
use reqwest::{Certificate, ClientBuilder};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::raw::Raw;
use super::{build, discover, propfind};

async fn server(tls: Tls) -> MockServer {
    with_patience(tls, Duration::from_secs(3600)).await
}

/// A server that lets slow clients go.
async fn impatient() -> MockServer {
    with_patience(Tls::new(), Duration::from_millis(200)).await
}

async fn with_patience(tls: Tls, patience: Duration) -> MockServer {
    MockServer::builder()
        .profile(Profile::Rfc)
        .patience(patience)
        .tls(tls)
        .start()
        .await
        .unwrap()
}

/// A client that trusts the authority of a server and nobody else.
fn trusting(server: &MockServer, client: ClientBuilder) -> reqwest::Client {
    let authority = server.certificate_authority().unwrap();
    let certificate = Certificate::from_pem(authority.pem().as_bytes()).unwrap();
    build(client.tls_certs_only([certificate]))
}

fn builder() -> ClientBuilder {
    reqwest::Client::builder()
}

#[tokio::test]
async fn a_client_that_trusts_the_authority_gets_http_2_by_itself() {
    let server = server(Tls::new()).await;
    assert!(server.url().starts_with("https://127.0.0.1:"));
    let answer = discover(&trusting(&server, builder()), &server).await;
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.version(), Version::HTTP_2);
    assert_eq!(
        server.journal().pop().unwrap().request.scheme,
        Scheme::Https
    );
}

#[tokio::test]
async fn a_client_that_speaks_only_http_1_gets_http_1() {
    let server = server(Tls::new()).await;
    let answer = discover(&trusting(&server, builder().http1_only()), &server).await;
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.version(), Version::HTTP_11);
}

#[tokio::test]
async fn the_server_is_reached_under_googles_own_names() {
    let server = server(Tls::new()).await;
    let hosts = ["www.googleapis.com", "oauth2.googleapis.com"];
    let client = hosts.iter().fold(builder(), |client, host| {
        client.resolve(host, server.address())
    });
    let client = trusting(&server, client);
    let port = server.address().port();
    let found = client
        .request(
            propfind(),
            format!("https://www.googleapis.com:{port}/.well-known/carddav"),
        )
        .bearer_auth(server.token().reveal())
        .send()
        .await
        .unwrap();
    assert_eq!(found.status(), StatusCode::MOVED_PERMANENTLY);
    let refused = client
        .post(format!("https://oauth2.googleapis.com:{port}/token"))
        .form(&[("grant_type", "refresh_token")])
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let host = format!("oauth2.googleapis.com:{port}");
    let last = server.journal().pop().unwrap();
    assert_eq!(last.request.headers["host"], host.as_str());
}

#[tokio::test]
async fn a_client_that_does_not_trust_the_authority_refuses_and_the_next_is_served() {
    let server = server(Tls::new()).await;
    let stranger = MockServer::builder().tls(Tls::new()).start().await.unwrap();
    let wary = trusting(&stranger, builder());
    let refused = wary.get(server.url()).send().await.unwrap_err();
    assert!(refused.is_connect(), "{refused:?}");
    let answer = discover(&trusting(&server, builder()), &server).await;
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
}

#[tokio::test]
async fn spoilt_certificates_are_refused() {
    for flaw in [
        CertificateFlaw::Expired,
        CertificateFlaw::NotYetValid,
        CertificateFlaw::WrongName,
    ] {
        let server = server(Tls::new().with_flaw(flaw)).await;
        let client = trusting(&server, builder());
        let refused = client.get(server.url()).send().await.unwrap_err();
        assert!(refused.is_connect(), "{refused:?}");
        assert!(server.journal().is_empty());
    }
}

#[tokio::test]
async fn servers_can_share_an_authority() {
    let authority = CertificateAuthority::new(&[], jiff::Timestamp::now()).unwrap();
    let tls = Tls::by(Arc::new(authority));
    let (first, second) = (server(tls.clone()).await, server(tls).await);
    let client = trusting(&first, builder());
    for server in [&first, &second] {
        let answer = discover(&client, server).await;
        assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
    }
}

#[tokio::test]
async fn in_clear_there_is_no_authority() {
    let server = super::server().await;
    assert!(server.certificate_authority().is_none());
    assert!(server.url().starts_with("http://"));
}

#[tokio::test]
async fn plain_http_on_the_tls_port_ends_the_connection_and_nothing_else() {
    let server = server(Tls::new()).await;
    let mut plain = Raw::connect(&server).await;
    plain
        .send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await;
    while plain.has_more().await {}
    let answer = discover(&trusting(&server, builder()), &server).await;
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
    assert_eq!(server.journal().len(), 1);
}

#[tokio::test]
async fn a_handshake_that_is_never_finished_is_given_up() {
    let server = impatient().await;
    // The head of a ClientHello of 512 bytes that do not come.
    let mut half = Raw::connect(&server).await;
    half.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]).await;
    assert!(half.is_closed_in_silence().await);
}

/// A connection whose handshake is done.
pub(super) async fn shaken(server: &MockServer) -> tokio_rustls::client::TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    let authority = server.certificate_authority().unwrap();
    roots.add(authority.der().to_vec().into()).unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let plain = TcpStream::connect(server.address()).await.unwrap();
    TlsConnector::from(Arc::new(config))
        .connect("localhost".try_into().unwrap(), plain)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_client_that_is_silent_after_the_handshake_is_given_up() {
    let server = impatient().await;
    let mut silent = shaken(&server).await;
    let mut heard = Vec::new();
    let ended = timeout(Duration::from_secs(20), silent.read_to_end(&mut heard)).await;
    assert!(ended.is_ok() && heard.is_empty());
}

#[tokio::test]
async fn a_stop_does_not_wait_for_handshakes_and_silent_clients() {
    let server = server(Tls::new()).await;
    let _silent = shaken(&server).await;
    let mut half = Raw::connect(&server).await;
    half.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]).await;
    assert!(timeout(Duration::from_secs(9), server.stop()).await.is_ok());
}

#[tokio::test]
async fn servers_share_what_was_prepared() {
    let tls = Tls::new().prepared().unwrap();
    let (one, other) = (server(tls.clone()).await, server(tls.clone()).await);
    let authority = tls.certificate_authority().unwrap().pem();
    assert_eq!(one.certificate_authority().unwrap().pem(), authority);
    let answer = discover(&trusting(&one, builder()), &other).await;
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
}

#[tokio::test]
async fn a_plain_socket_beside_tls_is_refused_as_such() {
    let mut server = server(Tls::new()).await;
    let address = server.listen_in_clear(([127, 0, 0, 1], 0).into());
    let address = address.await.unwrap();
    let answer = super::client()
        .request(propfind(), format!("http://{address}/.well-known/carddav"))
        .bearer_auth(server.token().reveal())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let answer = discover(&trusting(&server, builder()), &server).await;
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
}

#[tokio::test]
async fn bad_certificates_have_sockets_of_their_own() {
    let mut server = server(Tls::new()).await;
    let client = trusting(&server, builder());
    for (flaw, why) in [
        (CertificateFlaw::Expired, "expired"),
        (CertificateFlaw::NotYetValid, "notvalidyet"),
        (CertificateFlaw::WrongName, "notvalidforname"),
    ] {
        let address = server.listen_with_flaw(([127, 0, 0, 1], 0).into(), flaw);
        let address = address.await.unwrap();
        let error = client.get(format!("https://{address}/")).send().await;
        let error = format!("{:?}", error.unwrap_err());
        assert!(error.to_lowercase().contains(why), "{error}");
    }
    assert!(client.get(server.url()).send().await.is_ok());
}

#[tokio::test]
async fn every_socket_stops_with_the_server() {
    let mut server = server(Tls::new()).await;
    let address = server.listen_in_clear(([127, 0, 0, 1], 0).into());
    let address = address.await.unwrap();
    server.stop().await;
    assert!(TcpStream::connect(address).await.is_err());
}
