use std::sync::Arc;

use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::exchange::{Authorization, Client};
use crate::run::login::Account;

const MARKED: &str = "BEGIN:VCARD\r\nX-CARDPROOF-RUN:run-1\r\nEND:VCARD\r\n";

struct Target {
    server: MockServer,
    session: Session,
}

impl Target {
    async fn new() -> Self {
        let server = MockServer::start().await;
        let base = server.uri().parse().unwrap();
        let account = Account::fixed(Authorization::None);
        let mut session = Session::new(Arc::new(Client::new()), account, base).await;
        session.respect_others();
        session.set_book(None, "/b/");
        Self { server, session }
    }

    async fn on(self, verb: &str, at: &str, answer: ResponseTemplate) -> Self {
        Mock::given(method(verb))
            .and(path(at))
            .respond_with(answer)
            .mount(&self.server)
            .await;
        self
    }

    /// A card at `/b/1`, which is also found at `/b/x`.
    async fn with_card(self, body: &str) -> Self {
        let answer = ResponseTemplate::new(200)
            .insert_header("ETag", "\"7\"")
            .set_body_string(body);
        self.on("PROPFIND", "/b/x", rows(&["/b/1"]))
            .await
            .on("GET", "/b/1", answer)
            .await
    }

    async fn cleaned(&mut self, mark: Mark) -> Fate {
        let url = format!("{}/b/x", self.server.uri());
        let creation = Creation {
            run: "run-1".to_owned(),
            url: url.clone(),
            mark,
        };
        clean_up(&mut self.session, &creation, &url).await.0
    }

    async fn sent(&self) -> Vec<String> {
        let received = self.server.received_requests().await.unwrap();
        let sent = received.iter();
        sent.map(|request| format!("{} {}", request.method, request.url.path()))
            .collect()
    }
}

fn rows(hrefs: &[&str]) -> ResponseTemplate {
    let rows: String = hrefs
        .iter()
        .map(|href| format!("<response><href>{href}</href></response>"))
        .collect();
    let body = format!("<multistatus xmlns='DAV:'>{rows}</multistatus>");
    ResponseTemplate::new(207).set_body_string(body)
}

#[tokio::test]
async fn a_marked_card_is_deleted_where_the_target_keeps_it_and_as_it_was_seen() {
    let mut target = Target::new().await.with_card(MARKED).await;
    Mock::given(method("DELETE"))
        .and(path("/b/1"))
        .and(header("if-match", "\"7\""))
        .respond_with(ResponseTemplate::new(204))
        .mount(&target.server)
        .await;
    assert_eq!(target.cleaned(Mark::Marker).await, Fate::Gone);
    assert_eq!(
        target.sent().await,
        ["PROPFIND /b/x", "GET /b/1", "DELETE /b/1"]
    );
}

#[tokio::test]
async fn a_card_without_the_runs_mark_stays() {
    let left = Fate::Left("what is there now does not carry the run's marker".to_owned());
    for (body, mark) in [
        ("BEGIN:VCARD\r\nEND:VCARD\r\n", Mark::Marker),
        (
            "BEGIN:VCARD\r\nX-CARDPROOF-RUN:run-2\r\nEND:VCARD\r\n",
            Mark::Marker,
        ),
        ("changed", Mark::Sha256(digest(b"as sent"))),
    ] {
        let mut target = Target::new().await.with_card(body).await;
        assert_eq!(target.cleaned(mark).await, left);
        assert!(
            !target
                .sent()
                .await
                .iter()
                .any(|sent| sent.starts_with("DELETE"))
        );
    }
}

#[tokio::test]
async fn what_could_not_be_marked_is_told_by_its_bytes() {
    let target = Target::new().await.with_card("as sent").await;
    let mut target = target
        .on("DELETE", "/b/1", ResponseTemplate::new(204))
        .await;
    let mark = Mark::Sha256(digest(b"as sent"));
    assert_eq!(target.cleaned(mark).await, Fate::Gone);
}

#[tokio::test]
async fn what_is_gone_already_is_gone() {
    let gone = ResponseTemplate::new(404);
    let mut at_once = Target::new().await.on("PROPFIND", "/b/x", gone).await;
    assert_eq!(at_once.cleaned(Mark::Marker).await, Fate::Gone);
    let row = "<multistatus xmlns='DAV:'><response><href>/b/x</href>\
               <status>HTTP/1.1 404 Not Found</status></response></multistatus>";
    let in_a_row = ResponseTemplate::new(207).set_body_string(row);
    let mut in_a_row = Target::new().await.on("PROPFIND", "/b/x", in_a_row).await;
    assert_eq!(in_a_row.cleaned(Mark::Marker).await, Fate::Gone);
    let mut between = Target::new()
        .await
        .on("PROPFIND", "/b/x", rows(&["/b/1"]))
        .await;
    assert_eq!(between.cleaned(Mark::Marker).await, Fate::Gone);
    assert_eq!(between.sent().await.len(), 2);
}

#[tokio::test]
async fn refusals_and_failures_are_told() {
    let target = Target::new().await.with_card(MARKED).await;
    let mut target = target
        .on("DELETE", "/b/1", ResponseTemplate::new(412))
        .await;
    assert_eq!(
        target.cleaned(Mark::Marker).await,
        Fate::Left("DELETE was answered with 412".to_owned())
    );
    let target = Target::new()
        .await
        .on("PROPFIND", "/b/x", rows(&["/b/1"]))
        .await;
    let mut target = target.on("GET", "/b/1", ResponseTemplate::new(500)).await;
    assert_eq!(
        target.cleaned(Mark::Marker).await,
        Fate::Left("GET was answered with 500".to_owned())
    );
    assert_eq!(
        target.cleaned(Mark::SomewhereIn).await,
        Fate::Left("the target has not told where it keeps the card".to_owned())
    );
}

#[tokio::test]
async fn a_collection_is_deleted_only_when_it_is_empty() {
    let deleted = ResponseTemplate::new(204);
    let target = Target::new()
        .await
        .on("PROPFIND", "/b/x", rows(&["/b/x/"]))
        .await;
    let mut empty = target.on("DELETE", "/b/x/", deleted).await;
    assert_eq!(empty.cleaned(Mark::EmptyCollection).await, Fate::Gone);
    let rows = rows(&["/b/x/", "/b/x/theirs"]);
    let mut full = Target::new().await.on("PROPFIND", "/b/x", rows).await;
    assert_eq!(
        full.cleaned(Mark::EmptyCollection).await,
        Fate::Left("the collection has members".to_owned())
    );
}
