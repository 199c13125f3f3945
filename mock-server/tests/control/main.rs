//! The control API over real sockets.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod bench;
mod clients;
mod described;
mod doing;
mod journal;
mod project;
mod reached;
mod refused;
mod same;
