//! Requests that go out byte for byte, on a connection of their own: what no HTTP client would send.

mod answer;
mod body;
mod connection;
mod request;

pub(crate) use answer::Source;
pub(crate) use body::{chunked, exactly};
pub(super) use connection::Connection;
pub use request::{RawLine, RawRequest};
