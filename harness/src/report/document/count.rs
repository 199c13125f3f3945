//! Counts, and what they mean for the exit code.

use serde::{Deserialize, Serialize};

use super::{CheckRecord, RunRecord, ScenarioRecord};
use crate::run::{Tally, Verdict};
use crate::scenario::Level;

/// How many scenarios have each verdict, worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// [`Verdict::Fail`]
    pub fail: usize,
    /// [`Verdict::Changed`]
    pub changed: usize,
    /// [`Verdict::Inconclusive`]
    pub inconclusive: usize,
    /// [`Verdict::KnownDeviation`]
    #[serde(rename = "known deviation")]
    pub known_deviation: usize,
    /// [`Verdict::NotApplicable`]
    #[serde(rename = "not applicable")]
    pub not_applicable: usize,
    /// [`Verdict::Pass`]
    pub pass: usize,
}

impl Counts {
    /// The counts over scenarios.
    #[must_use]
    pub fn over(scenarios: &[ScenarioRecord]) -> Self {
        let mut counts = Self::default();
        for scenario in scenarios {
            counts.count(scenario.verdict);
        }
        counts
    }

    /// Counts one more scenario.
    pub const fn count(&mut self, verdict: Verdict) {
        *self.slot(verdict) += 1;
    }

    /// Adds the counts of other scenarios.
    pub fn add(&mut self, others: Self) {
        for verdict in Verdict::ALL {
            *self.slot(verdict) += others.of(verdict);
        }
    }

    /// The count of one verdict.
    #[must_use]
    pub fn of(mut self, verdict: Verdict) -> usize {
        *self.slot(verdict)
    }

    /// `20 pass, 3 known deviation, 1 fail`: every verdict that occurs, best first.
    #[must_use]
    pub fn in_words(self) -> String {
        let counts: Vec<_> = Verdict::ALL
            .iter()
            .rev()
            .map(|verdict| (self.of(*verdict), verdict.name()))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        counts.join(", ")
    }

    const fn slot(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Fail => &mut self.fail,
            Verdict::Changed => &mut self.changed,
            Verdict::Inconclusive => &mut self.inconclusive,
            Verdict::KnownDeviation => &mut self.known_deviation,
            Verdict::NotApplicable => &mut self.not_applicable,
            Verdict::Pass => &mut self.pass,
        }
    }
}

impl RunRecord {
    /// What the run means for the exit code.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let verdicts = self.scenarios.iter().map(|scenario| scenario.verdict);
        Tally {
            interrupted: self.interrupted,
            judged_nothing: Tally::judges_nothing(verdicts, self.shard.is_some()),
            failed: self.counts_as_failed(),
            inconclusive: self.has(Verdict::Inconclusive),
        }
    }

    /// Whether any scenario has this verdict.
    #[must_use]
    pub fn has(&self, verdict: Verdict) -> bool {
        let has = |scenario: &ScenarioRecord| scenario.verdict == verdict || scenario.has(verdict);
        self.scenarios.iter().any(has)
    }

    /// Whether the run makes exit 1: a change, a fail at the level that counts, or a scenario that
    /// fails as a whole because a check never ran.
    #[must_use]
    pub fn counts_as_failed(&self) -> bool {
        let mut scenarios = self.scenarios.iter();
        scenarios.any(|scenario| scenario.counts_as_failed(self.level))
    }

    /// Whether a snapshot that differs or is missing makes exit 4.
    #[must_use]
    pub fn snapshots_differ(&self) -> bool {
        let snapshots = self
            .scenarios
            .iter()
            .filter_map(|found| found.snapshot.as_ref());
        self.snapshots_count && snapshots.into_iter().any(|found| found.is_problem())
    }
}

impl ScenarioRecord {
    /// Whether any check has this verdict.
    #[must_use]
    pub fn has(&self, verdict: Verdict) -> bool {
        self.checks().any(|check| check.verdict == verdict)
    }

    /// Whether it makes exit 1 where fails count from a level on.
    #[must_use]
    pub fn counts_as_failed(&self, level: Level) -> bool {
        let counts = |check: &CheckRecord| match check.verdict {
            Verdict::Changed => true,
            Verdict::Fail => check.level >= level,
            _ => false,
        };
        self.checks().any(counts) || (self.verdict == Verdict::Fail && !self.has(Verdict::Fail))
    }
}
