//! The progress line on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// The progress line, or none.
#[derive(Clone, Debug, Default)]
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// No progress line: the output is no terminal.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// A progress line on the error output.
    #[must_use]
    pub fn on_terminal() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len}  {wide_msg}") {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    /// There are this many scenarios to play.
    pub fn start(&self, scenarios: usize) {
        if let Some(bar) = &self.0 {
            bar.reset();
            bar.set_length(scenarios as u64);
        }
    }

    /// A scenario begins.
    pub fn playing(&self, id: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(id.to_owned());
        }
    }

    /// A scenario has ended.
    pub fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Writes above the line.
    pub fn above(&self, write: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the line away.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
