//! The state file: what makes a world outlive its process.
//!
//! An append-only log, whose form and content are the business of
//! [`persistence`](crate::store::persistence). Every change is in the file before its answer leaves,
//! so that whatever kills the process afterwards takes nothing away that a client was told. (The
//! system is not asked to put every record on the disk: a power cut may take the last moments.)
//! At start the log is replaced by one record that says what is there.

mod error;
mod file;
mod lock;
mod not_kept;

pub use error::StateError;
pub use file::StateReport;

pub(crate) use file::StateFile;
pub(crate) use not_kept::not_kept;
