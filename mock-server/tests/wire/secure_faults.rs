//! Faults on HTTP/1.1 connections under TLS: how the connection below ends.

use std::io::{self, ErrorKind};

use cardproof_mock::{Fault, FaultKind, MockServer, Operation, Phase, Tls, WrongLength};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::tls::shaken;
use super::{CARD, authorization};

/// What comes for a GET of a card, and how the connection ends.
async fn struck(kind: FaultKind, phase: Phase) -> (Vec<u8>, io::Result<usize>) {
    let server = MockServer::builder().tls(Tls::new()).start().await.unwrap();
    let href = server.create_card(CARD).unwrap();
    let _guard = server.fault(Fault::new(Operation::Get, kind).at(phase).unwrap());
    let mut stream = shaken(&server).await;
    let request = format!(
        "GET {href} HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
        authorization(&server)
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut came = Vec::new();
    let ended = stream.read_to_end(&mut came).await;
    (came, ended)
}

#[tokio::test]
async fn a_reset_breaks_the_connection_below_tls() {
    for phase in [Phase::BeforeChange, Phase::MidBody(20)] {
        let (came, ended) = struck(FaultKind::Reset, phase).await;
        assert_eq!(ended.unwrap_err().kind(), ErrorKind::ConnectionReset);
        assert_eq!(came.is_empty(), phase == Phase::BeforeChange);
    }
}

#[tokio::test]
async fn what_ends_in_an_orderly_way_ends_tls_too() {
    for (kind, phase) in [
        (FaultKind::Truncation, Phase::MidBody(20)),
        (
            FaultKind::ContentLength(WrongLength::TooShort(3)),
            Phase::AfterChange,
        ),
    ] {
        // Without close_notify this would be an unexpected end.
        let (came, ended) = struck(kind, phase).await;
        assert_eq!(ended.unwrap(), came.len());
        assert!(came.starts_with(b"HTTP/1.1 200 OK\r\n"));
    }
}
