//! What was sent and what came back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::exchange::{Exchange, header_fields, request_fields};

/// A request with its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRecord {
    /// The method.
    pub method: String,
    /// The absolute URL.
    pub url: String,
    /// The request target as it stood in the request line, where the request went out byte for
    /// byte. The header fields of the request are in order then, and as they were written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The request.
    pub request: MessageRecord,
    /// The status code.
    pub status: Option<u16>,
    /// The response.
    pub response: Option<MessageRecord>,
    /// How many members of others were taken out of the response.
    pub foreign: usize,
    /// Why there was no answer.
    pub failure: Option<String>,
    /// How long it took.
    pub elapsed_ms: u64,
    /// Equal where two runs said the same but for values that differ from run to run.
    pub fingerprint: String,
}

/// Headers and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRecord {
    /// The header fields, sorted by name.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// Whether the body is written in base64, since it is no UTF-8.
    pub base64: bool,
}

impl ExchangeRecord {
    /// The record of an exchange.
    #[must_use]
    pub fn of(exchange: &Exchange, fingerprint: String) -> Self {
        let request = &exchange.request;
        let response = exchange.outcome.as_ref().ok();
        Self {
            method: request.method.clone(),
            url: request.url.clone(),
            target: request.raw.as_ref().map(|raw| raw.target.clone()),
            request: MessageRecord::of(request_fields(request), &request.body),
            status: response.map(|response| response.status),
            foreign: response.map_or(0, |response| response.foreign),
            response: response
                .map(|found| MessageRecord::of(header_fields(&found.headers), &found.body)),
            failure: exchange.outcome.as_ref().err().map(ToString::to_string),
            elapsed_ms: super::record::millis(exchange.elapsed),
            fingerprint,
        }
    }

    /// The status, or why there is none.
    #[must_use]
    pub fn outcome(&self) -> String {
        match (self.status, &self.failure) {
            (Some(status), _) => status.to_string(),
            (None, Some(failure)) => failure.clone(),
            (None, None) => "no answer".to_owned(),
        }
    }
}

impl MessageRecord {
    fn of(headers: Vec<(String, String)>, body: &Bytes) -> Self {
        let text = std::str::from_utf8(body);
        Self {
            headers,
            base64: text.is_err(),
            body: text.map_or_else(|_| STANDARD.encode(body), str::to_owned),
        }
    }

    /// The body for people: line ends as on this machine; what is not UTF-8 is only described.
    #[must_use]
    pub fn text(&self) -> String {
        if self.base64 {
            format!("({} bytes that are not UTF-8)", self.length())
        } else {
            self.body.replace("\r\n", "\n")
        }
    }

    /// The length of the body in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        if self.base64 {
            STANDARD.decode(&self.body).map_or(0, |bytes| bytes.len())
        } else {
            self.body.len()
        }
    }

    /// The value of a header field.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.headers.iter();
        let found = fields.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}
