//! Responses: their headers and the bodies that Google gives to errors.

use std::sync::LazyLock;

use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, DATE, EXPIRES, LOCATION, PRAGMA, SERVER, VARY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS, X_XSS_PROTECTION,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use crate::message::Response;

/// A response while it is put together.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Reply {
    /// A response with a body of a type.
    pub(crate) fn new(status: StatusCode, content_type: &'static str, body: Bytes) -> Self {
        Self::without_body(status)
            .set(CONTENT_TYPE, HeaderValue::from_static(content_type))
            .with_body(body)
    }

    /// A response that has no body.
    pub(crate) fn without_body(status: StatusCode) -> Self {
        Self {
            status,
            // Room for what most answers have.
            headers: HeaderMap::with_capacity(12),
            body: Bytes::new(),
        }
    }

    /// The 304 to a card: with what the 200 would have said about caches (RFC 9110 §15.4.5).
    pub(crate) fn not_modified() -> Self {
        Self::without_body(StatusCode::NOT_MODIFIED)
            .uncached()
            .varying()
    }

    /// A multistatus or `DAV:error` document (google:HTTP-01).
    pub(crate) fn xml(status: StatusCode, body: Bytes) -> Self {
        static HEADERS: LazyLock<HeaderMap> = LazyLock::new(|| {
            Reply::new(StatusCode::OK, "text/xml; charset=UTF-8", Bytes::new())
                .uncached()
                .varying()
                .headers
        });
        Self {
            status,
            headers: HEADERS.clone(),
            body,
        }
    }

    /// An error of the service in Google's JSON envelope (google:ERR-01).
    pub(crate) fn json_error(status: StatusCode, message: &str, word: &str) -> Self {
        let code = status.as_u16();
        let body = format!(
            "{{\n  \"error\": {{\n    \"code\": {code},\n    \"message\": \"{message}\",\n    \
             \"status\": \"{word}\"\n  }}\n}}\n"
        );
        Self::new(status, "application/json; charset=UTF-8", body.into())
            .varying()
            .guarded()
    }

    /// An error of the front in Google's HTML page (google:ERR-04).
    pub(crate) fn html_error(status: StatusCode) -> Self {
        let code = status.as_u16();
        let reason = status.canonical_reason().unwrap_or("Error");
        let body = format!(
            "<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  \
             <title>Error {code} ({reason})!!1</title>\n  <p><b>{code}.</b> {reason}.\n</html>\n"
        );
        Self::new(status, "text/html; charset=UTF-8", body.into())
    }

    /// A redirect with the headers that were seen (google:DISC-02).
    pub(crate) fn redirect(location: &str) -> Self {
        Self::new(
            StatusCode::MOVED_PERMANENTLY,
            "text/plain; charset=UTF-8",
            Bytes::new(),
        )
        .set(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
        .set(X_XSS_PROTECTION, HeaderValue::from_static("1; mode=block"))
        .uncached()
        .set_text(LOCATION, location)
        .set(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"))
        .varying()
    }

    pub(crate) const fn status(&self) -> StatusCode {
        self.status
    }

    /// Sets a header.
    pub(crate) fn set(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Sets a header whose value is put together at run time. A value that no header can carry is
    /// left out; none of ours is such.
    pub(crate) fn set_text(self, name: HeaderName, value: &str) -> Self {
        match HeaderValue::from_str(value) {
            Ok(value) => self.set(name, value),
            Err(_) => self,
        }
    }

    /// Adds a header line beside those of the same name.
    pub(crate) fn add(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Forbids every cache (google:DISC-02, google:HTTP-01).
    pub(crate) fn uncached(self) -> Self {
        self.set(
            CACHE_CONTROL,
            HeaderValue::from_static("no-cache, no-store, max-age=0, must-revalidate"),
        )
        .set(PRAGMA, HeaderValue::from_static("no-cache"))
        .set(
            EXPIRES,
            HeaderValue::from_static("Mon, 01 Jan 1990 00:00:00 GMT"),
        )
    }

    /// `Vary` as Google sends it: three lines (google:HTTP-01).
    pub(crate) fn varying(self) -> Self {
        ["Origin", "X-Origin", "Referer"]
            .into_iter()
            .fold(self, |reply, on| {
                reply.add(VARY, HeaderValue::from_static(on))
            })
    }

    /// Tells browsers what not to do (google:AUTH-08).
    pub(crate) fn guarded(self) -> Self {
        self.set(X_XSS_PROTECTION, HeaderValue::from_static("0"))
            .set(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"))
            .set(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
    }

    fn with_body(mut self, body: Bytes) -> Self {
        self.body = body;
        self
    }

    /// Adds what every response has. The answer to HEAD loses its body and keeps its length.
    pub(crate) fn finish(mut self, now: Timestamp, to_head: bool) -> Response {
        if let Ok(date) = HeaderValue::from_str(&http_date(now)) {
            self.headers.insert(DATE, date);
        }
        self.headers.insert(SERVER, HeaderValue::from_static("ESF"));
        let may_have_body = !matches!(
            self.status,
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
        );
        if may_have_body {
            self.headers
                .insert(CONTENT_LENGTH, HeaderValue::from(self.body.len()));
        }
        Response {
            status: self.status,
            headers: self.headers,
            body: if to_head { Bytes::new() } else { self.body },
        }
    }
}

/// A date as HTTP writes it (RFC 9110 §5.6.7).
pub(crate) fn http_date(at: Timestamp) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&at)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2022-07-24T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_universal_400_has_the_bytes_that_were_seen() {
        let reply = Reply::json_error(
            StatusCode::BAD_REQUEST,
            "Request contains an invalid argument.",
            "INVALID_ARGUMENT",
        );
        let response = reply.finish(now(), false);
        assert_eq!(
            response.body,
            "{\n  \"error\": {\n    \"code\": 400,\n    \"message\": \"Request contains an invalid \
             argument.\",\n    \"status\": \"INVALID_ARGUMENT\"\n  }\n}\n"
        );
        assert_eq!(
            response.headers[CONTENT_TYPE],
            "application/json; charset=UTF-8"
        );
        assert_eq!(
            response.headers[CONTENT_LENGTH],
            response.body.len().to_string()
        );
        assert_eq!(response.headers[DATE], "Sun, 24 Jul 2022 10:00:00 GMT");
    }

    #[test]
    fn the_page_has_the_title_that_was_seen() {
        let response = Reply::html_error(StatusCode::BAD_REQUEST).finish(now(), false);
        let body = String::from_utf8(response.body.to_vec()).unwrap();
        assert!(
            body.contains("<title>Error 400 (Bad Request)!!1</title>"),
            "{body}"
        );
    }

    #[test]
    fn head_keeps_the_length_and_loses_the_body() {
        let response = Reply::html_error(StatusCode::NOT_FOUND).finish(now(), true);
        assert!(response.body.is_empty());
        assert_ne!(response.headers[CONTENT_LENGTH], "0");
    }

    #[test]
    fn no_content_has_no_length() {
        let response = Reply::without_body(StatusCode::NO_CONTENT).finish(now(), false);
        assert!(!response.headers.contains_key(CONTENT_LENGTH));
    }
}
