//! cardproof: plays CardDAV scenarios against a server and judges what it answers.
//!
//! The folders are in the order in which things flow: a **scenario** file becomes a **plan**, its
//! steps become **exchange**s with the target, **check**s judge them, **report**s tell.

pub mod bundle;
pub mod check;
pub mod cli;
pub mod dav;
pub mod exchange;
pub mod login;
pub mod mutate;
pub mod plan;
pub mod record;
pub mod report;
pub mod repro;
pub mod run;
pub mod scenario;
pub mod snapshot;
mod whole_file;
pub mod world;
