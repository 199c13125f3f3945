//! Requests and responses as plain values, and the only HTTP client.

mod message;
mod secret;
mod text;

pub use message::{Exchange, Failure, Request, Response};
pub use secret::Secret;
pub use text::{body_text, header_fields};
