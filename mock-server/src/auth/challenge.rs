//! 401 and 403: what those hear who are not let in.

use http::header::{CACHE_CONTROL, VARY, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};

use crate::explanation::Notes;
use crate::quirk::{AuthAllowAppPassword, AuthBadToken, AuthChallenge, AuthInsufficientScope};
use crate::refusal::Refusal;
use crate::store::World;

const MISSING: &str = "Request is missing required authentication credential. Expected OAuth 2 \
    access token, login cookie or other valid authentication credential. See \
    https://developers.google.com/identity/sign-in/web/devconsole-project.";
const INVALID: &str = "Request had invalid authentication credentials. Expected OAuth 2 access \
    token, login cookie or other valid authentication credential. See \
    https://developers.google.com/identity/sign-in/web/devconsole-project.";

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The request came over plain HTTP (google:AUTH-02).
    PlainHttp,
    /// There are no credentials.
    Missing,
    /// The bearer token was never issued.
    Unknown,
    /// The bearer token's time is over, or it was taken back.
    Ended,
    /// The bearer token is good for other things than contacts.
    Scope,
    /// Basic, where Basic lets nobody in.
    BasicRefused,
    /// Basic with a wrong password.
    WrongPassword,
    /// `Authorization` cannot be read, or stands there twice.
    Unreadable,
}

impl Failure {
    const fn because(self) -> &'static str {
        match self {
            Self::PlainHttp => "the request came over plain HTTP; only HTTPS is let in",
            Self::Missing => "the request carries no credentials",
            Self::Unknown => "the server never issued that bearer token",
            Self::Ended => "the bearer token is expired or was taken back",
            Self::Scope => "the bearer token lacks the scope for contacts",
            Self::BasicRefused => "Basic lets nobody in here",
            Self::WrongPassword => "the user name or the password is wrong",
            Self::Unreadable => "the Authorization header is not one that this server reads",
        }
    }

    const fn remedy(self) -> &'static str {
        match self {
            Self::PlainHttp => "send the same request over HTTPS",
            Self::Ended => "refresh the access token and send the request again with the new one",
            Self::Scope => "ask for the scope https://www.googleapis.com/auth/carddav",
            Self::WrongPassword => {
                "send the account's address and its app password, or a bearer token"
            }
            Self::Missing | Self::Unknown | Self::BasicRefused | Self::Unreadable => {
                "send `Authorization: Bearer` with an access token that the server issued"
            }
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::PlainHttp | Self::Missing => MISSING,
            Self::Unknown | Self::Ended | Self::Unreadable => INVALID,
            Self::Scope => "Request had insufficient authentication scopes.",
            // The body that a bad password gets (google:AUTH-04).
            Self::BasicRefused | Self::WrongPassword => "Invalid Credentials",
        }
    }

    /// The refusal (google:AUTH-08, google:AUTH-09).
    pub(crate) fn refuse(self, world: &World, notes: &Notes) -> Refusal {
        let (status, word) = match self {
            Self::Scope => (StatusCode::FORBIDDEN, "PERMISSION_DENIED"),
            _ => (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"),
        };
        let refusal = Refusal::json(status, (self.message(), word), self.because())
            .unless(self.remedy())
            .with(CACHE_CONTROL, HeaderValue::from_static("private"))
            .with(VARY, HeaderValue::from_static("Accept-Encoding"));
        self.challenges(world, notes)
            .into_iter()
            .fold(refusal, |refusal, challenge| {
                refusal.with(WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
            })
    }

    /// The challenges. This is the one place that asks `auth.challenge` and `auth.bad-token`.
    fn challenges(self, world: &World, notes: &Notes) -> Vec<&'static str> {
        const BASIC: &str = "Basic realm=\"Google APIs\"";
        if self == Self::Scope {
            return scope_challenge(world, notes);
        }
        let names_token = matches!(self, Self::Unknown | Self::Ended)
            && notes.ask(world.quirks.auth_bad_token) == AuthBadToken::Named;
        if !names_token && notes.ask(world.quirks.auth_challenge) == AuthChallenge::BasicRealm {
            return vec![BASIC];
        }
        let mut challenges = vec![if names_token {
            "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""
        } else {
            "Bearer realm=\"https://accounts.google.com/\""
        }];
        // A challenge is made for every scheme that would be let in (RFC 9110 §11.6.1).
        if accepts_passwords(world, notes) {
            challenges.push(BASIC);
        }
        challenges
    }
}

/// The challenge that names the missing scope. This is the one place that asks
/// `auth.insufficient-scope`.
fn scope_challenge(world: &World, notes: &Notes) -> Vec<&'static str> {
    match notes.ask(world.quirks.auth_insufficient_scope) {
        AuthInsufficientScope::Named => vec![
            "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\", \
             scope=\"https://www.googleapis.com/auth/carddav\"",
        ],
        AuthInsufficientScope::Bare => Vec::new(),
    }
}

/// Whether Basic can let anybody in. This is the one place that asks `auth.allow-app-password`.
pub(super) fn accepts_passwords(world: &World, notes: &Notes) -> bool {
    notes.ask(world.quirks.auth_allow_app_password) == AuthAllowAppPassword::Accepted
        && world
            .accounts
            .iter()
            .any(|account| account.app_password.is_some())
}
