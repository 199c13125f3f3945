//! Requests and responses as plain values, and the only HTTP client.

mod message;
mod secret;

pub use message::{Exchange, Failure, Request, Response};
pub use secret::Secret;
