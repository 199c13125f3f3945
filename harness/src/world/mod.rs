//! World files: what the mock starts with, as a person wrote it.
//!
//! `model` says what a world is, `read` and its neighbours read the YAML, key for key, unknown keys
//! refused, `secrecy` hides what messages must not show, `build` makes the mock's world of it,
//! `write` makes the YAML again.

mod account;
mod build;
mod cards;
mod client;
mod clock;
mod fault;
mod model;
mod project;
mod read;
mod secrecy;
mod write;

pub use build::Built;
pub use model::{
    AccountFile, ClientFile, ClockFile, CredentialsFile, ProjectFile, RefreshTokenFile,
    ServiceAccountFile, TokenFile, WorldFile,
};
pub(crate) use read::world;
pub(crate) use secrecy::hide;

#[cfg(test)]
mod tests;
