//! Why an address book is not found.

use std::fmt;

use crate::dav::Name;
use crate::exchange::Failure;

/// Why the address book was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::run) enum Problem {
    /// There is no way to the target at all.
    Unreachable(Failure),
    /// The target does not accept the credentials.
    Refused(u16, String),
    /// The target sends clients to another server, with this origin.
    OtherServer(String),
    /// The target answered something else than what a client needs.
    Answer(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(failure) => write!(f, "{failure}"),
            Self::Refused(status, _) => write!(f, "the credentials were refused with {status}"),
            Self::OtherServer(origin) => write!(
                f,
                "the target sends clients to {origin}, and credentials are sent to no other \
                 server; if it is the right one, name it as the target"
            ),
            Self::Answer(problem) => f.write_str(problem),
        }
    }
}

impl Problem {
    pub(super) fn missing(name: &Name, url: &str) -> Self {
        Self::Answer(format!("the target does not tell {name} at {url}"))
    }
}
