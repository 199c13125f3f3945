//! Quirks: the named points at which servers differ, and the profiles that choose a value for each.
//!
//! `catalogue` is the one table. Everything else here is derived from it: the typed values that
//! handlers ask for, the profiles, and the generated page `QUIRKS.md`.

mod catalogue;
mod definition;
mod page;
mod profile;
#[cfg(test)]
mod tests;

pub use catalogue::*;
pub use definition::{
    Confidence, Evidence, EvidenceKind, QuirkDefinition, QuirkError, QuirkValue, ValueDefinition,
};
pub use page::quirks_page;
pub use profile::Profile;
