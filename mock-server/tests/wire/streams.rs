//! Faults on HTTP/2 streams: what they become, and what HTTP/2 cannot carry.

use bytes::Bytes;
use cardproof_mock::{Fault, FaultKind, MockServer, Operation, Phase, WrongLength};
use h2::client::SendRequest;
use h2::{Reason, RecvStream};
use tokio::net::TcpStream;

use super::{CARD, server};

/// One connection to a server with one card.
struct Stage {
    server: MockServer,
    href: String,
    connection: SendRequest<Bytes>,
}

/// What came of a stream, and how it ended.
#[derive(Debug)]
struct Came {
    stated: Option<String>,
    body: Vec<u8>,
    error: Option<h2::Error>,
}

impl Stage {
    async fn new() -> Self {
        let server = server().await;
        let href = server.create_card(CARD).unwrap();
        let stream = TcpStream::connect(server.address()).await.unwrap();
        let (connection, driver) = h2::client::handshake(stream).await.unwrap();
        tokio::spawn(driver);
        Self {
            server,
            href,
            connection,
        }
    }

    async fn get(&self) -> Came {
        let token = self.server.token();
        let request = http::Request::get(format!("http://localhost{}", self.href))
            .header("authorization", format!("Bearer {}", token.reveal()))
            .body(())
            .unwrap();
        let mut connection = self.connection.clone().ready().await.unwrap();
        let (answer, _) = connection.send_request(request, true).unwrap();
        match answer.await {
            Ok(response) => {
                let stated = response.headers().get("content-length");
                let stated = stated.map(|value| value.to_str().unwrap().to_owned());
                read(stated, response.into_body()).await
            }
            Err(error) => Came {
                stated: None,
                body: Vec::new(),
                error: Some(error),
            },
        }
    }

    /// What a struck stream becomes. The connection goes on, and the explanation says so where
    /// the fault meant the connection.
    async fn struck(&self, kind: FaultKind, phase: Phase, instead: Option<&str>) -> Came {
        let fault = Fault::new(Operation::Get, kind).at(phase).unwrap();
        self.server.inject_fault(fault.first(1));
        let came = self.get().await;
        let last = self.server.journal().pop().unwrap();
        let mut facts = last.explanation.facts.iter();
        let said = facts.find(|fact| fact.name == "instead of the fault");
        assert_eq!(said.map(|fact| fact.value.as_str()), instead);
        let next = self.get().await;
        assert!(next.error.is_none() && next.body == CARD.as_bytes());
        came
    }
}

async fn read(stated: Option<String>, mut stream: RecvStream) -> Came {
    let mut body = Vec::new();
    let mut error = None;
    while let Some(piece) = stream.data().await {
        match piece {
            Ok(piece) => {
                let _ = stream.flow_control().release_capacity(piece.len());
                body.extend_from_slice(&piece);
            }
            Err(broken) => {
                error = Some(broken);
                break;
            }
        }
    }
    Came {
        stated,
        body,
        error,
    }
}

const KEEPS: &str = "HTTP/2 resets the stream and keeps the connection";

fn is_reset_by_server(came: &Came) -> bool {
    let error = came.error.as_ref();
    error.is_some_and(|error| error.is_remote() && error.is_reset())
}

/// The client's own h2 refuses a body that is not as long as stated (RFC 9113 §8.1.1).
fn is_malformed(came: &Came) -> bool {
    let error = came.error.as_ref();
    error.is_some_and(|error| error.reason() == Some(Reason::PROTOCOL_ERROR) && !error.is_remote())
}

#[tokio::test]
async fn a_reset_becomes_rst_stream() {
    let stage = Stage::new().await;
    for phase in [Phase::BeforeChange, Phase::AfterChange] {
        let came = stage.struck(FaultKind::Reset, phase, Some(KEEPS)).await;
        assert!(
            is_reset_by_server(&came) && came.stated.is_none(),
            "{came:?}"
        );
    }
}

#[tokio::test]
async fn a_reset_in_mid_body_becomes_rst_stream_behind_so_many_bytes() {
    let stage = Stage::new().await;
    let phase = Phase::MidBody(20);
    let came = stage.struck(FaultKind::Reset, phase, Some(KEEPS)).await;
    assert!(is_reset_by_server(&came), "{came:?}");
    assert_eq!(came.stated, Some(CARD.len().to_string()));
    assert_eq!(came.body, &CARD.as_bytes()[..20]);
}

#[tokio::test]
async fn an_orderly_end_becomes_rst_stream_before_the_answer() {
    let stage = Stage::new().await;
    let phase = Phase::AfterChange;
    let came = stage
        .struck(FaultKind::Truncation, phase, Some(KEEPS))
        .await;
    assert!(is_reset_by_server(&came), "{came:?}");
}

#[tokio::test]
async fn an_orderly_end_in_mid_body_becomes_an_early_end_of_the_stream() {
    let stage = Stage::new().await;
    let instead = "HTTP/2 ends the stream early and keeps the connection";
    let phase = Phase::MidBody(20);
    let came = stage
        .struck(FaultKind::Truncation, phase, Some(instead))
        .await;
    assert!(is_malformed(&came), "{came:?}");
    assert_eq!(came.stated, Some(CARD.len().to_string()));
    assert_eq!(came.body, &CARD.as_bytes()[..20]);
}

#[tokio::test]
async fn a_wrong_content_length_is_carried_and_only_the_connection_stays() {
    let stage = Stage::new().await;
    for (wrong, stated) in [
        (WrongLength::TooShort(5), CARD.len() - 5),
        (WrongLength::TooLong(5), CARD.len() + 5),
    ] {
        let kind = FaultKind::ContentLength(wrong);
        let instead = Some("HTTP/2 keeps the connection");
        let came = stage.struck(kind, Phase::AfterChange, instead).await;
        assert_eq!(came.stated, Some(stated.to_string()));
        assert!(is_malformed(&came), "{came:?}");
    }
}

#[tokio::test]
async fn dribble_and_delay_are_carried_as_they_are() {
    let stage = Stage::new().await;
    let every = std::time::Duration::from_millis(2);
    for kind in [
        FaultKind::Dribble { bytes: 10, every },
        FaultKind::Delay(every),
    ] {
        let came = stage.struck(kind, Phase::MidBody(20), None).await;
        assert!(came.error.is_none(), "{came:?}");
        assert_eq!(came.body, CARD.as_bytes());
    }
}

#[tokio::test]
async fn a_silent_stream_does_not_hold_up_the_others() {
    let stage = Stage::new().await;
    let silence = Fault::new(Operation::Get, FaultKind::Silence);
    stage.server.inject_fault(silence.first(1));
    let silent = stage.get();
    tokio::pin!(silent);
    tokio::select! {
        biased;
        came = &mut silent => panic!("{came:?}"),
        () = async { while stage.server.journal().is_empty() { tokio::task::yield_now().await; } } => {}
    }
    assert_eq!(stage.get().await.body, CARD.as_bytes());
    tokio::select! {
        biased;
        came = &mut silent => panic!("{came:?}"),
        () = std::future::ready(()) => {}
    }
}
