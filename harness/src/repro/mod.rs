//! A failure as one file: the scenario with everything that it refers to, and the world in which it
//! was played. `run` plays the file anywhere, `serve --world` starts with its world.
//!
//! `file` writes it, `played` says how the scenario was played, `recorded` finds a scenario in a
//! JSON report, `har` makes a draft of a recording, `minimize` shortens a file, `placeholder` and `cards` replace what belongs to somebody, `value` makes YAML of a
//! tree.

mod cards;
mod file;
mod har;
mod minimize;
mod placeholder;
mod played;
mod recorded;
mod value;

pub(crate) use cards::masked;
pub use file::{ReproError, reproduction};
pub use har::{DraftOptions, HarError, draft};
pub use minimize::{Bounds, Cut, MinimizeError, Shortened, shortened};
pub use played::Played;
pub use recorded::{Recorded, RecordedError, recorded};
