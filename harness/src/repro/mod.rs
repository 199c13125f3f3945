//! A failure as one file: the scenario with everything that it refers to, and the world in which it
//! was played. `run` plays the file anywhere, `serve --world` starts with its world.
//!
//! `file` writes it, `played` says how the scenario was played, `recorded` finds a scenario in a
//! JSON report, `minimize` shortens it, `placeholder` and `cards` replace what belongs to somebody, `value` makes YAML of a
//! tree.

mod cards;
mod file;
mod minimize;
mod placeholder;
mod played;
mod recorded;
mod value;

pub(crate) use cards::masked;
pub use file::{ReproError, reproduction};
pub use minimize::{Bounds, Cut, MinimizeError, Shortened, shortened};
pub use played::Played;
pub use recorded::{Recorded, RecordedError, recorded};
