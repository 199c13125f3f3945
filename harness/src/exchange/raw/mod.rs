//! Requests that go out byte for byte, on a connection of their own: what no HTTP client would send.

mod answer;
mod body;
mod connection;
mod request;

pub(super) use connection::Connection;
pub use request::{RawLine, RawRequest};
