//! vCards as the harness sees them: content lines without loss (RFC 2425 §5.8, RFC 6350 §3), their
//! meaning (RFC 2426), how two cards differ in meaning, and edits that leave the rest of a card
//! byte for byte as it was.

mod card;
mod compare;
mod edit;
mod fold;
mod line;
mod meaning;
mod text;

pub use card::{Vcard, VcardError};
pub use compare::{VcardDifference, differences};
pub use edit::{MARKER, add, remove, set};
pub use line::{ContentLine, Param, ParamValue};
pub use meaning::Meaning;
