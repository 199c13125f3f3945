//! Answers of the authorization server.

use bytes::Bytes;
use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, PRAGMA,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;

use crate::message::Response;

/// Everything here is for one reader and one time (RFC 6749 §5.1).
const NO_STORE: HeaderValue =
    HeaderValue::from_static("no-cache, no-store, max-age=0, must-revalidate");

/// The pages run nothing, load nothing and stand in no frame (RFC 6749 §10.13). Where a form may
/// lead is not said: browsers apply that to the redirect behind it too.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
);

/// A JSON body, printed as Google prints it.
pub(super) fn json(status: StatusCode, value: &Value) -> Response {
    let mut response = answer(status, format!("{value:#}\n").into());
    response.headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    response
}

/// A page for a person.
pub(super) fn page(status: StatusCode, html: String) -> Response {
    let mut response = answer(status, html.into());
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
    ] {
        response
            .headers
            .insert(name, HeaderValue::from_static(value));
    }
    response
        .headers
        .insert(CONTENT_SECURITY_POLICY, PAGE_POLICY);
    response
}

/// Sends the browser on.
pub(super) fn redirect(uri: &str) -> Response {
    let mut response = answer(StatusCode::FOUND, Bytes::new());
    if let Ok(location) = HeaderValue::from_str(uri) {
        response.headers.insert(LOCATION, location);
    }
    response
}

/// Refuses a method.
pub(super) fn method_not_allowed(allow: &'static str) -> Response {
    let mut response = answer(StatusCode::METHOD_NOT_ALLOWED, Bytes::new());
    response
        .headers
        .insert(ALLOW, HeaderValue::from_static(allow));
    response
}

fn answer(status: StatusCode, body: Bytes) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, NO_STORE);
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    Response {
        status,
        headers,
        body,
    }
}
