//! What the answers of a target mean for a run.

use http::header::WWW_AUTHENTICATE;
use jiff::Timestamp;

use super::clock::{ahead, in_words, is_too_far};
use super::{Obstacle, Preflight};
use crate::exchange::{Exchange, Failure, Response};
use crate::plan::Login;
use crate::run::RunError;
use crate::run::find_book::{Found, Problem};

/// What a disabled API is called in bodies (google:AUTH-10).
const API_DISABLED: [&str; 3] = [
    "accessNotConfigured",
    "has not been used in project",
    "SERVICE_DISABLED",
];
/// What a missing scope is called in bodies (google:AUTH-09).
const NO_SCOPE: [&str; 3] = [
    "insufficient authentication scopes",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    "insufficientPermissions",
];
/// What a quota is called in bodies (google:RATE-02, google:RATE-03).
const QUOTA: [&str; 2] = ["LimitExceeded", "RATE_LIMIT_EXCEEDED"];

impl Preflight<'_> {
    /// What is in the way, from how the search for the address book went.
    pub(super) async fn obstacle(&self, found: &Found) -> Option<Obstacle> {
        if let Some(Problem::Unreachable(failure)) = &found.problem
            && let Some(obstacle) = self.unreachable(failure).await
        {
            return Some(obstacle);
        }
        let last = last_answer(&found.exchanges)?;
        if let Some(obstacle) = self.clock(last, Timestamp::now()) {
            return Some(obstacle);
        }
        match &found.problem {
            Some(Problem::Refused(401, _)) => Some(self.refused(401)),
            Some(Problem::Refused(status, body)) => Some(self.forbidden(*status, body, last)),
            Some(Problem::Answer(_)) => self.account(last.status),
            _ => None,
        }
    }

    /// Why there is no connection; `None` where there was one.
    pub(super) async fn unreachable(&self, failure: &Failure) -> Option<Obstacle> {
        match failure {
            Failure::Tls {
                origin,
                problem,
                cause,
            } => Some(Obstacle::Tls {
                origin: origin.clone(),
                problem: *problem,
                cause: cause.clone(),
            }),
            Failure::Connect { origin, cause } => {
                let known = self.resolve().await;
                Some(match known {
                    Err(cause) => Obstacle::NameUnknown {
                        host: self.server.start.host_str().unwrap_or_default().to_owned(),
                        cause,
                    },
                    Ok(()) => Obstacle::NoConnection {
                        origin: origin.clone(),
                        cause: cause.clone(),
                    },
                })
            }
            _ => None,
        }
    }

    /// Whether the host's name is known.
    async fn resolve(&self) -> Result<(), String> {
        let start = &self.server.start;
        let host = start.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = start.port_or_known_default().unwrap_or_default();
        let addresses = tokio::net::lookup_host((host, port)).await;
        addresses.map(|_| ()).map_err(|error| error.to_string())
    }

    /// Whether the clocks are too far apart.
    pub(super) fn clock(&self, answer: &Response, now: Timestamp) -> Option<Obstacle> {
        let ahead = ahead(answer, now).filter(|ahead| is_too_far(*ahead))?;
        Some(Obstacle::Clock {
            target: self.server.name.clone(),
            apart: in_words(ahead),
            behind: ahead.is_positive(),
        })
    }

    fn refused(&self, status: u16) -> Obstacle {
        let target = self.server.name.clone();
        if !self.has_credentials() {
            return Obstacle::CredentialsNeeded { target };
        }
        Obstacle::CredentialsRefused {
            target,
            status,
            mend: self.mend(),
        }
    }

    fn mend(&self) -> &'static str {
        let environment = self.environment;
        let has_token = environment.access_token.is_some();
        let fetches = match &self.server.login {
            Login::Refresh { .. } | Login::Consent(_) => true,
            Login::Google { .. } => !has_token || environment.refresh_token.is_some(),
            _ => false,
        };
        let by_token = match &self.server.login {
            Login::Bearer(_) | Login::Google { .. } => true,
            Login::Environment => has_token,
            _ => false,
        };
        if fetches {
            "The token was fetched just now: look whether it is this server's, and of what account."
        } else if by_token {
            "Access tokens often live for an hour only: fetch a new one."
        } else {
            "Look at the user and the password; many servers want one that is made for programs."
        }
    }

    /// A 403 has many causes, and Google tells them apart in its bodies only.
    fn forbidden(&self, status: u16, body: &str, answer: &Response) -> Obstacle {
        let target = self.server.name.clone();
        let says = |signs: &[&str]| signs.iter().any(|sign| body.contains(sign));
        if says(&API_DISABLED) {
            Obstacle::ApiDisabled
        } else if says(&NO_SCOPE) || challenges_scope(answer) {
            Obstacle::Scope { target }
        } else if says(&QUOTA) {
            Obstacle::Quota { target }
        } else {
            self.account(status).unwrap_or_else(|| self.refused(status))
        }
    }

    /// Whether a path of the user's own leads to nobody, or to somebody else.
    fn account(&self, status: u16) -> Option<Obstacle> {
        let path = self.server.start.path();
        let is_own = path != "/" && path.contains(['@', '%']);
        (is_own && matches!(status, 403 | 404 | 410)).then(|| Obstacle::Account {
            target: self.server.name.clone(),
            path: path.to_owned(),
            status,
        })
    }
}

/// Whether a refusal names the missing scope (RFC 6750 §3.1).
fn challenges_scope(answer: &Response) -> bool {
    let challenges = answer.headers.get_all(WWW_AUTHENTICATE).iter();
    let mut texts = challenges.filter_map(|value| value.to_str().ok());
    texts.any(|text| text.contains("insufficient_scope"))
}

fn last_answer(exchanges: &[Exchange]) -> Option<&Response> {
    let mut answers = exchanges.iter().rev();
    answers.find_map(|exchange| exchange.outcome.as_ref().ok())
}

impl From<Obstacle> for RunError {
    fn from(obstacle: Obstacle) -> Self {
        Self::Obstacle(Box::new(obstacle))
    }
}
