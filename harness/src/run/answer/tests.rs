use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::*;
use crate::exchange::{Authorization, Client, Request};
use crate::run::login::Account;

async fn session(base: &str) -> Session {
    let base = base.parse().unwrap();
    Session::new(
        Arc::new(Client::new()),
        Account::fixed(Authorization::None),
        base,
    )
    .await
}

fn letter(method: &str, base: &str) -> Letter {
    Letter::own(Request {
        method: method.to_owned(),
        url: format!("{base}/"),
        headers: HeaderMap::new(),
        body: Bytes::new(),
        raw: None,
    })
}

/// What comes of a request to a server that gives these answers, the last one for ever.
async fn answered(method: &str, answers: &[ResponseTemplate], expected: u16) -> (usize, Usable) {
    answered_by(false, method, answers, expected).await
}

/// As [`answered`], by the mock or by somebody else's server.
async fn answered_by(
    is_mock: bool,
    method: &str,
    answers: &[ResponseTemplate],
    expected: u16,
) -> (usize, Usable) {
    let server = MockServer::start().await;
    let (last, first) = answers.split_last().unwrap();
    for answer in first {
        let mock = Mock::given(any()).respond_with(answer.clone());
        mock.up_to_n_times(1).mount(&server).await;
    }
    Mock::given(any())
        .respond_with(last.clone())
        .mount(&server)
        .await;
    let asking = Asking {
        letter: &letter(method, &server.uri()),
        follow: false,
        expects: &[StatusPattern::Exactly(expected)],
        is_mock,
        patience: Patience::default(),
    };
    let mut session = session(&server.uri()).await;
    let answered = asking.answer(&mut session, &Interrupt::never()).await;
    (answered.exchanges.len(), answered.usable)
}

fn status(code: u16) -> ResponseTemplate {
    ResponseTemplate::new(code)
}

fn later(code: u16) -> ResponseTemplate {
    status(code).insert_header("Retry-After", "1")
}

fn inconclusive(reason: &str) -> Usable {
    Usable::Inconclusive(reason.to_owned())
}

#[tokio::test]
async fn what_is_expected_is_judged_and_so_is_every_other_plain_answer() {
    for (answer, expected) in [(status(503), 503), (later(429), 429), (status(404), 207)] {
        assert_eq!(
            answered("REPORT", &[answer], expected).await,
            (1, Usable::Judge)
        );
    }
}

#[tokio::test]
async fn errors_of_the_mock_count_at_once() {
    for (answer, usable) in [
        (status(429), Usable::Judge),
        (later(503), Usable::ServerError(503)),
        (status(500), Usable::ServerError(500)),
    ] {
        assert_eq!(
            answered_by(true, "REPORT", &[answer, status(207)], 207).await,
            (1, usable)
        );
    }
}

#[tokio::test]
async fn throttling_says_nothing() {
    assert_eq!(
        answered("REPORT", &[status(429)], 207).await,
        (1, inconclusive("the target answered 429"))
    );
    assert_eq!(
        answered("REPORT", &[later(503)], 207).await,
        (1, inconclusive("the target answered 503 with Retry-After"))
    );
}

#[tokio::test]
async fn a_server_error_that_comes_again_counts() {
    assert_eq!(
        answered("REPORT", &[status(500)], 207).await,
        (2, Usable::ServerError(500))
    );
    assert_eq!(
        answered("REPORT", &[status(503), status(207), status(502)], 207).await,
        (3, Usable::ServerError(502))
    );
}

#[tokio::test]
async fn a_server_error_that_does_not_come_again_says_nothing() {
    assert_eq!(
        answered("PUT", &[status(500), status(204)], 204).await,
        (
            3,
            inconclusive("the target answered 500, but not when the request was repeated")
        )
    );
}

#[tokio::test]
async fn a_post_is_never_repeated() {
    assert_eq!(
        answered("POST", &[status(500)], 201).await,
        (
            1,
            inconclusive("the target answered 500, and POST is not repeated")
        )
    );
}

#[tokio::test]
async fn no_answer_says_nothing_and_what_cannot_be_sent_is_the_scenarios_fault() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let asked = async |method: &str| {
        let asking = Asking {
            letter: &letter(method, &base),
            follow: false,
            expects: &[],
            is_mock: false,
            patience: Patience::default(),
        };
        let mut session = session(&base).await;
        asking
            .answer(&mut session, &Interrupt::never())
            .await
            .usable
    };
    assert!(matches!(asked("GET").await, Usable::Inconclusive(_)));
    assert!(matches!(asked("G T").await, Usable::Unsendable(_)));
}

#[tokio::test]
async fn redirects_that_lead_nowhere_are_told() {
    let server = MockServer::start().await;
    let answer = status(302).insert_header("Location", "/");
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let asking = Asking {
        letter: &letter("GET", &server.uri()),
        follow: true,
        expects: &[],
        is_mock: false,
        patience: Patience::default(),
    };
    let mut session = session(&server.uri()).await;
    let usable = asking
        .answer(&mut session, &Interrupt::never())
        .await
        .usable;
    assert_eq!(
        usable,
        Usable::Redirects("the redirects lead in a circle".to_owned())
    );
}

#[tokio::test]
async fn an_interrupt_ends_the_waiting() {
    let server = MockServer::start().await;
    let never = status(200).set_delay(Duration::from_secs(60));
    Mock::given(any()).respond_with(never).mount(&server).await;
    let (sender, receiver) = tokio::sync::watch::channel(false);
    let asking = letter("GET", &server.uri());
    let mut session = session(&server.uri()).await;
    let asking = Asking {
        letter: &asking,
        follow: false,
        expects: &[],
        is_mock: false,
        patience: Patience::default(),
    };
    let interrupt = Interrupt::told_by(receiver);
    let answer = asking.answer(&mut session, &interrupt);
    let (answered, _) = tokio::join!(answer, async { sender.send(true) });
    assert_eq!(answered.usable, Usable::Interrupted);
}
