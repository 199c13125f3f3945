//! Refusals of the token endpoint (RFC 6749 §5.2).

use http::header::WWW_AUTHENTICATE;
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::explanation::Notes;
use crate::oauth::parameters::BadParameters;
use crate::oauth::reply;
use crate::reply::Reply;

/// A request for tokens that comes to nothing.
#[derive(Debug)]
pub(in crate::oauth) struct Refusal {
    error: &'static str,
    status: StatusCode,
    description: String,
    /// Why, in more words than the client gets.
    because: String,
    remedy: Option<&'static str>,
    challenge: bool,
}

impl Refusal {
    /// What was shown is not, or no longer, good for tokens.
    pub(super) fn invalid_grant(description: &str, because: &str) -> Self {
        Self::new("invalid_grant", description, because)
    }

    /// A code or token that is good no more.
    pub(super) fn expired_or_revoked(because: &str) -> Self {
        Self::invalid_grant("Token has been expired or revoked.", because)
            .with_remedy("have the user consent again, and use the new refresh token")
    }

    /// The client is unknown, or does not prove who it is.
    pub(super) fn invalid_client(description: &str, because: &str) -> Self {
        let mut refusal = Self::new("invalid_client", description, because);
        refusal.status = StatusCode::UNAUTHORIZED;
        refusal
    }

    /// Something is missing, doubled, or in a wrong form.
    pub(in crate::oauth) fn invalid_request(description: impl Into<String>) -> Self {
        let description = description.into();
        let because = description.clone();
        Self::new("invalid_request", description, because)
    }

    /// A parameter is missing.
    pub(in crate::oauth) fn missing(parameter: &str) -> Self {
        Self::invalid_request(format!("Missing required parameter: {parameter}"))
    }

    pub(super) fn invalid_scope(description: &str) -> Self {
        Self::new("invalid_scope", description, description)
    }

    /// The client may not get tokens in this way. 401 as Google sends it (google:AUTH-15).
    pub(super) fn unauthorized_client(because: &str) -> Self {
        let mut refusal = Self::new(
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or client not \
             authorized for any of the scopes requested.",
            because,
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
        )
    }

    /// A token to be revoked that is none, as Google tells it (google:AUTH-12).
    pub(in crate::oauth) fn invalid_token(because: &str) -> Self {
        Self::new("invalid_token", "Token expired or revoked", because)
    }

    pub(in crate::oauth) fn with_remedy(mut self, remedy: &'static str) -> Self {
        self.remedy = Some(remedy);
        self
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
    ) -> Self {
        Self {
            error,
            status: StatusCode::BAD_REQUEST,
            description: description.into(),
            because: because.into(),
            remedy: None,
            challenge: false,
        }
    }

    /// The answer, and why.
    pub(in crate::oauth) fn answer(&self, notes: &Notes) -> Reply {
        notes.because(format!("{}: {}", self.error, self.because));
        if let Some(remedy) = self.remedy {
            notes.remedy(remedy);
        }
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
        Self::invalid_request(bad.to_string())
    }
}
