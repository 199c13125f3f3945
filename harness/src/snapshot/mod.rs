//! Snapshots: what a scenario's conversation looked like, kept as a file that a person accepted.
//!
//! A conversation ([`conversation`]) is written down with symbols ([`Symbols`]) in place of what
//! differs from run to run, compared with the accepted file, and kept in insta's file format
//! ([`Store`]), so that `cargo insta review` and `cardproof review` both work.

mod ci;
mod compare;
mod form;
mod order;
mod pending;
mod store;
mod symbol;
mod unreferenced;

pub use ci::under_ci;
pub use compare::diff;
pub use form::{LEFT_OUT_HEADERS, Sections, conversation, fingerprints};
pub use pending::{AcceptError, Pending, accept, pending, reject};
pub use store::{Mode, SnapshotOutcome, SnapshotReport, Store};
pub use symbol::{Origin, Symbols};
pub use unreferenced::unreferenced;
