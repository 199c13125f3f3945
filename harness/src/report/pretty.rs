//! The report for people: a line a scenario, then what went wrong in full, then the summary.

mod conversation;
mod failure;
mod line;
mod summary;

pub use failure::failures;

use super::{Output, Paint, Progress, Run};
use crate::run::Event;

/// The report for people.
#[derive(Debug)]
pub struct Pretty {
    /// Where it goes.
    pub output: Output,
    /// Its colours.
    pub paint: Paint,
    /// The progress line, if the output is a terminal.
    pub progress: Progress,
    /// How wide the longest id is.
    pub id_width: usize,
}

impl Pretty {
    /// The heading of a run, where there are several.
    pub fn heading(&mut self, target: &str, profile: &str) {
        let heading = format!("\n== target {target}, profile {profile}");
        self.output
            .line(&self.paint.text(super::Style::Bold, &heading));
    }

    /// Tells what just happened.
    pub fn event(&mut self, event: &Event) {
        match event {
            Event::Started { scenarios } => self.progress.start(*scenarios),
            Event::ScenarioStarted { id } => self.progress.playing(&id.0),
            Event::ScenarioFinished(scenario) => {
                let line = line::line(scenario, self.id_width, self.paint);
                let output = &mut self.output;
                self.progress.above(|| output.text(&line));
                self.progress.step();
            }
        }
    }

    /// Tells what went wrong in a run, and the counts.
    pub fn finish(&mut self, run: &Run) {
        self.progress.end();
        self.output.text(&failures(run, self.paint));
        self.output.text(&summary::snapshots(run, self.paint));
        self.output.text(&summary::learned(run));
        self.output.text(&summary::summary(run, self.paint));
    }

    /// Tells the end of everything; its last line names target and profile.
    pub fn conclude(&mut self, runs: &[Run]) {
        self.output.text(&summary::conclusion(runs));
    }
}
