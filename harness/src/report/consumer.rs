//! What every format does.

use std::fmt;

use super::Output;
use super::document::{Document, Requirements, RunRecord, ScenarioRecord};

/// A report that is being written. It hears what happens in the order in which it happens; a
/// report that needs the whole waits for [`conclude`](Self::conclude).
pub trait Consumer: fmt::Debug + Send {
    /// A run begins.
    fn begin(&mut self, _run: &Beginning<'_>) {}

    /// A scenario begins.
    fn playing(&mut self, _id: &str) {}

    /// A scenario has ended.
    fn played(&mut self, _scenario: &ScenarioRecord) {}

    /// A run has ended.
    fn finish(&mut self, _run: &RunRecord, _requirements: &Requirements) {}

    /// Everything has ended, or could not take place.
    fn conclude(&mut self, document: &Document);

    /// Where it goes.
    fn output(&mut self) -> &mut Output;
}

/// A run that begins.
#[derive(Clone, Copy, Debug)]
pub struct Beginning<'a> {
    /// The target's name.
    pub target: &'a str,
    /// The profile.
    pub profile: &'a str,
    /// How many scenarios were selected.
    pub scenarios: usize,
    /// How wide the longest id is.
    pub id_width: usize,
    /// Whether there are other runs.
    pub is_one_of_several: bool,
}

/// Tells a whole document, as if it happened now.
pub fn tell(document: &Document, consumers: &mut [Box<dyn Consumer>]) {
    for run in &document.runs {
        let ids = run.scenarios.iter().map(|scenario| scenario.id.len());
        let beginning = Beginning {
            target: &run.target,
            profile: &run.profile,
            scenarios: run.scenarios.len(),
            id_width: ids.max().unwrap_or_default(),
            is_one_of_several: document.runs.len() > 1,
        };
        for consumer in &mut *consumers {
            consumer.begin(&beginning);
            for scenario in &run.scenarios {
                consumer.playing(&scenario.id);
                consumer.played(scenario);
            }
            consumer.finish(run, &document.requirements);
        }
    }
    for consumer in consumers {
        consumer.conclude(document);
    }
}

/// A report that is written when everything is over.
#[derive(Debug)]
pub struct Whole {
    /// What it holds.
    pub make: fn(&Document) -> String,
    /// Where it goes.
    pub output: Output,
}

impl Consumer for Whole {
    fn conclude(&mut self, document: &Document) {
        self.output.text(&(self.make)(document));
    }

    fn output(&mut self) -> &mut Output {
        &mut self.output
    }
}
