//! REPORT (RFC 3253 §3.6): one file a report.

mod addressbook_query;
mod answer;
mod cards;
mod filter;
mod multiget;
mod sync_collection;
mod sync_request;

pub(super) use answer::{answer, refuse_xml};
pub(super) use sync_collection::state as token_state;
