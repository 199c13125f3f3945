//! The loop: setup, steps, captures, clean-up. Emits events.

mod event;
mod verdict;

pub use event::{CheckName, CheckReport, Deviation, Event, RunReport, ScenarioReport, StepReport};
pub use verdict::Verdict;
