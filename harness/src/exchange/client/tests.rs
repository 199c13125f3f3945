use http::HeaderMap;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::exchange::Secret;

fn request(url: String) -> Request {
    Request {
        method: "PROPFIND".to_owned(),
        url,
        headers: HeaderMap::new(),
        body: Bytes::from_static(b"<x/>"),
        raw: None,
    }
}

fn outgoing(url: String) -> Outgoing {
    Outgoing {
        request: request(url),
        authorization: Authorization::Bearer(Secret::new("ya29.abc")),
        device: Device::Own,
    }
}

fn client_with(change: impl FnOnce(&mut Limits)) -> Client {
    let mut client = Client::new();
    change(&mut client.limits);
    client
}

async fn answering(template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(template)
        .mount(&server)
        .await;
    server
}

/// A listener that answers these bytes to its first connection, then closes it.
async fn answering_raw(bytes: &'static [u8]) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 1024];
        let _ = stream.read(&mut buffer).await.unwrap();
        stream.write_all(bytes).await.unwrap();
    });
    url
}

#[tokio::test]
async fn credentials_are_sent_and_not_recorded() {
    let server = answering(ResponseTemplate::new(207)).await;
    let exchange = Client::new().send(outgoing(server.uri())).await;
    assert_eq!(exchange.outcome.unwrap().status, 207);
    let received = &server.received_requests().await.unwrap()[0];
    assert_eq!(received.headers["authorization"], "Bearer ya29.abc");
    assert!(!exchange.request.headers.contains_key(AUTHORIZATION));
}

#[tokio::test]
async fn the_two_devices_call_themselves_differently() {
    let server = answering(ResponseTemplate::new(200)).await;
    let client = Client::new();
    client.send(outgoing(server.uri())).await;
    client
        .send(Outgoing {
            device: Device::Other,
            ..outgoing(server.uri())
        })
        .await;
    let agents: Vec<String> = server
        .received_requests()
        .await
        .unwrap()
        .iter()
        .map(|request| request.headers["user-agent"].to_str().unwrap().to_owned())
        .collect();
    let own = concat!("cardproof/", env!("CARGO_PKG_VERSION"));
    assert_eq!(agents, [own.to_owned(), format!("{own} (other device)")]);
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other() {
    let template = ResponseTemplate::new(301).insert_header("Location", "/elsewhere");
    let server = answering(template).await;
    let exchange = Client::new().send(outgoing(server.uri())).await;
    assert_eq!(exchange.outcome.unwrap().status, 301);
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_answer_over_the_limit_is_not_read_to_its_end() {
    let server = answering(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 100])).await;
    let client = client_with(|limits| limits.body = 99);
    let exchange = client.send(outgoing(server.uri())).await;
    assert_eq!(
        exchange.outcome.unwrap_err(),
        Failure::TooLarge { limit: 99 }
    );
}

#[tokio::test]
async fn no_answer_in_time_is_told_as_such() {
    let wait = Duration::from_secs(30);
    let server = answering(ResponseTemplate::new(200).set_delay(wait)).await;
    let timeout = Duration::from_millis(50);
    let client = client_with(|limits| limits.timeout = timeout);
    let exchange = client.send(outgoing(server.uri())).await;
    assert_eq!(exchange.outcome.unwrap_err(), Failure::Timeout(timeout));
}

#[tokio::test]
async fn a_closed_port_is_no_connection() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let failure = Client::new().send(outgoing(url)).await.outcome.unwrap_err();
    assert!(matches!(failure, Failure::Connect { .. }), "{failure:?}");
}

#[tokio::test]
async fn an_answer_that_ends_too_early_is_broken() {
    let url = answering_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc").await;
    let failure = Client::new().send(outgoing(url)).await.outcome.unwrap_err();
    assert!(matches!(failure, Failure::Broken { .. }), "{failure:?}");
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_fails_with_what_tls_says() {
    let url = answering_raw(b"this is not TLS at all").await;
    let url = url.replace("http:", "https:");
    let failure = Client::new().send(outgoing(url)).await.outcome.unwrap_err();
    assert!(matches!(failure, Failure::Tls { .. }), "{failure:?}");
}

#[tokio::test]
async fn what_is_no_url_cannot_be_sent() {
    let failure = Client::new()
        .send(outgoing("/book/".to_owned()))
        .await
        .outcome
        .unwrap_err();
    assert!(matches!(failure, Failure::Unsendable { .. }), "{failure:?}");
}

#[test]
fn what_holds_no_certificate_cannot_be_trusted() {
    assert_eq!(
        Client::trusting(b"no PEM").unwrap_err(),
        "there is no certificate in it"
    );
    let broken = b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    assert!(Client::trusting(broken).is_err());
}
