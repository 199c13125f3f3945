//! `expect:`: one file a kind of check.

mod answer_within;
mod element;
mod error_body;
mod header;
mod href;
mod members;
mod multistatus;
mod property;
mod status;
mod symbol;
mod table;
mod vcard;

pub(super) use element::path_of;
pub(super) use status::pattern as status_pattern;
pub(super) use table::{check, checks, kind};
