//! Who asks: bearer tokens (RFC 6750), app passwords (RFC 7617), and what those hear who are not
//! let in.

mod api_disabled;
mod authenticate;
mod basic;
mod challenge;
#[cfg(test)]
mod tests;

pub(crate) use api_disabled::refuse as refuse_disabled_api;
pub(crate) use authenticate::{authenticate, has_credentials, known_account, refuse_plain_http};
pub(crate) use challenge::Failure;
