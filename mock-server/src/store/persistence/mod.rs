//! A world as a log of its changes: what they are, how they are written, how they are read.
//!
//! Pure: bytes in, bytes out; the file is the business of [`state`](crate::state). [`Recorder`]
//! compares the world with what was written last and makes a [`Record`] of the difference, so that
//! nobody who changes the world has to think of the log. It costs what changed, not what exists.
//! [`Replay`] makes a world of records. [`End`] and [`read_log`] are the form on disk.
//!
//! Kept are accounts, cards, tombstones, aliases, sync tokens, clocks, ids, and of credentials
//! what outlives a session: clients, grants, tokens, as imprints. Not kept are consent pages that
//! wait, authorization codes (ten minutes), counts of polling, quirks, faults and the journal.

mod line;
mod record;
mod recorder;
mod replay;
#[cfg(test)]
mod tests;

pub(crate) use line::{End, HEADER, read_log};
pub(crate) use record::Record;
pub(crate) use recorder::Recorder;
pub(crate) use replay::Replay;
