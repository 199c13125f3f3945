//! Consumers of events: one file a format.
//!
//! Reports are made from the records of a [`Document`] and from nothing else; none looks at the
//! target, the files or the clock. The counts agree in all formats.

mod consumer;
mod curl;
pub mod document;
mod github;
mod har;
mod html;
mod json;
mod junit;
mod ndjson;
mod output;
mod paint;
mod pretty;
mod progress;
mod replay;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use consumer::{Beginning, Consumer, Whole, tell};
pub use curl::{CurlLogin, curl};
pub use document::{Document, Recorder, RunRecord};
pub use github::{Github, summary};
pub use har::{har, recording_as_har};
pub use html::html;
pub use json::json;
pub use junit::junit;
pub use ndjson::Ndjson;
pub use output::Output;
pub use paint::{Paint, Style};
pub use pretty::{Pretty, failure, failures};
pub use progress::Progress;
pub use replay::Replay;
pub(crate) use replay::quoted;
