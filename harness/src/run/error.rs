//! Why a run could not take place. Never the target's conformance.

use super::Obstacle;
use crate::exchange::{Failure, SHORTEST};
use crate::login::StoredLoginError;

/// Why a run could not take place at all: credentials, network, this machine. Exit code 3, except
/// for what the user typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// The plan names nothing to run.
    #[error("no scenario is selected")]
    NothingSelected,
    /// Google needs credentials, and there are none.
    #[error(
        "Google needs credentials, and there are none.\n\
         Log in once: cardproof login --target google (docs/live.md tells the way from the start).\n\
         Or set CARDPROOF_ACCESS_TOKEN to an OAuth 2.0 access token, or CARDPROOF_REFRESH_TOKEN,\n\
         CARDPROOF_CLIENT_ID and CARDPROOF_CLIENT_SECRET to what one can be fetched with.\n\
         The scope is https://www.googleapis.com/auth/carddav, and in the Cloud project of the\n\
         client id the \"Google Contacts CardDAV API\" has to be enabled.{}",
        how_many(*.reading, *.selected)
    )]
    NoCredentials {
        /// How many of the selected scenarios only read.
        reading: usize,
        /// How many are selected; none where nothing is to be played.
        selected: usize,
    },
    /// The target asks for a login, and there is none.
    #[error("{target} needs a login: cardproof login --target FILE, with this target file")]
    NotLoggedIn {
        /// The target.
        target: String,
    },
    /// The login that was kept cannot be used.
    #[error(transparent)]
    StoredLogin(#[from] StoredLoginError),
    /// A secret is so short that it cannot be kept out of what is written.
    #[error(
        "the {what} has fewer than {} characters.\n\
         It would stand in every second word of a report and cannot be hidden there: use a longer one.",
        SHORTEST
    )]
    ShortSecret {
        /// What it is.
        what: &'static str,
    },
    /// A part of what a token can be fetched with is missing.
    #[error("{} cannot be used without {}", .given, .missing.join(" and "))]
    HalfCredentials {
        /// The variable that is set.
        given: &'static str,
        /// Those that are not.
        missing: Vec<&'static str>,
    },
    /// The refresh token is dead (RFC 6749 §5.2, google:AUTH-14).
    #[error(
        "the refresh token is not accepted any more (invalid_grant).\n\
         Refresh tokens of an app whose consent screen is in \"Testing\" live seven days; others end\n\
         when the user takes the access back, after six months without use, or when a client\n\
         fetches too many. Log in again (cardproof login), or fetch a new one and set CARDPROOF_REFRESH_TOKEN."
    )]
    InvalidGrant,
    /// The client id or secret is wrong (RFC 6749 §5.2).
    #[error(
        "the token endpoint does not know the client ({code}): CARDPROOF_CLIENT_ID and \
         CARDPROOF_CLIENT_SECRET do not belong together, or the client was deleted"
    )]
    InvalidClient {
        /// The error code of the token endpoint.
        code: String,
    },
    /// The token endpoint refused for another reason, or answered something else.
    #[error("the token endpoint gave no token: {problem}")]
    TokenEndpoint {
        /// What it answered.
        problem: String,
    },
    /// The preflight found something in the way.
    #[error(transparent)]
    Obstacle(Box<Obstacle>),
    /// The certificates that a target file names cannot be used.
    #[error("the certificates in {file} cannot be used: {cause}")]
    Certificates {
        /// The file.
        file: String,
        /// What is wrong.
        cause: String,
    },
    /// There is no way to the target or to its token endpoint.
    #[error("{who} cannot be reached: {failure}")]
    Unreachable {
        /// The target, or its token endpoint.
        who: String,
        /// What happened.
        failure: Failure,
    },
    /// The bundled mock did not start.
    #[error("the mock did not start: {cause}")]
    Mock {
        /// What the system said.
        cause: String,
    },
    /// The ledger cannot be written, so that nothing may be created.
    #[error("the ledger {file} cannot be used, so nothing is written to the target: {cause}")]
    Ledger {
        /// The file.
        file: String,
        /// What the system said.
        cause: String,
    },
    /// Something of this machine.
    #[error("{what}: {cause}")]
    Machine {
        /// What was tried.
        what: &'static str,
        /// What the system said.
        cause: String,
    },
}

impl RunError {
    /// The machine gives no thread.
    pub(super) fn no_runtime(cause: &std::io::Error) -> Self {
        Self::Machine {
            what: "no runtime",
            cause: cause.to_string(),
        }
    }

    /// Whether the user asked for something that cannot be: exit code 2 and not 3.
    #[must_use]
    pub const fn is_usage(&self) -> bool {
        matches!(self, Self::NothingSelected)
    }
}

fn how_many(reading: usize, selected: usize) -> String {
    match selected {
        0 => String::new(),
        _ => format!(
            "\n{reading} of the {selected} selected scenarios only read; the others run only with \
             --allow-writes."
        ),
    }
}
