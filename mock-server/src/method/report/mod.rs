//! REPORT (RFC 3253 §3.6): one file a report.

mod answer;
mod cards;
mod multiget;
mod sync_collection;
mod sync_request;

pub(super) use answer::{answer, refuse_xml};
