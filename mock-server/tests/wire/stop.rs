//! Starting and stopping.

use cardproof_mock::{MockServer, StartError};
use tokio::net::TcpStream;

use super::raw::Raw;
use super::{CARD, authorization, book, server};

#[tokio::test]
async fn a_stop_waits_for_an_upload_that_is_under_way() {
    let server = server().await;
    let service = server.service();
    let address = server.address();
    let path = book(&server).await + "late.vcf";
    let mut raw = Raw::connect(&server).await;
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: text/vcard\r\n\
         Expect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        authorization(&service),
        CARD.len()
    );
    raw.send(head).await;
    // The server reads the body: the request is under way.
    assert_eq!(raw.response().await.status(), 100);
    raw.send(&CARD[..10]).await;
    let stopping = tokio::spawn(server.stop());
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!stopping.is_finished());
    raw.send(&CARD[10..]).await;
    assert_eq!(raw.response().await.status(), 201);
    stopping.await.unwrap();
    assert_eq!(service.journal().last().unwrap().response.status, 201);
}

#[tokio::test]
async fn a_stop_does_not_wait_for_clients_that_are_idle() {
    let server = server().await;
    let mut silent = Raw::connect(&server).await;
    let mut idle = Raw::connect(&server).await;
    idle.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
    idle.response().await;
    server.stop().await;
    assert!(silent.is_closed_in_silence().await);
    assert!(idle.is_closed_in_silence().await);
}

#[tokio::test]
async fn a_server_that_is_dropped_listens_no_more() {
    let server = server().await;
    let address = server.address();
    drop(server);
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_address_in_use_is_named_in_the_error() {
    let first = server().await;
    let error = MockServer::builder()
        .address(first.address())
        .start()
        .await
        .unwrap_err();
    assert!(matches!(error, StartError::Listen { .. }));
    let expected = format!("cannot listen on {}: ", first.address());
    assert!(error.to_string().starts_with(&expected), "{error}");
}
