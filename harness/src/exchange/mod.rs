//! Requests and responses as plain values, and the only HTTP client.

mod message;

pub use message::{Exchange, Failure, Request, Response};
