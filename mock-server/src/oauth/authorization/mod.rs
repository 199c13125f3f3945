//! The authorization endpoint: the client asks, the user decides (RFC 6749 §4.1.1).

mod ask;
mod decide;
mod page;
mod problem;
mod read;
#[cfg(test)]
mod tests;

pub(super) use ask::ask;
pub(super) use decide::decide;
