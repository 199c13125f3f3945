//! Why a login did not come about.

use std::time::Duration;

use crate::exchange::Failure;

/// Why a login did not come about. None of it repeats a code, a token or a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// There is no client id.
    #[error(
        "a login needs a client id: set CARDPROOF_CLIENT_ID and CARDPROOF_CLIENT_SECRET, or give \
         --client FILE with what the Google Cloud console lets you download.\n\
         docs/live.md says how to make one."
    )]
    NoClient,
    /// The file with the client is none.
    #[error(
        "{file} is no client of the Google Cloud console: {problem}.\n\
         Make one of the type \"Desktop app\", and download its JSON."
    )]
    ClientFile {
        /// The file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// No port of this machine can be listened on.
    #[error("the browser's answer cannot be waited for: {cause}")]
    Listen {
        /// What the system said.
        cause: String,
    },
    /// Nobody came.
    #[error(
        "no answer came within {} s: open the page in a browser on this machine, and agree",
        .after.as_secs()
    )]
    NobodyCame {
        /// How long was waited.
        after: Duration,
    },
    /// The user, or the server, said no (RFC 6749 §4.1.2.1).
    #[error("no access was given: {code}.{}", denied(.code))]
    Denied {
        /// The error code.
        code: String,
    },
    /// The token endpoint refused the code.
    #[error("the token endpoint did not take the code: {problem}")]
    Refused {
        /// What it answered.
        problem: String,
    },
    /// The token endpoint does not know the client.
    #[error(
        "the token endpoint does not know the client ({code}): the client id and its secret do not \
         belong together, or the client was deleted"
    )]
    Client {
        /// The error code.
        code: String,
    },
    /// There is an access token, and nothing to renew it with (google:AUTH-13).
    #[error(
        "no refresh token was given, only an access token.\n\
         Take the access back (for Google: https://myaccount.google.com/permissions) and log in \
         again."
    )]
    NoRefreshToken,
    /// The user agreed to less than what is needed.
    #[error(
        "the scope {scope} was not given: on the page of consent, leave the box for contacts checked"
    )]
    ScopeMissing {
        /// The scope.
        scope: String,
    },
    /// The token endpoint does not answer.
    #[error("the token endpoint cannot be reached: {0}")]
    Unreachable(Failure),
    /// Chance is not to be had.
    #[error("no random numbers: {cause}")]
    NoChance {
        /// What the system said.
        cause: String,
    },
}

fn denied(code: &str) -> &'static str {
    match code {
        "access_denied" => {
            "\nWhile the app's consent screen is in \"Testing\", the account has to be on its list of \
             test users."
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_in_testing_is_explained() {
        let denied = |code: &str| {
            let code = code.to_owned();
            LoginError::Denied { code }.to_string()
        };
        assert_eq!(
            denied("access_denied"),
            "no access was given: access_denied.\nWhile the app's consent screen is in \"Testing\", \
             the account has to be on its list of test users."
        );
        assert_eq!(denied("server_error"), "no access was given: server_error.");
    }

    #[test]
    fn nobody_is_told_with_the_time() {
        let after = Duration::from_secs(300);
        assert_eq!(
            LoginError::NobodyCame { after }.to_string(),
            "no answer came within 300 s: open the page in a browser on this machine, and agree"
        );
    }
}
