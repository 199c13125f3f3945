//! Faults on HTTP/1.1 connections, byte for byte.

use std::time::{Duration, Instant};

use cardproof_mock::{
    Cut, Fault, FaultKind, MockServer, Operation, Phase, SharedService, Wire, WrongLength,
};

use super::raw::{Ending, Raw};
use super::{CARD, authorization, book, client, discover, server};

/// A server with one card, and a GET of it.
struct Stage {
    server: MockServer,
    get: String,
}

impl Stage {
    async fn new() -> Self {
        let server = server().await;
        let href = server.create_card(CARD).unwrap();
        let get = format!(
            "GET {href} HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
            authorization(&server)
        );
        Self { server, get }
    }

    fn inject(&self, kind: FaultKind, phase: Phase) {
        let fault = Fault::new(Operation::Get, kind).at(phase).unwrap();
        self.server.inject_fault(fault.first(1));
    }

    /// What comes for a GET that a fault strikes, and how the connection ends.
    async fn struck(&self, kind: FaultKind, phase: Phase) -> (Vec<u8>, Ending) {
        self.inject(kind, phase);
        let mut raw = Raw::connect(&self.server).await;
        raw.send(&self.get).await;
        let came = raw.read_to_end().await;
        self.serves_the_next().await;
        came
    }

    /// The next client gets the card.
    async fn serves_the_next(&self) {
        let mut raw = Raw::connect(&self.server).await;
        raw.send(&self.get).await;
        assert_eq!(raw.response().await.body, CARD.as_bytes());
    }

    fn last_wire(&self) -> Wire {
        let mut journal = self.server.journal().into_iter();
        let struck = journal.rfind(|exchange| exchange.explanation.fault.is_some());
        struck.unwrap().wire
    }
}

/// Head and body of what came.
fn split(bytes: &[u8]) -> (String, &[u8]) {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = bytes.split_at(end.expect("a whole head") + 4);
    (String::from_utf8(head.to_vec()).unwrap(), body)
}

fn states_length(head: &str, length: usize) -> bool {
    head.contains(&format!("\r\ncontent-length: {length}\r\n"))
}

#[tokio::test]
async fn a_reset_before_the_answer_is_an_rst_without_a_byte() {
    let stage = Stage::new().await;
    for phase in [Phase::BeforeChange, Phase::AfterChange] {
        let came = stage.struck(FaultKind::Reset, phase).await;
        assert_eq!(came, (Vec::new(), Ending::Reset), "{phase}");
        assert_eq!(stage.last_wire(), Wire::Reset { at: Cut::Start });
    }
}

#[tokio::test]
async fn a_reset_in_mid_body_comes_behind_the_head_and_so_many_bytes() {
    let stage = Stage::new().await;
    let (bytes, ending) = stage.struck(FaultKind::Reset, Phase::MidBody(20)).await;
    let (head, body) = split(&bytes);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(states_length(&head, CARD.len()), "{head}");
    assert_eq!((body, ending), (&CARD.as_bytes()[..20], Ending::Reset));
}

#[tokio::test]
async fn a_truncated_answer_ends_with_a_fin_inside_of_its_body() {
    let stage = Stage::new().await;
    for at in [0, 20] {
        let kind = FaultKind::Truncation;
        let (bytes, ending) = stage.struck(kind, Phase::MidBody(at)).await;
        let (head, body) = split(&bytes);
        assert!(states_length(&head, CARD.len()), "{head}");
        assert_eq!((body, ending), (&CARD.as_bytes()[..at], Ending::Closed));
    }
}

#[tokio::test]
async fn a_connection_can_end_with_a_fin_instead_of_an_answer() {
    let stage = Stage::new().await;
    for phase in [Phase::BeforeChange, Phase::AfterChange] {
        let came = stage.struck(FaultKind::Truncation, phase).await;
        assert_eq!(came, (Vec::new(), Ending::Closed), "{phase}");
    }
}

#[tokio::test]
async fn a_content_length_that_is_wrong_stands_before_a_whole_body() {
    let stage = Stage::new().await;
    for (wrong, stated) in [
        (WrongLength::TooShort(5), CARD.len() - 5),
        (WrongLength::TooLong(5), CARD.len() + 5),
    ] {
        let kind = FaultKind::ContentLength(wrong);
        let (bytes, ending) = stage.struck(kind, Phase::AfterChange).await;
        let (head, body) = split(&bytes);
        assert!(states_length(&head, stated), "{head}");
        assert_eq!(head.matches("content-length").count(), 1, "{head}");
        assert_eq!((body, ending), (CARD.as_bytes(), Ending::Closed));
    }
}

#[tokio::test]
async fn silence_is_no_byte_and_no_end_until_the_server_stops() {
    let stage = Stage::new().await;
    stage.inject(FaultKind::Silence, Phase::BeforeChange);
    let mut raw = Raw::connect(&stage.server).await;
    raw.send(&stage.get).await;
    raw.is_silent().await;
    stage.serves_the_next().await;
    let stopping = Instant::now();
    stage.server.stop().await;
    assert!(stopping.elapsed() < Duration::from_secs(5));
    assert_eq!(raw.read_to_end().await, (Vec::new(), Ending::Closed));
}

#[tokio::test]
async fn silence_in_mid_body_keeps_the_rest_back() {
    let stage = Stage::new().await;
    stage.inject(FaultKind::Silence, Phase::MidBody(20));
    let mut raw = Raw::connect(&stage.server).await;
    raw.send(&stage.get).await;
    let bytes = raw.until_silence_behind(20).await;
    let (head, body) = split(&bytes);
    assert!(states_length(&head, CARD.len()), "{head}");
    assert_eq!(body, &CARD.as_bytes()[..20]);
    stage.server.stop().await;
    assert!(raw.is_closed_in_silence().await);
}

#[tokio::test]
async fn a_late_answer_is_whole_and_the_connection_goes_on() {
    let stage = Stage::new().await;
    let by = Duration::from_millis(50);
    for phase in [Phase::AfterChange, Phase::MidBody(20)] {
        stage.inject(FaultKind::Delay(by), phase);
        let mut raw = Raw::connect(&stage.server).await;
        let asked = Instant::now();
        raw.send(&stage.get).await;
        assert_eq!(raw.response().await.body, CARD.as_bytes());
        assert!(asked.elapsed() >= by, "{phase}");
        raw.send(&stage.get).await;
        assert_eq!(raw.response().await.status(), 200);
    }
}

#[tokio::test]
async fn a_pause_in_mid_body_lets_the_first_bytes_go() {
    let stage = Stage::new().await;
    let kind = FaultKind::Delay(Duration::from_secs(3600));
    stage.inject(kind, Phase::MidBody(20));
    let mut raw = Raw::connect(&stage.server).await;
    raw.send(&stage.get).await;
    let bytes = raw.until_silence_behind(20).await;
    assert_eq!(split(&bytes).1, &CARD.as_bytes()[..20]);
    // A server that stops waits no longer: the rest goes at once.
    stage.server.stop().await;
    let (rest, ending) = raw.read_to_end().await;
    assert_eq!(
        (rest.as_slice(), ending),
        (&CARD.as_bytes()[20..], Ending::Closed)
    );
}

#[tokio::test]
async fn a_dribbled_body_takes_its_time_and_is_whole() {
    let stage = Stage::new().await;
    let every = Duration::from_millis(2);
    let pieces = u32::try_from(CARD.len().div_ceil(10)).unwrap();
    stage.inject(FaultKind::Dribble { bytes: 10, every }, Phase::AfterChange);
    let mut raw = Raw::connect(&stage.server).await;
    let asked = Instant::now();
    raw.send(&stage.get).await;
    assert_eq!(raw.response().await.body, CARD.as_bytes());
    assert!(asked.elapsed() >= every * pieces);
    raw.send(&stage.get).await;
    assert_eq!(raw.response().await.status(), 200);
}

#[tokio::test]
async fn answers_to_earlier_requests_leave_before_the_connection_breaks() {
    let stage = Stage::new().await;
    let fault = Fault::new(Operation::Get, FaultKind::Reset).nth(3);
    stage.server.inject_fault(fault);
    let mut raw = Raw::connect(&stage.server).await;
    raw.send(stage.get.repeat(3)).await;
    for _ in 0..2 {
        assert_eq!(raw.response().await.body, CARD.as_bytes());
    }
    assert_eq!(raw.read_to_end().await, (Vec::new(), Ending::Reset));
}

#[tokio::test]
async fn a_change_that_was_made_stays_although_its_answer_was_reset() {
    let stage = Stage::new().await;
    let path = book(&stage.server).await + "lost.vcf";
    let put = |service: &SharedService| {
        format!(
            "PUT {path} HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: text/vcard\r\n\
             Content-Length: {}\r\n\r\n{}",
            authorization(service),
            CARD.len(),
            CARD.replace("ada@", "eva@")
        )
    };
    for (phase, cards) in [(Phase::BeforeChange, 1), (Phase::AfterChange, 2)] {
        let reset = Fault::new(Operation::Create, FaultKind::Reset);
        let _guard = stage.server.fault(reset.at(phase).unwrap());
        let mut raw = Raw::connect(&stage.server).await;
        raw.send(put(&stage.server)).await;
        assert_eq!(raw.read_to_end().await, (Vec::new(), Ending::Reset));
        assert_eq!(stage.server.card_hrefs().unwrap().len(), cards, "{phase}");
    }
}

#[tokio::test]
async fn malformed_xml_has_the_length_that_it_states() {
    let stage = Stage::new().await;
    let fault = Fault::new(Operation::Propfind, FaultKind::MalformedXml);
    stage.server.inject_fault(fault);
    let path = book(&stage.server).await;
    let request = format!(
        "PROPFIND {path} HTTP/1.1\r\nHost: localhost\r\nDepth: 1\r\n{}\r\n",
        authorization(&stage.server)
    );
    let mut raw = Raw::connect(&stage.server).await;
    raw.send(request).await;
    let response = raw.response().await;
    assert_eq!(response.status(), 207);
    let text = String::from_utf8(response.body).unwrap();
    assert!(text.ends_with("</d:response>\n"), "{text}");
    assert_eq!(discover(&client(), &stage.server).await.status(), 301);
}
