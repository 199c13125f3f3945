//! The progress line on a terminal: `12 of 133 done, 3s, 1 failed, running 2: sync/a, sync/b`.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How often the time that has passed is shown anew.
const TICK: Duration = Duration::from_secs(1);

/// The progress line, or none.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    bar: Option<ProgressBar>,
    running: Vec<String>,
    failed: usize,
}

impl Progress {
    /// No progress line: the output is no terminal.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            bar: None,
            running: Vec::new(),
            failed: 0,
        }
    }

    /// A progress line on the error output.
    #[must_use]
    pub fn on_terminal() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) =
            ProgressStyle::with_template("{pos} of {len} done, {elapsed}, {wide_msg}")
        {
            bar.set_style(style);
        }
        Self {
            bar: Some(bar),
            ..Self::none()
        }
    }

    /// A line on the error output for something of which nobody knows how much there is.
    #[must_use]
    pub fn open_ended() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{elapsed}, {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        Self {
            bar: Some(bar),
            ..Self::none()
        }
    }

    /// Tells how far it is.
    pub fn tell(&self, text: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(text.to_owned());
        }
    }

    /// There are this many scenarios to play.
    pub fn start(&mut self, scenarios: usize) {
        (self.running, self.failed) = (Vec::new(), 0);
        if let Some(bar) = &self.bar {
            bar.reset();
            bar.set_length(scenarios as u64);
            bar.enable_steady_tick(TICK);
        }
    }

    /// A scenario begins.
    pub fn playing(&mut self, id: &str) {
        self.running.push(id.to_owned());
        self.show();
    }

    /// A scenario has ended, and perhaps failed.
    pub fn done(&mut self, id: &str, failed: bool) {
        self.running.retain(|running| running != id);
        self.failed += usize::from(failed);
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        self.show();
    }

    fn show(&self) {
        if let Some(bar) = &self.bar {
            bar.set_message(self.message());
        }
    }

    /// What stands behind the number of scenarios that are done, and the time.
    fn message(&self) -> String {
        let failed = self.failed;
        let running = match self.running.as_slice() {
            [] => String::new(),
            all => format!(", running {}: {}", all.len(), all.join(", ")),
        };
        format!("{failed} failed{running}")
    }

    /// Writes above the line.
    pub fn above(&self, write: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the line away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_what_runs_and_how_many_failed() {
        let mut progress = Progress::none();
        progress.start(3);
        assert_eq!(progress.message(), "0 failed");
        progress.playing("sync/a");
        progress.playing("sync/b");
        assert_eq!(progress.message(), "0 failed, running 2: sync/a, sync/b");
        progress.done("sync/a", true);
        assert_eq!(progress.message(), "1 failed, running 1: sync/b");
        progress.start(3);
        assert_eq!(progress.message(), "0 failed");
    }
}
