//! Requests and responses as plain values: what every door hands in and gets back.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

/// How a request travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// In clear. Google refuses it (google:AUTH-02).
    Http,
    /// Over TLS.
    Https,
    /// In clear or not at all, through a door that states HTTPS; the explanation says so.
    StatedHttps,
}

/// The door through which a request came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Door {
    /// None: it was handed over in memory, and its answer is handed back. Nothing of a
    /// [`Wire`](crate::Wire) is carried out.
    #[default]
    Memory,
    /// The `wiremock` door, which can be late or silent and nothing else of a
    /// [`Wire`](crate::Wire).
    Wiremock,
    /// A connection that speaks HTTP/1.1 or HTTP/1.0.
    Http1,
    /// A stream of a connection that speaks HTTP/2. What concerns the connection happens to the
    /// stream instead: RST_STREAM for a reset, END_STREAM too early for an orderly end.
    Http2,
}

/// A request, as it came in.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method, case kept (RFC 9110 §9.1: methods are case-sensitive).
    pub method: Method,
    /// How it travelled, as the door states.
    pub scheme: Scheme,
    /// The door through which it came.
    pub door: Door,
    /// Path and query exactly as sent: nothing decoded, nothing normalised. An absolute URL
    /// (RFC 9112 §3.2.2) is accepted too.
    pub target: String,
    /// The headers. Under HTTP/2 the door puts `:authority` into `Host`.
    pub headers: HeaderMap,
    /// The body, whole.
    pub body: Bytes,
}

impl Request {
    /// A request without headers or body. It has not travelled at all; whoever hands it in
    /// states HTTPS.
    #[must_use]
    pub fn new(method: Method, target: impl Into<String>) -> Self {
        Self {
            method,
            scheme: Scheme::StatedHttps,
            door: Door::Memory,
            target: target.into(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// Adds a header line.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }
}

/// Neither header values nor body nor target: all three may hold secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("scheme", &self.scheme)
            .field("door", &self.door)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A response, complete: a door adds nothing and leaves nothing out.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: StatusCode,
    /// The headers, among them `Date`, `Server` and, where a body may follow, `Content-Length`.
    pub headers: HeaderMap,
    /// The body. Empty in answers to HEAD, whose `Content-Length` still tells the size of the
    /// body that GET would send (RFC 9110 §9.3.2).
    pub body: Bytes,
}

/// Neither header values nor body: both may hold secrets.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_of_a_request_holds_no_secret() {
        let request = Request::new(
            Method::GET,
            "/principals/user@example.com/?access_token=s3cret",
        )
        .with_header(
            http::header::AUTHORIZATION,
            HeaderValue::from_static("Bearer s3cret"),
        )
        .with_body("s3cret");
        let shown = format!("{request:?}");
        assert!(
            !shown.contains("s3cret") && !shown.contains("user@"),
            "{shown}"
        );
    }
}
