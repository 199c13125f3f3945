//! Passes requests on to the server, and its answers back.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;

use super::head::Head;
use super::origins::Origins;
use super::tape::Tape;
use crate::exchange::{
    Authorization, Client, Exchange, Failure, Outgoing, RawLine, RawRequest, Request, Response,
    Secret,
};
use crate::scenario::Device;

/// Fields that are not passed on: those of the connection (RFC 9110 §7.6.1), the host, which is
/// another one, and the codings that the client takes, because nobody could look into a body that
/// is compressed.
const DROPPED: [&str; 10] = [
    "host",
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "expect",
    "accept-encoding",
];
/// A field whose value changes with the body.
const LENGTH: &str = "content-length";

/// What a client gets.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// What the door itself has to say.
    pub(super) fn of_the_door(status: u16, text: &str) -> Self {
        let mut headers = HeaderMap::new();
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        headers.insert(CONTENT_TYPE, plain);
        Self {
            status,
            headers,
            body: Bytes::from(format!("cardproof record: {text}\n")),
        }
    }
}

/// The way from the door to the server.
#[derive(Debug)]
pub(super) struct Relay {
    pub(super) client: Client,
    pub(super) origins: Origins,
    pub(super) tape: Arc<Tape>,
}

impl Relay {
    /// Sends a request to the server, keeps what was said, and gives what the client gets.
    pub(super) async fn pass_on(&self, head: Head, body: Bytes) -> Answer {
        let body = self.origins.request_body(&body);
        let outgoing = Outgoing {
            request: self.request(&head, body),
            authorization: Authorization::None,
            device: Device::Own,
        };
        let began = Timestamp::now();
        let exchange = self.client.send(outgoing).await;
        let answer = self.answer(&exchange);
        self.tape.keep(began, exchange, &head);
        answer
    }

    /// The request as the server gets it: every line as the client wrote it, but for those that
    /// speak of the way to the door.
    fn request(&self, head: &Head, body: Bytes) -> Request {
        let lines = head.fields.iter().filter_map(|(name, value)| {
            let lower = name.to_ascii_lowercase();
            if DROPPED.contains(&lower.as_str()) {
                return None;
            }
            if lower == LENGTH {
                return Some(RawLine::Own(format!("{name}: {}", body.len())));
            }
            let line = format!(
                "{name}: {}",
                self.origins.request_field(name, value.expose())
            );
            Some(match super::secrets::is_secret(&lower) {
                true => RawLine::Credentials(Secret::new(line)),
                false => RawLine::Own(line),
            })
        });
        let raw = RawRequest {
            origin: self.origins.server(),
            target: head.target.clone(),
            lines: lines.collect(),
            omit: vec!["User-Agent".to_owned()],
        };
        let path = if head.target == "*" {
            "/*"
        } else {
            &head.target
        };
        Request {
            method: head.method.clone(),
            url: raw.origin.clone() + path,
            headers: raw.headers(),
            body,
            raw: Some(raw),
        }
    }

    fn answer(&self, exchange: &Exchange) -> Answer {
        match &exchange.outcome {
            Ok(response) => self.translated(response),
            Err(failure) => {
                let status = match failure {
                    Failure::Timeout(_) => 504,
                    _ => 502,
                };
                let text = format!("{} gave no answer: {failure}", self.origins.server());
                Answer::of_the_door(status, &text)
            }
        }
    }

    fn translated(&self, response: &Response) -> Answer {
        let fields = response.headers.iter();
        let fields = fields.map(|(name, value)| (name.clone(), self.field(name, value)));
        Answer {
            status: response.status,
            headers: fields.collect(),
            body: self.origins.answer_body(&response.body),
        }
    }

    fn field(&self, name: &HeaderName, value: &HeaderValue) -> HeaderValue {
        if *name == LOCATION
            && let Some(away) = value
                .to_str()
                .ok()
                .and_then(|it| self.origins.leads_away(it))
        {
            self.tape.note_elsewhere(away);
        }
        let translated = self.origins.answer_field(name.as_str(), value.as_bytes());
        HeaderValue::from_bytes(&translated).unwrap_or_else(|_| value.clone())
    }
}
