//! What faults do: one file a kind.

mod content_length;
mod content_type;
mod delay;
mod dribble;
mod error_answer;
mod fault_kind;
mod malformed_xml;
mod reordered;
mod reset;
mod retry_after;
mod silence;
mod spoil;
mod truncation;

pub use content_length::WrongLength;
pub use error_answer::{ErrorAnswer, ErrorBody};
pub use fault_kind::FaultKind;
pub use retry_after::RetryAfter;

pub(super) use spoil::spoil;
