//! What went wrong, for programs and people (RFC 9457).

use http::StatusCode;
use http::header::ALLOW;
use http::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::shape::{Field, Kind, Shape};
use crate::quirk::QuirkError;
use crate::store::ControlError;

/// A request to the control API that is not done.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    /// The last part of the type's URI: `unknown-field`.
    kind: &'static str,
    title: &'static str,
    detail: String,
    /// The field, parameter or header that is meant: `/account`, `?limit`, `Host`.
    location: Option<String>,
    remedy: String,
    header: Option<Box<(HeaderName, HeaderValue)>>,
}

/// What a problem looks like.
pub(super) const SHAPE: Shape = Shape {
    name: "Problem",
    about: "What went wrong (RFC 9457).",
    fields: &[
        Field::required("type", Kind::Text, "The kind of problem, as a URI."),
        Field::required("title", Kind::Text, "The kind of problem, in words."),
        Field::required("status", Kind::Number(400, 599), "The status."),
        Field::required("detail", Kind::Text, "What is wrong here."),
        Field::new(
            "where",
            Kind::Text,
            "What is meant: a JSON pointer into the body, `?` and a parameter, or a header.",
        ),
        Field::required("remedy", Kind::Text, "How to mend it."),
    ],
};

impl Problem {
    pub(super) fn new(
        status: StatusCode,
        (kind, title): (&'static str, &'static str),
        detail: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            status,
            kind,
            title,
            detail: detail.into(),
            location: None,
            remedy: remedy.into(),
            header: None,
        }
    }

    /// A value that is not what it should be.
    pub(super) fn bad_value(
        location: impl Into<String>,
        detail: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let kind = ("bad-value", "A value is not what it should be");
        Self::new(StatusCode::BAD_REQUEST, kind, detail, remedy).at(location)
    }

    /// Something that is named and not there.
    pub(super) fn not_found(detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        let kind = ("not-found", "There is no such thing");
        Self::new(StatusCode::NOT_FOUND, kind, detail, remedy)
    }

    /// Says what is meant.
    pub(super) fn at(mut self, location: impl Into<String>) -> Self {
        self.location = Some(location.into());
        self
    }

    /// Sends a header along.
    pub(super) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.header = Some(Box::new((name, value)));
        self
    }

    /// Another method is wanted.
    pub(super) fn not_allowed(method: &str, allow: &str) -> Self {
        let problem = Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            ("method-not-allowed", "The path takes other methods"),
            format!("nothing is done with {method} here"),
            format!("Send {allow}."),
        );
        match HeaderValue::from_str(allow) {
            Ok(value) => problem.with(ALLOW, value),
            Err(_) => problem,
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let mut value = json!({
            "type": format!("urn:cardproof:problem:{}", self.kind),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(location) = &self.location {
            value["where"] = location.as_str().into();
        }
        value["remedy"] = self.remedy.as_str().into();
        value
    }

    pub(super) fn header(&self) -> Option<(HeaderName, HeaderValue)> {
        self.header.as_deref().cloned()
    }
}

impl From<ControlError> for Problem {
    fn from(error: ControlError) -> Self {
        let (status, location, remedy) = match &error {
            ControlError::NoAccount => (
                StatusCode::NOT_FOUND,
                "/account",
                "GET /__cardproof/world lists the accounts; POST /__cardproof/accounts adds one.",
            ),
            ControlError::AccountExists => (
                StatusCode::CONFLICT,
                "/address",
                "Use the account as it is, or choose another address.",
            ),
            ControlError::BadAddress => (
                StatusCode::BAD_REQUEST,
                "/address",
                "Write an e-mail address.",
            ),
            ControlError::NoToken => (
                StatusCode::NOT_FOUND,
                "/token",
                "Send a token of this server, or leave it out to mean the client's own.",
            ),
            ControlError::NoClient => (
                StatusCode::NOT_FOUND,
                "/client_id",
                "Name a client of this server.",
            ),
            ControlError::ClientExists => (
                StatusCode::CONFLICT,
                "/client_id",
                "Choose another client id.",
            ),
            ControlError::NoCard => (
                StatusCode::NOT_FOUND,
                "?href",
                "GET /__cardproof/cards lists the hrefs.",
            ),
            ControlError::BadCard(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "/vcard",
                "Send one vCard 3.0 with BEGIN, VERSION, N or FN, and END.",
            ),
            ControlError::ClockGoesBack => (
                StatusCode::CONFLICT,
                "/at",
                "Name a later time, or come back to a saved state.",
            ),
            ControlError::BadPrefix => (
                StatusCode::BAD_REQUEST,
                "/prefix",
                "Write `/carddav/v2`, or leave it out for a random one.",
            ),
            ControlError::BadToken => (
                StatusCode::CONFLICT,
                "/value",
                "Choose another text, or leave it out for a random one.",
            ),
            ControlError::NoSave => (
                StatusCode::NOT_FOUND,
                "/name",
                "GET /__cardproof/saves lists what is saved; PUT saves.",
            ),
        };
        let kind = match status {
            StatusCode::NOT_FOUND => ("not-found", "There is no such thing"),
            StatusCode::CONFLICT => ("conflict", "That does not go with what is there"),
            _ => ("bad-value", "A value is not what it should be"),
        };
        Self::new(status, kind, error.to_string(), remedy).at(location)
    }
}

impl From<QuirkError> for Problem {
    fn from(error: QuirkError) -> Self {
        let detail = error.to_string();
        match error {
            QuirkError::UnknownValue { known, .. } => {
                let remedy = format!("Choose one of {}.", known.join(", "));
                Self::bad_value("/value", detail, remedy)
            }
            _ => Self::not_found(detail, "GET /__cardproof/quirks lists them."),
        }
    }
}
