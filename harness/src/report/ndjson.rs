//! What happens, as it happens: a JSON document a line.

use serde::Serialize;

use super::Output;
use super::consumer::{Beginning, Consumer};
use super::document::{Counts, Document, FORMAT, Requirements, RunRecord, ScenarioRecord};

/// The report for programs that follow a run.
#[derive(Debug)]
pub struct Ndjson {
    /// Where it goes.
    pub output: Output,
}

/// A line.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum Line<'a> {
    RunStarted {
        format: u32,
        cardproof: &'a str,
        target: &'a str,
        profile: &'a str,
        scenarios: usize,
    },
    ScenarioStarted {
        id: &'a str,
    },
    ScenarioFinished {
        scenario: &'a ScenarioRecord,
    },
    RunFinished {
        target: &'a str,
        profile: &'a str,
        seed: u64,
        interrupted: bool,
        elapsed_ms: u64,
        counts: Counts,
        judged: usize,
        requirements: usize,
        notes: &'a [String],
    },
    Finished {
        exit: u8,
        error: Option<&'a str>,
    },
}

impl Ndjson {
    fn line(&mut self, line: &Line<'_>) {
        // The shape has no maps with keys that are no text, which alone could fail.
        self.output
            .line(&serde_json::to_string(line).unwrap_or_default());
    }
}

impl Consumer for Ndjson {
    fn begin(&mut self, run: &Beginning<'_>) {
        self.line(&Line::RunStarted {
            format: FORMAT,
            cardproof: env!("CARGO_PKG_VERSION"),
            target: run.target,
            profile: run.profile,
            scenarios: run.scenarios,
        });
    }

    fn playing(&mut self, id: &str) {
        self.line(&Line::ScenarioStarted { id });
    }

    fn played(&mut self, scenario: &ScenarioRecord) {
        self.line(&Line::ScenarioFinished { scenario });
    }

    fn finish(&mut self, run: &RunRecord, _: &Requirements) {
        self.line(&Line::RunFinished {
            target: &run.target,
            profile: &run.profile,
            seed: run.seed,
            interrupted: run.interrupted,
            elapsed_ms: run.elapsed_ms,
            counts: run.counts,
            judged: run.judged,
            requirements: run.requirements.len(),
            notes: &run.notes,
        });
    }

    fn conclude(&mut self, document: &Document) {
        self.line(&Line::Finished {
            exit: document.exit,
            error: document.error.as_deref(),
        });
    }

    fn output(&mut self) -> &mut Output {
        &mut self.output
    }
}
