//! What is in the way of a run: each cause with its own message and what to do about it.

use crate::exchange::{Redactor, TlsProblem};

/// What is in the way of a run. Exit code 3: nothing was judged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// The host's name cannot be resolved.
    #[error(
        "the name {host} is not known: {cause}.\n\
         Look at how the target is spelt, and whether this machine has a network and a name server."
    )]
    NameUnknown {
        /// The host.
        host: String,
        /// What the system said.
        cause: String,
    },
    /// Nobody takes the connection.
    #[error(
        "nobody answers at {origin}: {cause}.\n\
         Look at the port, whether the server runs, and whether a firewall is in between."
    )]
    NoConnection {
        /// Scheme, host and port.
        origin: String,
        /// What the system said.
        cause: String,
    },
    /// There is no trust in who is at the other end.
    #[error("no secure connection to {origin}: {}\n({cause})", mend(*.problem))]
    Tls {
        /// Scheme, host and port.
        origin: String,
        /// Why.
        problem: TlsProblem,
        /// What TLS said.
        cause: String,
    },
    /// The clocks are too far apart.
    #[error(
        "the clock of this machine is {apart} {} that of {target}.\n\
         Certificates and tokens cannot be judged so. Set this machine's clock by the network, or \
         the server's.",
        if *.behind { "behind" } else { "ahead of" }
    )]
    Clock {
        /// The target.
        target: String,
        /// How far, in words.
        apart: String,
        /// Whether this machine's clock is the earlier one.
        behind: bool,
    },
    /// The token is good for other things (RFC 6750 §3.1, google:AUTH-09, google:AUTH-11).
    #[error(
        "the token of {target} is good for other things than contacts.\n\
         Fetch one with the scope https://www.googleapis.com/auth/carddav; the scope of the People \
         API is another one."
    )]
    Scope {
        /// The target.
        target: String,
    },
    /// The API is not enabled in the Cloud project of the client (google:AUTH-10).
    #[error(
        "the Cloud project of the client id has no CardDAV: enable the \"Google Contacts CardDAV \
         API\" there (it is not the People API), wait a few minutes, and try again"
    )]
    ApiDisabled,
    /// The project or the user has asked for too much (google:RATE-02, google:RATE-03).
    #[error(
        "{target} answers that a quota is used up (403).\n\
         Wait until it is full again: a minute for a quota of each user, a day for one of the \
         project."
    )]
    Quota {
        /// The target.
        target: String,
    },
    /// The target asks for credentials, and there are none.
    #[error(
        "{target} asks for credentials: set CARDPROOF_ACCESS_TOKEN, or CARDPROOF_USER and \
         CARDPROOF_PASSWORD"
    )]
    CredentialsNeeded {
        /// The target.
        target: String,
    },
    /// The target does not accept the credentials.
    #[error("{target} does not accept the credentials: it answered {status}.\n{mend}")]
    CredentialsRefused {
        /// The target.
        target: String,
        /// The status.
        status: u16,
        /// What to do about it.
        mend: &'static str,
    },
    /// The credentials are good, and the account that is asked for is not theirs, or not there.
    #[error(
        "{target} answered {status} at {path}, where the target file says to start.\n\
         The credentials are good: look whether the account in that path is theirs."
    )]
    Account {
        /// The target.
        target: String,
        /// Where.
        path: String,
        /// The status.
        status: u16,
    },
}

impl Obstacle {
    /// The same, where what a server or a path says may hold the account's address.
    pub(super) fn without_secrets(mut self, redactor: &Redactor) -> Self {
        if let Self::Account { path, .. } = &mut self {
            let mut redactor = redactor.clone();
            redactor.hide_accounts_of(path);
            *path = redactor.text(path);
        }
        self
    }
}

const fn mend(problem: TlsProblem) -> &'static str {
    match problem {
        TlsProblem::Expired => {
            "its certificate has expired.\n\
             Where this machine's clock is right, whoever runs the server has to renew it."
        }
        TlsProblem::NotYetValid => {
            "its certificate is not valid yet.\n\
             Look at this machine's clock first."
        }
        TlsProblem::WrongName => {
            "its certificate is for another name.\n\
             Reach it by the name in the certificate, or look whether something else answers there."
        }
        TlsProblem::UnknownIssuer => {
            "this machine does not trust the authority that vouches for it.\n\
             If it has an authority of its own, name the authority's certificate in a target file: \
             `tls: { ca-file: ca.pem }`. If not, something may be in between that reads along."
        }
        TlsProblem::NoTls => {
            "it does not speak TLS there.\n\
             Look at the port, and whether the target should begin with http://."
        }
        TlsProblem::Other => "TLS does not come about.",
    }
}
