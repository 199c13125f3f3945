//! A recorded conversation as a draft of a scenario.
//!
//! `read` takes a HAR file apart, `places` finds the address book and who is spoken to, `start` the
//! cards that were there before, `request` and `answer` make steps and checks of what was said,
//! `links` knows where a value of a request comes from, `draft` puts the file together.

mod answer;
mod draft;
mod error;
mod links;
mod places;
mod read;
mod request;
mod start;
#[cfg(test)]
mod tests;

pub use draft::{DraftOptions, draft};
pub use error::HarError;
