//! Consumers of events: one file a format.
//!
//! Reports are made from [`RunReport`](crate::run::RunReport)s and what stands beside them in a
//! [`Run`]; none looks at the target, the files or the clock. The counts agree in all formats.

mod curl;
mod deviation;
mod json;
mod junit;
mod output;
mod paint;
mod pretty;
mod progress;
mod run;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use curl::{CurlLogin, curl};
pub use json::{JSON_FORMAT, json};
pub use junit::junit;
pub use output::Output;
pub use paint::{Paint, Style};
pub use pretty::{Pretty, failures};
pub use progress::Progress;
pub(crate) use run::quoted;
pub use run::{Replay, Run};
