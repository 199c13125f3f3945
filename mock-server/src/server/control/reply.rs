//! What the control API answers with.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;

use super::problem::Problem;
use crate::journal::JournalFilter;
use crate::message::Response;

/// What an operation that is done answers with.
#[derive(Debug)]
pub(super) enum Reply {
    /// A value.
    Json(Value),
    /// Nothing.
    Nothing,
    /// Exchanges as they come: those that the filter lets through, after a number.
    Events(Box<JournalFilter>, u64),
}

/// A response with JSON in it. Nobody keeps answers, and no page of another site reads them.
pub(super) fn json(status: StatusCode, content_type: &'static str, value: &Value) -> Response {
    let mut headers = plain_headers();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    Response {
        status,
        headers,
        body: Bytes::from(format!("{value:#}\n")),
    }
}

/// A response without a body.
pub(super) fn nothing(status: StatusCode) -> Response {
    Response {
        status,
        headers: plain_headers(),
        body: Bytes::new(),
    }
}

/// The headers of every answer.
pub(super) fn plain_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let sniffing = http::header::X_CONTENT_TYPE_OPTIONS;
    headers.insert(sniffing, HeaderValue::from_static("nosniff"));
    headers
}

impl From<Problem> for Response {
    fn from(problem: Problem) -> Self {
        let mut response = json(
            problem.status,
            "application/problem+json",
            &problem.to_json(),
        );
        if let Some((name, value)) = problem.header() {
            response.headers.insert(name, value);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use http::header::ALLOW;

    use super::*;

    #[test]
    fn a_problem_is_sent_with_its_own_media_type_and_header() {
        let response = Response::from(Problem::not_allowed("PATCH", "GET"));
        assert_eq!(response.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers[ALLOW], "GET");
        assert_eq!(response.headers[CONTENT_TYPE], "application/problem+json");
        let body: Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(body["status"], 405);
    }
}
