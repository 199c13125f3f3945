//! Why a recording gives no scenario.

use crate::scenario::Diagnostics;

/// Why a recording gives no scenario.
#[derive(Debug, thiserror::Error)]
pub enum HarError {
    /// The file cannot be read.
    #[error("{file} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        cause: String,
    },
    /// It is larger than cardproof reads.
    #[error("{file} is larger than {limit} bytes: record less, or cut it down")]
    TooLarge {
        /// The file.
        file: String,
        /// The limit.
        limit: u64,
    },
    /// It is no JSON.
    #[error("{file} is no HAR file: {cause}")]
    NotJson {
        /// The file.
        file: String,
        /// What the reader said.
        cause: String,
    },
    /// It is JSON, and something that a HAR file has is missing or wrong.
    #[error("{file} is no HAR file: {at} {problem}")]
    NotHar {
        /// The file.
        file: String,
        /// Where: `log.entries[3].request.method`.
        at: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// Nobody speaks DAV in it.
    #[error(
        "in {file} nobody speaks DAV: of its {entries} exchanges none is a PROPFIND, REPORT or anything else \
         that WebDAV brings along, and none sends or gets a card"
    )]
    NoDav {
        /// The file.
        file: String,
        /// How many exchanges there are.
        entries: usize,
    },
    /// There is more in it than a scenario can hold.
    #[error(
        "{file} holds {count} exchanges with the server, and a scenario made of it at most {limit}: record less, \
         or cut it down"
    )]
    TooMany {
        /// The file.
        file: String,
        /// How many.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The draft is no scenario: too large, or our fault.
    #[error("the draft of {file} would not be read as a scenario\n{problems}")]
    NoScenario {
        /// The file.
        file: String,
        /// What is wrong.
        problems: Diagnostics,
    },
    /// Ours.
    #[error("cardproof itself failed: {0}")]
    Unwritable(String),
}
