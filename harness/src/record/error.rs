//! Why nothing can be recorded.

use std::net::SocketAddr;

/// Why nothing can be recorded: this machine's fault. What goes wrong between the door and the
/// server is told to the client and recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Nobody can listen there.
    #[error("{address} cannot be listened on: {cause}")]
    Address {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        cause: String,
    },
    /// The file cannot be written.
    #[error("{file} cannot be written: {cause}")]
    Unwritable {
        /// The file.
        file: String,
        /// What the system said.
        cause: String,
    },
    /// The target is not reached by a URL.
    #[error(
        "`{target}` is no server that a door could lead to: name a URL or a target file (for the mock: \
         `cardproof serve`, and the URL that it tells)"
    )]
    NoServer {
        /// The target.
        target: String,
    },
    /// The door would lead to itself.
    #[error("{url} is where the door itself would listen: name another address, or another server")]
    Itself {
        /// Where.
        url: String,
    },
    /// Nobody came.
    #[error("no request came to {url}, so there is nothing to tell; {file} holds no exchange")]
    NobodyCame {
        /// Where the door was.
        url: String,
        /// The file.
        file: String,
    },
}
