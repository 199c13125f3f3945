//! The language of the files that people write, as tables: every key with what it takes and means.
//!
//! From the tables come `schema.json` for editors and the reference in `docs/`. The readers in
//! `load` do not use them; a test compares the two, so that neither can know a key that the other
//! does not.

mod check;
mod page;
mod profile;
mod request;
mod requirement;
mod scenario;
mod schema;
#[cfg(test)]
pub(crate) mod seen;
mod shape;
mod target;
mod world;

pub(crate) use page::language_page;
pub(crate) use scenario::step_keys;
pub(crate) use schema::{Language, schema};
use shape::{Key, Rule, Shape, Value, may, needs};

#[cfg(test)]
mod tests;
