//! Why a state file cannot be used.

use std::io;
use std::path::PathBuf;

/// A state file that cannot be used. It stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// Another server has it.
    #[error("{} is in use by another server", .path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// It is damaged, of another version, or something else altogether.
    #[error("{}: {problem}; it was left as it is", .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// It cannot be read, written or locked.
    #[error("{}: {cause}", .path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}
