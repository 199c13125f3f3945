//! Judging the suite: the answers of a green run are damaged, one at a time, and judged again.
//!
//! A **damage** ([`Kind`] in [`TABLE`]) makes an answer wrong by a standard or by what the scenario
//! asked for; nobody noticing it means that nothing judges that requirement there. A **probe** is a
//! change that the standards leave to the server; a check that fails there asks for too much.
//! `docs/mutation.md` is the page for people.

mod body;
mod catalogue;
mod damage;
mod damages;
mod json;
mod others;
mod page;
mod probes;
#[cfg(test)]
mod sample;
mod score;
mod specimen;
mod spot;
mod survivor;
mod tally;
#[cfg(test)]
mod tests;
mod wire;

pub use catalogue::TABLE;
pub use damage::{Effect, Kind, Sort};
pub use json::json;
pub use page::page;
pub use score::{Options, Score, Unplayed, score};
pub use survivor::Survivor;
pub use tally::Tally;
