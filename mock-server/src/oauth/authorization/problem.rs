//! Authorization requests that come to nothing.

use http::StatusCode;

use super::page;
use crate::explanation::Notes;
use crate::oauth::reply;
use crate::reply::Reply;
use crate::store::RedirectUri;

/// An authorization request that comes to nothing: Google's word for it, what is wrong, and the
/// smallest change that would have succeeded.
#[derive(Debug)]
pub(super) enum Problem {
    /// Told to the person. The client cannot be trusted with it, or cannot be reached
    /// (RFC 6749 §4.1.2.1).
    ForThePerson {
        status: StatusCode,
        error: &'static str,
        what: String,
        remedy: String,
    },
    /// Told to the client.
    ForTheClient {
        return_to: ReturnAddress,
        error: &'static str,
        what: String,
        remedy: String,
    },
}

/// Where the client waits, and what it wants to get back.
#[derive(Clone, Debug)]
pub(super) struct ReturnAddress {
    pub(super) redirect: RedirectUri,
    pub(super) state: Option<String>,
}

impl Problem {
    pub(super) fn for_the_person(
        error: &'static str,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::ForThePerson {
            status: StatusCode::BAD_REQUEST,
            error,
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// The answer, and why.
    pub(super) fn answer(self, notes: &Notes) -> Reply {
        match self {
            Self::ForThePerson {
                status,
                error,
                what,
                remedy,
            } => {
                notes.remedy(remedy);
                notes.because(format!("{error}: {what}"));
                reply::page(status, page::error(status, error, &what))
            }
            Self::ForTheClient {
                return_to,
                error,
                what,
                remedy,
            } => {
                notes.remedy(remedy);
                notes.because(format!("{error}: {what}"));
                let answer = [("error", error), ("error_description", what.as_str())];
                reply::redirect(&return_to.with(&answer))
            }
        }
    }
}

impl ReturnAddress {
    /// The redirect URI with the state and an answer.
    pub(super) fn with(&self, answer: &[(&str, &str)]) -> String {
        let state = self.state.as_deref().map(|state| ("state", state));
        let parameters: Vec<_> = state.into_iter().chain(answer.iter().copied()).collect();
        self.redirect.with(&parameters)
    }
}
