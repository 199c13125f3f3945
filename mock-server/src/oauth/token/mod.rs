//! The token endpoint: what the client shows is turned into tokens (RFC 6749 §3.2).

mod answer;
mod assertion;
mod client;
mod code;
mod issued;
mod jwt;
mod refresh;
mod refusal;
#[cfg(test)]
mod tests;

pub(super) use answer::{answer, body_parameters, is_form};
pub(super) use client::{REGISTERED, credentials, prove};
pub(super) use refusal::Refusal;
