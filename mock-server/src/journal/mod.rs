//! The journal: what was asked, what was answered, and why.

mod exchange;
mod record;

pub use exchange::Exchange;
pub use record::Journal;
