//! The kinds, and when each can strike.

use std::fmt;
use std::time::Duration;

use http::HeaderValue;

use super::{ErrorAnswer, ErrorBody, WrongLength};
use crate::fault::{Each, Phase};
use crate::period::Period;

/// What a fault does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// An error with Google's own body in place of the answer.
    Status(ErrorAnswer),
    /// The answer comes, but late: after the change, since a request that waits has been taken
    /// in. For one that is never taken in see [`Silence`](Self::Silence).
    Delay(Duration),
    /// The body comes in pieces, with a wait before each.
    Dribble {
        /// How many bytes a piece has; 0 counts as 1.
        bytes: usize,
        /// How long to wait before each piece.
        every: Duration,
    },
    /// The connection ends in an orderly way before the answer does.
    Truncation,
    /// The connection breaks: a TCP RST, or RST_STREAM in HTTP/2.
    Reset,
    /// No answer, and no end either, until the client gives up.
    Silence,
    /// The answer comes whole under a Content-Length that is not that of its body; then the
    /// connection ends.
    ContentLength(WrongLength),
    /// An XML body lacks its last end tag. Other answers are not struck.
    MalformedXml,
    /// The answer states another Content-Type. Answers without one are not struck.
    ContentType(HeaderValue),
    /// A multistatus has its responses in reverse order, which no standard forbids. Answers with
    /// less than two responses are not struck.
    Reordered,
}

impl FaultKind {
    /// Whether it can strike in a phase.
    pub(in crate::fault) const fn takes(&self, phase: Phase) -> bool {
        match self {
            Self::Status(_) => !matches!(phase, Phase::MidBody(_)),
            Self::Delay(_) | Self::Dribble { .. } => !matches!(phase, Phase::BeforeChange),
            Self::Truncation | Self::Reset | Self::Silence => true,
            Self::ContentLength(_)
            | Self::MalformedXml
            | Self::ContentType(_)
            | Self::Reordered => matches!(phase, Phase::AfterChange),
        }
    }

    /// The phase in which it strikes unless told otherwise.
    pub(in crate::fault) const fn usual_phase(&self) -> Phase {
        match self {
            Self::Status(_) | Self::Reset | Self::Silence => Phase::BeforeChange,
            Self::Truncation => Phase::MidBody(0),
            _ => Phase::AfterChange,
        }
    }

    /// The window in which a quota is counted of which an error speaks: `None` of other kinds.
    #[must_use]
    pub const fn usual_period(&self) -> Option<Period> {
        match self.quota() {
            Some(ErrorBody::DailyLimit) => Some(Period::PacificDay),
            Some(ErrorBody::UserLimit) => Some(Period::Span(Duration::from_secs(100))),
            _ => None,
        }
    }

    /// For whom the requests of a window are counted unless told otherwise: for each account where
    /// the error speaks of a limit for each user.
    #[must_use]
    pub const fn usual_each(&self) -> Each {
        match self.quota() {
            Some(ErrorBody::UserLimit) => Each::Account,
            _ => Each::World,
        }
    }

    const fn quota(&self) -> Option<ErrorBody> {
        match self {
            Self::Status(answer) => Some(answer.body),
            _ => None,
        }
    }
}

/// In a few words: `status 503`.
impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(answer) => answer.fmt(f),
            Self::Delay(by) => write!(f, "delay of {by:?}"),
            Self::Dribble { bytes, every } => write!(f, "{bytes} bytes every {every:?}"),
            Self::Truncation => f.write_str("truncation"),
            Self::Reset => f.write_str("reset"),
            Self::Silence => f.write_str("silence"),
            Self::ContentLength(wrong) => wrong.fmt(f),
            Self::MalformedXml => f.write_str("malformed XML"),
            Self::ContentType(value) => write!(f, "Content-Type {value:?}"),
            Self::Reordered => f.write_str("reordered multistatus"),
        }
    }
}
