//! Requests and responses as plain values, and the only HTTP client.

mod authorization;
mod client;
mod foreign;
mod message;
mod oauth;
mod ownership;
mod raw;
mod redact;
mod secret;
mod text;
mod tls_problem;

pub use authorization::Authorization;
pub use client::{BODY_LIMIT, Client, Outgoing};
pub use foreign::without_foreign;
pub use message::{Exchange, Failure, Request, Response};
pub use oauth::{Grant, TokenError};
pub(crate) use oauth::{refusal, token_request};
pub use ownership::{Owner, Ownership};
pub use raw::{RawLine, RawRequest};
pub(crate) use raw::{Source, chunked, exactly};
pub use redact::Redactor;
pub(crate) use redact::SHORTEST;
pub use secret::Secret;
pub use text::{body_text, header_fields, request_fields};
pub use tls_problem::TlsProblem;
