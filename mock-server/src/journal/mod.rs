//! The journal: what was asked, what was answered, and why.

mod exchange;
mod filter;
mod packed;
mod record;

pub use exchange::Exchange;
pub use filter::JournalFilter;
pub use record::Journal;
