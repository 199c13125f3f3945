//! The report for people: a line a scenario, then what went wrong in full, then the summary.

mod conversation;
mod failure;
mod line;
mod summary;

pub use failure::{failure, failures};

use super::document::{Document, Requirements, RunRecord, ScenarioRecord};
use super::{Beginning, Consumer, Output, Paint, Progress, Style};
use crate::run::Verdict;

/// The report for people.
#[derive(Debug)]
pub struct Pretty {
    /// Where it goes.
    output: Output,
    /// Its colours.
    paint: Paint,
    /// The progress line, if the output is a terminal.
    progress: Progress,
    /// How wide the longest id is.
    id_width: usize,
}

impl Pretty {
    /// A report for people.
    #[must_use]
    pub const fn new(output: Output, paint: Paint, progress: Progress) -> Self {
        Self {
            output,
            paint,
            progress,
            id_width: 0,
        }
    }
}

impl Consumer for Pretty {
    fn begin(&mut self, run: &Beginning<'_>) {
        self.id_width = run.id_width;
        if run.is_one_of_several {
            let heading = format!("\n== target {}, profile {}", run.target, run.profile);
            self.output.line(&self.paint.text(Style::Bold, &heading));
        }
        self.progress.start(run.scenarios);
    }

    fn playing(&mut self, id: &str) {
        self.progress.playing(id);
    }

    fn played(&mut self, scenario: &ScenarioRecord) {
        let line = line::line(scenario, self.id_width, self.paint);
        let output = &mut self.output;
        self.progress.above(|| output.text(&line));
        let failed = matches!(scenario.verdict, Verdict::Fail | Verdict::Changed);
        self.progress.done(&scenario.id, failed);
    }

    fn finish(&mut self, run: &RunRecord, requirements: &Requirements) {
        self.progress.end();
        self.output.text(&failures(run, requirements, self.paint));
        self.output.text(&summary::snapshots(run, self.paint));
        self.output.text(&summary::learned(run));
        self.output.text(&summary::summary(run, self.paint));
    }

    /// Its last line names target and profile. What kept a run from taking place is told on the
    /// error output.
    fn conclude(&mut self, document: &Document) {
        self.progress.end();
        if document.error.is_none() {
            self.output.text(&summary::conclusion(document));
        }
    }

    fn output(&mut self) -> &mut Output {
        &mut self.output
    }
}
