//! Files as they should be laid out: indentation, quotes, blank lines, the order of a step's keys.
//!
//! What a file says, and every comment in it, stays. What is out of the ordinary is left as it is.

mod formatted;
mod order;
mod places;
mod print;
mod quotes;
mod recognise;
mod same;

pub use formatted::{FormatError, Formatted, format};
pub(crate) use recognise::is_ours;

#[cfg(test)]
mod tests;
