//! The authorization server: OAuth 2.0 as Google does it (google:AUTH-12 to google:AUTH-15).
//!
//! Served under whatever host the request names: the authorization endpoint with its consent page,
//! the token endpoint, the revocation endpoint, and a document that says where they are. What the
//! server keeps stands in the world; time comes with the request, chance from the world's
//! generator.

mod answer;
mod authorization;
mod endpoint;
mod metadata;
mod parameters;
mod reply;
mod revocation;
mod secrets;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token;

pub(crate) use answer::answer;
pub(crate) use endpoint::Endpoint;
pub(crate) use secrets::{hide_answer, hide_request};
