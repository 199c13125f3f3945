//! What doors do to an answer on its way.

use std::time::Duration;

use crate::message::Door;

/// What a door does to an answer on its way, instead of sending it whole and at once.
///
/// HTTP/1.1 carries all of them. What other doors cannot carry the explanation of the answer
/// says, and [`Door`] lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wire {
    /// Sends it whole and at once.
    #[default]
    Whole,
    /// Waits on the way, then goes on.
    Pause {
        /// Where.
        at: Cut,
        /// How long.
        by: Duration,
    },
    /// Sends the body piece by piece.
    Dribble {
        /// How many bytes of the body go at once before that.
        from: usize,
        /// How many bytes a piece has, at least 1.
        bytes: usize,
        /// How long it waits before each piece.
        every: Duration,
    },
    /// Ends the connection in an orderly way (TCP FIN, under TLS with close_notify).
    Close {
        /// Where.
        at: Cut,
    },
    /// Breaks the connection off (TCP RST).
    Reset {
        /// Where.
        at: Cut,
    },
    /// Says nothing more and leaves the connection open, until the client or the server ends it.
    Silence {
        /// Where.
        at: Cut,
    },
    /// Sends the whole body under another Content-Length, then ends the connection.
    Length {
        /// The length that is stated, in bytes.
        stated: u64,
    },
}

/// A place in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cut {
    /// Before its first byte.
    Start,
    /// After the head and so many bytes of the body.
    Body(usize),
}

impl Door {
    /// What the door does instead, where it cannot carry an instruction out.
    pub(super) const fn instead(self, wire: &Wire) -> Option<&'static str> {
        match (self, wire) {
            (_, Wire::Whole) | (Self::Http1, _) => None,
            (Self::Memory, _) => {
                Some("nothing is sent in memory; the answer's `wire` says what a server would do")
            }
            (
                Self::Wiremock,
                Wire::Pause { at: Cut::Start, .. } | Wire::Silence { at: Cut::Start },
            ) => None,
            (Self::Wiremock, _) => Some("wiremock sends the answer whole and at once"),
            (Self::Http2, Wire::Reset { .. } | Wire::Close { at: Cut::Start }) => {
                Some("HTTP/2 resets the stream and keeps the connection")
            }
            (Self::Http2, Wire::Close { at: Cut::Body(_) }) => {
                Some("HTTP/2 ends the stream early and keeps the connection")
            }
            (Self::Http2, Wire::Length { .. }) => Some("HTTP/2 keeps the connection"),
            (Self::Http2, Wire::Pause { .. } | Wire::Dribble { .. } | Wire::Silence { .. }) => None,
        }
    }
}
