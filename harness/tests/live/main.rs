//! The live path, rehearsed: the program judges a mock as if it were somebody's account, with
//! five hundred cards of strangers in it. The mock runs in the test; the program is the real one.
#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

mod account;
mod ended_early;
mod google;
mod login;
mod program;
#[cfg(unix)]
mod secrets;
mod secure;
mod side_by_side;
mod strangers;
