//! Refusals of the token endpoint (RFC 6749 §5.2).

use http::header::WWW_AUTHENTICATE;
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::explanation::Notes;
use crate::oauth::parameters::BadParameters;
use crate::oauth::reply;
use crate::reply::Reply;

/// What a client may send as `grant_type`, and what goes with it.
pub(super) const GRANT_TYPES: &str = "send grant_type=authorization_code with code and \
     redirect_uri, refresh_token with refresh_token, or \
     urn:ietf:params:oauth:grant-type:jwt-bearer with assertion";

/// What to do about a parameter that came more than once.
const SEND_ONCE: &str = "send each parameter once";

/// A request for tokens that comes to nothing.
#[derive(Debug)]
pub(in crate::oauth) struct Refusal {
    error: &'static str,
    status: StatusCode,
    description: String,
    /// Why, in more words than the client gets.
    because: String,
    /// The smallest change that would have succeeded; never a secret.
    remedy: String,
    challenge: bool,
}

impl Refusal {
    /// What was shown is not, or no longer, good for tokens.
    pub(super) fn invalid_grant(
        description: &str,
        because: &str,
        remedy: impl Into<String>,
    ) -> Self {
        Self::new("invalid_grant", description, because, remedy)
    }

    /// A code or token that is good no more.
    pub(super) fn expired_or_revoked(because: &str) -> Self {
        Self::invalid_grant(
            "Token has been expired or revoked.",
            because,
            "have the user consent again, and use the new refresh token",
        )
    }

    /// The client is unknown, or does not prove who it is.
    pub(super) fn invalid_client(description: &str, because: &str, remedy: &str) -> Self {
        let mut refusal = Self::new("invalid_client", description, because, remedy);
        refusal.status = StatusCode::UNAUTHORIZED;
        refusal
    }

    /// Something is missing, doubled, or in a wrong form.
    pub(in crate::oauth) fn invalid_request(
        description: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let description = description.into();
        let because = description.clone();
        Self::new("invalid_request", description, because, remedy)
    }

    /// A parameter came more than once.
    pub(in crate::oauth) fn repeated() -> Self {
        Self::invalid_request("A parameter was given more than once.", SEND_ONCE)
    }

    /// A parameter is missing.
    pub(super) fn missing(parameter: &str, remedy: impl Into<String>) -> Self {
        Self::invalid_request(format!("Missing required parameter: {parameter}"), remedy)
    }

    pub(super) fn invalid_scope(description: &str, remedy: &str) -> Self {
        Self::new("invalid_scope", description, description, remedy)
    }

    /// The client may not get tokens in this way. 401 as Google sends it (google:AUTH-15).
    pub(super) fn unauthorized_client(because: &str, remedy: &str) -> Self {
        let mut refusal = Self::new(
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or client not \
             authorized for any of the scopes requested.",
            because,
            remedy,
        );
        refusal.status = StatusCode::UNAUTHORIZED;
        refusal
    }

    pub(super) fn unsupported_grant_type(grant_type: &str) -> Self {
        let shown: String = grant_type
            .chars()
            .filter(|c| matches!(c, ' '..='~') && !matches!(c, '"' | '\\'))
            .take(80)
            .collect();
        Self::new(
            "unsupported_grant_type",
            format!("Invalid grant_type: {shown}"),
            "the grant type is none of authorization_code, refresh_token and jwt-bearer",
            GRANT_TYPES,
        )
    }

    /// A token to be revoked that is none, as Google tells it (google:AUTH-12).
    pub(in crate::oauth) fn invalid_token(because: &str, remedy: &str) -> Self {
        Self::new("invalid_token", "Token expired or revoked", because, remedy)
    }

    /// Two things that have to hold, of which the first refuses where both do not. Its remedy then
    /// names both changes: one of them alone would not have succeeded.
    pub(in crate::oauth) fn both<A, B>(
        one: Result<A, Self>,
        other: Result<B, Self>,
    ) -> Result<(A, B), Self> {
        match (one, other) {
            (Err(mut one), Err(other)) => {
                if one.remedy != other.remedy {
                    one.remedy = format!("{}; {}", one.remedy, other.remedy);
                }
                Err(one)
            }
            (one, other) => Ok((one?, other?)),
        }
    }

    /// Adds the challenge that a client has to get that tried HTTP Basic (RFC 6749 §5.2).
    pub(super) const fn with_challenge(mut self, challenge: bool) -> Self {
        self.challenge = challenge;
        self
    }

    fn new(
        error: &'static str,
        description: impl Into<String>,
        because: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            error,
            status: StatusCode::BAD_REQUEST,
            description: description.into(),
            because: because.into(),
            remedy: remedy.into(),
            challenge: false,
        }
    }

    /// The answer, and why.
    pub(in crate::oauth) fn answer(&self, notes: &Notes) -> Reply {
        notes.because(format!("{}: {}", self.error, self.because));
        notes.remedy(&*self.remedy);
        let body = json!({
            "error": self.error,
            "error_description": self.description,
        });
        let reply = reply::json(self.status, &body);
        if !self.challenge {
            return reply;
        }
        reply.set(
            WWW_AUTHENTICATE,
            HeaderValue::from_static("Basic realm=\"https://accounts.google.com/\""),
        )
    }
}

impl From<BadParameters> for Refusal {
    fn from(bad: BadParameters) -> Self {
        Self::invalid_request(bad.to_string(), bad.remedy())
    }
}
