//! The `wiremock` door.
#![cfg(feature = "wiremock")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::{Duration, Instant};

use cardproof_mock::quirk::Profile;
use cardproof_mock::{Fault, FaultKind, MockServer, Operation, Phase, Scheme, SharedService};
use http::{Method, StatusCode};
use reqwest::{RequestBuilder, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use wiremock::matchers::{any, method};
use wiremock::{Mock, ResponseTemplate};

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\n\
                    UID:ada@example.com\r\nEND:VCARD\r\n";

/// Google's CardDAV on a wiremock server, and a client that is logged in to it.
struct Mounted {
    google: SharedService,
    server: wiremock::MockServer,
    client: reqwest::Client,
}

impl Mounted {
    async fn new() -> Self {
        let google = MockServer::builder().profile(Profile::Rfc).share().unwrap();
        let server = wiremock::MockServer::start().await;
        let mounted = Self {
            google,
            server,
            client: client(),
        };
        mounted.mount().await;
        mounted
    }

    async fn mount(&self) {
        Mock::given(any())
            .respond_with(self.google.clone())
            .with_priority(255)
            .mount(&self.server)
            .await;
    }

    fn request(&self, method: &str, target: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.client
            .request(method, self.server.uri() + target)
            .bearer_auth(self.google.token().reveal())
    }

    async fn discover(&self) -> Response {
        let request = self.request("PROPFIND", "/.well-known/carddav");
        request.send().await.unwrap()
    }

    async fn status(&self) -> StatusCode {
        self.discover().await.status()
    }
}

fn client() -> reqwest::Client {
    // Another test of this program may have installed the provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_card_is_created_and_read_through_wiremock() {
    let mounted = Mounted::new().await;
    let found = mounted.discover().await;
    let book = found.headers()["location"].to_str().unwrap();
    let target = format!("{book}ada.vcf");
    let put = mounted.request("PUT", &target);
    let put = put.header("Content-Type", "text/vcard").body(CARD);
    assert_eq!(put.send().await.unwrap().status(), 201);

    let read = mounted.request("GET", &target).send().await.unwrap();
    let kind = read.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("text/vcard"), "{kind}");
    assert_eq!(read.text().await.unwrap(), CARD);

    let head = mounted.request("HEAD", &target).send().await.unwrap();
    assert_eq!(
        head.headers()["content-length"],
        CARD.len().to_string().as_str()
    );

    let list = mounted.request("PROPFIND", book).header("Depth", "1");
    let list = list.body(r#"<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>"#);
    let list = list.send().await.unwrap();
    assert_eq!(list.status(), 207);
    assert_eq!(list.headers()["content-type"], "text/xml; charset=UTF-8");
    assert!(list.text().await.unwrap().contains(&target));
}

#[tokio::test]
async fn a_header_of_several_lines_stays_so() {
    let found = Mounted::new().await.discover().await;
    assert_eq!(found.headers().get_all("vary").iter().count(), 3);
    assert_eq!(found.headers().get_all("date").iter().count(), 1);
}

#[tokio::test]
async fn requests_count_as_sent_over_https_and_the_journal_says_so() {
    let mounted = Mounted::new().await;
    assert_eq!(mounted.status().await, 301);
    let last = mounted.google.journal().pop().unwrap();
    assert_eq!(last.request.scheme, Scheme::StatedHttps);
}

#[tokio::test]
async fn a_mock_in_front_takes_precedence_until_it_is_used_up() {
    let mounted = Mounted::new().await;
    Mock::given(method("PROPFIND"))
        .respond_with(ResponseTemplate::new(503))
        .up_to_n_times(1)
        .with_priority(1)
        .mount(&mounted.server)
        .await;
    assert_eq!(mounted.status().await, 503);
    assert_eq!(mounted.status().await, 301);
}

#[tokio::test]
async fn wiremock_has_normalised_the_target_before_the_service_sees_it() {
    let mounted = Mounted::new().await;
    let mut stream = TcpStream::connect(mounted.server.address()).await.unwrap();
    stream
        .write_all(b"GET /a/../b{c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    stream.read_to_end(&mut Vec::new()).await.unwrap();
    let last = mounted.google.journal().pop().unwrap();
    assert_eq!(last.request.target, "/b%7Bc");
}

#[tokio::test]
async fn a_guard_of_our_own_takes_away_what_it_put_there() {
    let mounted = Mounted::new().await;
    let unavailable = Fault::status(Operation::Discovery, StatusCode::SERVICE_UNAVAILABLE);
    let guard = mounted.google.fault(unavailable);
    assert_eq!(mounted.status().await, 503);
    drop(guard);
    assert_eq!(mounted.status().await, 301);
}

#[tokio::test]
async fn what_wiremock_cannot_carry_the_explanation_says() {
    let mounted = Mounted::new().await;
    let reset = Fault::new(Operation::Discovery, FaultKind::Reset);
    let lost = reset.clone().at(Phase::AfterChange).unwrap();
    for (fault, status) in [(reset, 503), (lost, 301)] {
        let _guard = mounted.google.fault(fault);
        assert_eq!(mounted.status().await, status);
        let last = mounted.google.journal().pop().unwrap();
        assert!(last.explanation.facts.iter().any(|fact| {
            fact.name == "instead of the fault"
                && fact.value == "wiremock sends the answer whole and at once"
        }));
    }
}

#[tokio::test]
async fn wiremock_can_be_late_and_silent() {
    let mounted = Mounted::new().await;
    let late = Duration::from_millis(50);
    let delay = Fault::new(Operation::Discovery, FaultKind::Delay(late));
    let asked = Instant::now();
    let guard = mounted.google.fault(delay);
    assert_eq!(mounted.status().await, 301);
    assert!(asked.elapsed() >= late);
    drop(guard);
    let _guard = mounted
        .google
        .fault(Fault::new(Operation::Discovery, FaultKind::Silence));
    let request = mounted.request("PROPFIND", "/.well-known/carddav");
    let silent = request.timeout(Duration::from_millis(200)).send().await;
    assert!(silent.unwrap_err().is_timeout());
}

/// The trap of which the documentation warns. When this fails, wiremock has mended it: take the
/// warning out.
#[tokio::test]
async fn dropping_a_scoped_mock_in_front_takes_the_service_away_instead() {
    let mounted = Mounted::new().await;
    let guard = Mock::given(any())
        .respond_with(ResponseTemplate::new(503))
        .with_priority(1)
        .mount_as_scoped(&mounted.server)
        .await;
    assert_eq!(mounted.status().await, 503);
    drop(guard);
    assert_eq!(mounted.status().await, 503);
}
