//! Refusals: why not, how it is said, and what would have succeeded.

use bytes::Bytes;
use http::header::{ALLOW, HeaderName};
use http::{HeaderValue, StatusCode};

use crate::dav::{Condition, Multistatus, TooLarge};
use crate::explanation::Notes;
use crate::quirk::{ErrorBodies, Quirks};
use crate::reply::Reply;

/// A request that is not done.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Details>);

#[derive(Debug)]
struct Details {
    status: StatusCode,
    body: Body,
    /// The standard's name for it, with the standard's status.
    condition: Option<(StatusCode, Condition)>,
    /// Whether the condition is sent whatever the quirk says.
    always_named: bool,
    headers: Vec<(HeaderName, HeaderValue)>,
    because: String,
    remedy: Option<String>,
}

#[derive(Debug)]
enum Body {
    Json {
        message: &'static str,
        word: &'static str,
    },
    Html,
    NotModified,
    Own {
        content_type: &'static str,
        bytes: Bytes,
    },
}

impl From<TooLarge> for Refusal {
    fn from(too_large: TooLarge) -> Self {
        Self::page(StatusCode::INSUFFICIENT_STORAGE, too_large.to_string())
            .unless("ask for fewer properties, or for fewer cards at once")
    }
}

impl Refusal {
    /// 400 with the universal JSON body (google:ERR-02).
    pub(crate) fn invalid_argument(because: impl Into<String>) -> Self {
        Self::json(
            StatusCode::BAD_REQUEST,
            ("Request contains an invalid argument.", "INVALID_ARGUMENT"),
            because,
        )
    }

    /// 404 with JSON (google:ERR-03).
    pub(crate) fn not_found(because: impl Into<String>) -> Self {
        Self::json(
            StatusCode::NOT_FOUND,
            ("Requested entity was not found.", "NOT_FOUND"),
            because,
        )
    }

    /// 403 with JSON.
    pub(crate) fn forbidden(because: impl Into<String>) -> Self {
        Self::json(
            StatusCode::FORBIDDEN,
            ("The caller does not have permission", "PERMISSION_DENIED"),
            because,
        )
    }

    /// 409 with JSON.
    pub(crate) fn conflict(because: impl Into<String>) -> Self {
        Self::json(
            StatusCode::CONFLICT,
            ("The operation was aborted.", "ABORTED"),
            because,
        )
    }

    /// 412 (RFC 9110 §15.5.13).
    pub(crate) fn precondition_failed(because: impl Into<String>) -> Self {
        Self::json(
            StatusCode::PRECONDITION_FAILED,
            ("Precondition check failed.", "FAILED_PRECONDITION"),
            because,
        )
    }

    /// An HTML page, for what goes wrong before the service is reached (google:ERR-04).
    pub(crate) fn page(status: StatusCode, because: impl Into<String>) -> Self {
        Self::new(status, Body::Html, because)
    }

    /// 304 (RFC 9110 §15.4.5): no refusal to the client, but nothing is sent.
    pub(crate) fn not_modified(because: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_MODIFIED, Body::NotModified, because)
    }

    /// 405 (RFC 9110 §15.5.6).
    pub(crate) fn not_allowed(allow: &str, because: impl Into<String>) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, Body::Html, because).with_text(ALLOW, allow)
    }

    /// Any status with Google's JSON.
    pub(crate) fn json(
        status: StatusCode,
        (message, word): (&'static str, &'static str),
        because: impl Into<String>,
    ) -> Self {
        Self::new(status, Body::Json { message, word }, because)
    }

    /// Any status with a body of its own: its type and its bytes.
    pub(crate) fn with_body(
        status: StatusCode,
        (content_type, bytes): (&'static str, Bytes),
        because: impl Into<String>,
    ) -> Self {
        let body = Body::Own {
            content_type,
            bytes,
        };
        Self::new(status, body, because)
    }

    fn new(status: StatusCode, body: Body, because: impl Into<String>) -> Self {
        Self(Box::new(Details {
            status,
            body,
            condition: None,
            always_named: false,
            headers: Vec::new(),
            because: because.into(),
            remedy: None,
        }))
    }

    /// Names the standard's condition, which is sent with the standard's status where the quirk
    /// `error.bodies` says so.
    pub(crate) fn naming(mut self, status: StatusCode, condition: Condition) -> Self {
        self.0.condition = Some((status, condition));
        self
    }

    /// Names the standard's condition whatever the quirk `error.bodies` says, because a quirk of
    /// its own has decided.
    pub(crate) fn always_naming(mut self, status: StatusCode, condition: Condition) -> Self {
        self.0.always_named = true;
        self.naming(status, condition)
    }

    /// Says which change to the request would have succeeded.
    pub(crate) fn unless(mut self, remedy: impl Into<String>) -> Self {
        self.0.remedy = Some(remedy.into());
        self
    }

    /// Adds a header.
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// Adds a header whose value is put together at run time.
    pub(crate) fn with_text(self, name: HeaderName, value: &str) -> Self {
        match HeaderValue::from_str(value) {
            Ok(value) => self.with(name, value),
            Err(_) => self,
        }
    }

    /// The response, with everything noted. This is the one place that asks `error.bodies`.
    pub(crate) fn into_reply(self, quirks: &Quirks, notes: &Notes) -> Reply {
        let details = *self.0;
        notes.because(details.because);
        if let Some(remedy) = details.remedy {
            notes.remedy(remedy);
        }
        let by_standard = details.condition.filter(|_| {
            details.always_named || notes.ask(quirks.error_bodies) == ErrorBodies::DavError
        });
        let reply = match by_standard {
            Some((status, condition)) => Reply::xml(status, Multistatus::error(&condition)),
            None => match details.body {
                Body::Json { message, word } => Reply::json_error(details.status, message, word),
                Body::Html => Reply::html_error(details.status),
                Body::NotModified => Reply::not_modified(),
                Body::Own {
                    content_type,
                    bytes,
                } => Reply::new(details.status, content_type, bytes)
                    .varying()
                    .guarded(),
            },
        };
        details
            .headers
            .into_iter()
            .fold(reply, |reply, (name, value)| reply.add(name, value))
    }
}
