//! When, in the life of a request, a fault strikes.

use std::fmt;

/// When, in the life of a request, a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before anything is done: the request leaves no trace but the one in the journal.
    BeforeChange,
    /// After the request is done and before its answer leaves: what it changed stays changed.
    AfterChange,
    /// After the request is done, when so many bytes of the answer's body have left. Answers
    /// whose body is not longer than that are not struck.
    MidBody(usize),
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeforeChange => f.write_str("before the change"),
            Self::AfterChange => f.write_str("after the change, before the reply"),
            Self::MidBody(at) => write!(f, "in mid-body at byte {at}"),
        }
    }
}
