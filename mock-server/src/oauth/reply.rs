//! Replies of the authorization server.

use http::header::{
    CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderValue, StatusCode};
use serde_json::Value;

use crate::reply::Reply;

/// The pages run nothing, load nothing and stand in no frame (RFC 6749 §10.13). Where a form may
/// lead is not said: browsers apply that to the redirect behind it too.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
);

/// A JSON body, printed as Google prints it, for nobody to store (RFC 6749 §5.1).
pub(super) fn json(status: StatusCode, value: &Value) -> Reply {
    let body = format!("{value:#}\n");
    Reply::new(status, "application/json; charset=utf-8", body.into())
        .uncached()
        .set(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
}

/// A page for a person.
pub(super) fn page(status: StatusCode, html: String) -> Reply {
    Reply::new(status, "text/html; charset=utf-8", html.into())
        .uncached()
        .set(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
        .set(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"))
        .set(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))
        .set(CONTENT_SECURITY_POLICY, PAGE_POLICY)
}

/// Sends the browser on.
pub(super) fn redirect(uri: &str) -> Reply {
    Reply::without_body(StatusCode::FOUND)
        .uncached()
        .set_text(LOCATION, uri)
}
