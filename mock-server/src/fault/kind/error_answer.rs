//! Errors with Google's own bodies.

use std::fmt;

use http::header::RETRY_AFTER;
use http::{HeaderValue, StatusCode};
use serde_json::json;

use super::RetryAfter;
use crate::auth::{self, Failure};
use crate::explanation::Notes;
use crate::reply::Reply;
use crate::store::{Project, World};

/// An error in place of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorAnswer {
    /// Status and body.
    pub body: ErrorBody,
    /// A `Retry-After` header.
    pub retry_after: RetryAfter,
}

/// Status and body of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorBody {
    /// Any status with the JSON that Google's services give to it (google:ERR-01).
    Status(StatusCode),
    /// Any status with the HTML page of Google's front (google:ERR-04).
    Page(StatusCode),
    /// The 401 of a token that is not good (google:AUTH-08).
    BadToken,
    /// The 403 of a token that is good for other things (google:AUTH-09).
    InsufficientScope,
    /// The 403 of a project without the API (google:AUTH-10).
    ApiDisabled,
    /// The 403 that asks for an API key (google:AUTH-05).
    ApiKeyMissing,
    /// The 403 of a project that has used up its day (google:RATE-02).
    DailyLimit,
    /// The 403 of a user who asks too often (google:RATE-03).
    UserLimit,
}

impl ErrorAnswer {
    /// The answer. `seconds_left` is how long the rule goes on, where that is known.
    pub(in crate::fault) fn reply(
        &self,
        world: &World,
        seconds_left: Option<u64>,
        notes: &Notes,
    ) -> Reply {
        let reply = self.body.reply(world, notes);
        match self.retry_after.seconds(seconds_left) {
            Some(seconds) => reply.set(RETRY_AFTER, HeaderValue::from(seconds)),
            None => reply,
        }
    }
}

impl From<ErrorBody> for ErrorAnswer {
    fn from(body: ErrorBody) -> Self {
        Self {
            body,
            retry_after: RetryAfter::Never,
        }
    }
}

impl ErrorBody {
    fn reply(self, world: &World, notes: &Notes) -> Reply {
        let refusal = match self {
            Self::Status(status) => {
                let (message, word) = google_words(status);
                return Reply::json_error(status, message, word);
            }
            Self::Page(status) => return Reply::html_error(status),
            Self::ApiKeyMissing => {
                let message = "The request is missing a valid API key.";
                return Reply::json_error(StatusCode::FORBIDDEN, message, "PERMISSION_DENIED");
            }
            Self::DailyLimit => return usage_limit(&daily_limit(), "dailyLimitExceeded"),
            Self::UserLimit => return usage_limit(&user_limit(), "rateLimitExceeded"),
            Self::BadToken => Failure::Ended.refuse(world, notes),
            Self::InsufficientScope => Failure::Scope.refuse(world, notes),
            Self::ApiDisabled => auth::refuse_disabled_api(world, notes),
        };
        refusal.into_reply(&world.quirks, notes)
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Status(status) | Self::Page(status) => status,
            Self::BadToken => StatusCode::UNAUTHORIZED,
            _ => StatusCode::FORBIDDEN,
        }
    }
}

impl fmt::Display for ErrorAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.body.status().as_u16())?;
        f.write_str(match self.body {
            ErrorBody::Status(_) => "",
            ErrorBody::Page(_) => " as a page",
            ErrorBody::BadToken => " for a bad token",
            ErrorBody::InsufficientScope => " for a missing scope",
            ErrorBody::ApiDisabled => " for a disabled API",
            ErrorBody::ApiKeyMissing => " for a missing API key",
            ErrorBody::DailyLimit => " for the daily limit",
            ErrorBody::UserLimit => " for the limit of a user",
        })
    }
}

fn daily_limit() -> String {
    format!(
        "Daily Limit Exceeded. The quota will be reset at midnight Pacific Time (PT). You may \
         monitor your quota usage and adjust limits in the API Console: \
         https://console.developers.google.com/apis/api/carddav.googleapis.com/quotas?project={}",
        Project::NUMBER
    )
}

fn user_limit() -> String {
    format!(
        "Quota exceeded for quota group 'default' and limit 'Queries per user per 100 seconds' of \
         service 'carddav.googleapis.com' for consumer 'project_number:{}'.",
        Project::NUMBER
    )
}

fn usage_limit(message: &str, reason: &str) -> Reply {
    let body = json!({
        "error": {
            "code": 403,
            "message": message,
            "errors": [{ "message": message, "domain": "usageLimits", "reason": reason }],
            "status": "PERMISSION_DENIED",
        }
    });
    let body = format!("{body:#}\n").into();
    Reply::new(
        StatusCode::FORBIDDEN,
        "application/json; charset=UTF-8",
        body,
    )
    .varying()
    .guarded()
}

/// The message and the word that Google's APIs give to a status (google:ERR-01, google:RATE-03).
fn google_words(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        400 => ("Request contains an invalid argument.", "INVALID_ARGUMENT"),
        401 => ("Invalid Credentials", "UNAUTHENTICATED"),
        403 => ("The caller does not have permission", "PERMISSION_DENIED"),
        404 => ("Requested entity was not found.", "NOT_FOUND"),
        412 => ("Precondition check failed.", "FAILED_PRECONDITION"),
        429 => (
            "Resource has been exhausted (e.g. check quota).",
            "RESOURCE_EXHAUSTED",
        ),
        500 => ("Internal error encountered.", "INTERNAL"),
        503 => ("The service is currently unavailable.", "UNAVAILABLE"),
        504 => ("Deadline exceeded.", "DEADLINE_EXCEEDED"),
        _ => (
            status.canonical_reason().unwrap_or("Unknown error."),
            "UNKNOWN",
        ),
    }
}
