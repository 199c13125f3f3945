//! The loop: setup, steps, captures, clean-up. Emits events.

mod answer;
mod applicable;
mod claims;
mod clean_up;
mod condition;
mod created;
mod deadline;
mod disclose;
mod end_signal;
mod error;
mod evaluate;
mod event;
mod exit;
mod features;
mod find_book;
mod guard;
mod interrupt;
mod judge;
mod ledger;
mod leftovers;
mod login;
mod mock_step;
mod names;
mod on_mock;
mod on_server;
mod order;
mod play;
mod preflight;
mod propfind;
mod recording;
mod redirect;
mod request;
mod rollup;
#[cfg(test)]
mod sample;
mod scenario;
mod session;
mod stable;
mod stage;
mod step;
mod summing_up;
#[cfg(test)]
mod tests;
mod tries;
mod variant;
mod verdict;

pub use applicable::foreseen;
pub(crate) use end_signal::EndSignal;
pub use error::RunError;
pub use event::{CheckName, CheckReport, Deviation, Event, RunReport, ScenarioReport, StepReport};
pub use exit::{Exit, Tally, exit_code, exit_of};
pub use interrupt::Interrupt;
pub use play::{Player, play};
pub use preflight::{Checked, Item, Obstacle, Outcome, checklist, client_of};
pub use recording::{Notice, RecordedStep, Recording};
pub use verdict::Verdict;
