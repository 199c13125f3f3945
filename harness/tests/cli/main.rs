//! The program as users meet it: what it prints, and how it exits.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "what starts the program for the tests fails as they do"
)]

#[cfg(target_os = "linux")]
mod between;
mod bundled;
mod corpora;
mod doctor;
mod explain;
mod fmt;
mod help;
mod list;
mod minimize;
mod mutants;
mod narrowed;
mod own_profile;
mod probe;
mod program;
mod record;
mod report;
mod repro;
mod run;
mod serve;
mod shards;
mod snapshots;
mod state;
mod thirty_days;
mod usage;
mod world;
mod write;
