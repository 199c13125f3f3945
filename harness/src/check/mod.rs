//! Checks: an expectation and an exchange give an outcome. One file a check.

mod answer_within;
pub mod capture;
pub mod card;
mod element;
mod error_body;
mod etag;
mod header;
mod href;
mod judge;
mod members;
mod multistatus;
mod outcome;
mod precondition;
mod property;
mod quote;
#[cfg(test)]
mod sample;
pub mod standing;
mod status;
mod subject;
mod symbol;
mod sync_token;
mod text_test;
mod vcard;
mod vcard_bytes;

pub use judge::judge;
pub use outcome::{Difference, Outcome};
pub use subject::Subject;
