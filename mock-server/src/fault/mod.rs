//! Faults: rules by which requests fail.
//!
//! A [`Fault`] says which requests ([`Operation`], account), on which [`Occasion`] of those that
//! match, when ([`Phase`]) and how ([`FaultKind`]). Rules are tried in the order in which they
//! were injected; the first one that strikes a request keeps it from the others. One that finds
//! nothing to spoil has not struck.
//!
//! The core decides and explains. What concerns bytes on a connection it leaves to the door as an
//! instruction, [`Wire`].

mod asked;
mod due;
mod each;
mod kind;
mod list;
mod occasion;
mod operation;
mod phase;
mod preset;
mod rule;
mod search;
mod tally;
mod wire;
mod written;

pub use each::Each;
pub use kind::{ErrorAnswer, ErrorBody, FaultKind, RetryAfter, WrongLength};
pub use list::{FaultId, FaultRecord};
pub use occasion::Occasion;
pub use operation::{NoOperation, Operation};
pub use phase::Phase;
pub use preset::{PRESETS, Preset};
pub use rule::{Fault, WrongPhase};
pub use wire::{Cut, Wire};
pub use written::{BadFault, WrittenFault};

pub(crate) use due::Due;
pub(crate) use list::Faults;
pub(crate) use search::Search;
