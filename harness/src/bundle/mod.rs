//! The suite that the program carries, so that it works in any folder: scenarios, flows, cards,
//! requirements and snapshots. Its files have paths below [`ROOT`], which no disk has; whoever reads
//! a file of a suite looks here first.

mod archive;
#[cfg(test)]
mod pack;
mod shipped;

pub use shipped::{ROOT, is_bundled};
pub(crate) use shipped::{files, text};
