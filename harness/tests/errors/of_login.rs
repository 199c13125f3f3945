//! The errors of logging in.

use std::time::Duration;

use cardproof::exchange::Failure;
use cardproof::login::{LoginError, StoredLoginError};

use super::{Sample, of};

/// An error of each variant.
pub(crate) fn samples() -> Vec<Sample> {
    [of(logins()), of(stored_logins())].concat()
}

fn logins() -> [LoginError; 11] {
    let text = str::to_owned;
    [
        LoginError::NoClient,
        LoginError::ClientFile {
            file: text("client.json"),
            problem: text("it is no JSON"),
        },
        LoginError::Listen {
            cause: text("address in use"),
        },
        LoginError::NobodyCame {
            after: Duration::from_secs(300),
        },
        LoginError::Denied {
            code: text("access_denied"),
        },
        LoginError::Refused {
            problem: text("it answered 400 invalid_grant"),
        },
        LoginError::Client {
            code: text("invalid_client"),
        },
        LoginError::NoRefreshToken,
        LoginError::ScopeMissing {
            scope: text("https://www.googleapis.com/auth/carddav"),
        },
        LoginError::Unreachable(Failure::Timeout(Duration::from_secs(30))),
        LoginError::NoChance {
            cause: text("not supported"),
        },
    ]
}

/// Also those that stand in the place of credentials in a run.
pub(crate) fn stored_logins() -> [StoredLoginError; 4] {
    let file = || "logins/google.json".to_owned();
    [
        StoredLoginError::NoFolder,
        StoredLoginError::File {
            file: file(),
            cause: "permission denied".to_owned(),
        },
        StoredLoginError::Open { file: file() },
        StoredLoginError::Damaged { file: file() },
    ]
}
