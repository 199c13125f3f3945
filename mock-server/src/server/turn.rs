//! One request to the service, and its answer back.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_TYPE, HOST};
use http::uri::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, Version};
use hyper::body::Incoming;
use tokio::sync::watch;
use tokio::task::yield_now;

use super::body::{self, BodyError};
use super::control::{Asked, Control, Outcome};
use super::delivery::{Delivery, Outgoing, Sent, controlled, whole};
use super::line::Line;
use super::tls::TlsSetup;
use crate::dav::same_origin_path;
use crate::fault::Wire;
use crate::message::{Door, Request, Response, Scheme};
use crate::shared::SharedService;

/// How often a request looks whether the service is free before its thread waits for it.
const TRIES: usize = 100;

/// What every request of a server is treated by.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) service: SharedService,
    pub(super) control: Control,
    pub(super) scheme: Scheme,
    pub(super) patience: Duration,
    /// What connections speak TLS with; in clear without.
    pub(super) tls: Option<TlsSetup>,
}

impl Desk {
    /// Answers one request. One whose body does not come in to its end, or that does not say to
    /// whom it goes, never reaches the service and is answered here.
    pub(super) async fn serve<S>(
        self,
        incoming: http::Request<Incoming>,
        line: Line<S>,
        stop: watch::Receiver<()>,
    ) -> Sent {
        let (head, body) = incoming.into_parts();
        let door = match head.version {
            Version::HTTP_2 => Door::Http2,
            _ => Door::Http1,
        };
        if !is_addressed(&head) {
            let why = "There is not one Host header.\n";
            return Ok(turn_away((StatusCode::BAD_REQUEST, why), door));
        }
        let body = match body::read(body, self.patience).await {
            Ok(body) => body,
            Err(error) => return Ok(turn_away(refusal(&error), door)),
        };
        let request = request(head, body, (self.scheme, door));
        if let Some(outcome) = self.controlled(&request, &stop) {
            return Ok(controlled(outcome));
        }
        let (response, wire) = self.exchange(request).await;
        let delivery = Delivery { line, door, stop };
        delivery.deliver(response, wire).await
    }

    /// Hands a request to the service. While another one is there, which takes some microseconds,
    /// this thread turns to other connections: to sleep and be woken takes longer.
    async fn exchange(&self, mut request: Request) -> (Response, Wire) {
        for _ in 0..TRIES {
            match self.service.try_exchange(request) {
                Ok(sent) => return sent,
                Err(back) => request = back,
            }
            yield_now().await;
        }
        self.service.exchange(request)
    }

    /// What the control API answers, if the request is one to it.
    fn controlled(&self, request: &Request, stop: &watch::Receiver<()>) -> Option<Outcome> {
        let asked = Asked {
            method: &request.method,
            target: same_origin_path(&request.target),
            headers: &request.headers,
            body: &request.body,
        };
        self.control.answer(&asked, &self.service, stop)
    }
}

fn request(head: http::request::Parts, body: Bytes, (scheme, door): (Scheme, Door)) -> Request {
    let mut headers = head.headers;
    // Where the target names a host, that is the one (RFC 9112 §3.2.2, RFC 9113 §8.3.1).
    let host = head.uri.authority();
    if let Some(Ok(host)) = host.map(|host| HeaderValue::from_str(host.as_str())) {
        headers.insert(HOST, host);
    }
    let target = match (head.version, head.uri.into_parts()) {
        (
            Version::HTTP_2,
            Parts {
                path_and_query: Some(path),
                ..
            },
        ) => path.to_string(),
        (_, parts) => as_sent(parts),
    };
    Request {
        method: head.method,
        scheme,
        door,
        target,
        headers,
        body,
    }
}

/// The target as the request line had it: a path, a whole URL, an authority or `*`.
fn as_sent(parts: Parts) -> String {
    if let Parts {
        scheme: None,
        authority: None,
        path_and_query: Some(path),
        ..
    } = &parts
    {
        return path.as_str().to_owned();
    }
    http::Uri::from_parts(parts).map_or_else(|_| "/".to_owned(), |uri| uri.to_string())
}

/// Whether a request says to whom it goes, and only once (RFC 9112 §3.2).
fn is_addressed(head: &http::request::Parts) -> bool {
    head.version != Version::HTTP_11 || head.headers.get_all(HOST).iter().count() == 1
}

const fn refusal(error: &BodyError) -> (StatusCode, &'static str) {
    match error {
        BodyError::Endless => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "The request body is too long.\n",
        ),
        BodyError::TooSlow => (
            StatusCode::REQUEST_TIMEOUT,
            "The request body took too long.\n",
        ),
        BodyError::Broken => (StatusCode::BAD_REQUEST, "The request body is broken.\n"),
    }
}

fn turn_away((status, why): (StatusCode, &'static str), door: Door) -> http::Response<Outgoing> {
    let mut headers = HeaderMap::new();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=UTF-8"),
    );
    if door != Door::Http2 {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    whole(Response {
        status,
        headers,
        body: Bytes::from_static(why.as_bytes()),
    })
}
