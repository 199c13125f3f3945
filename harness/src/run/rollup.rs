//! What the verdicts of checks mean for requirements, scenarios and the whole run.

use std::collections::BTreeMap;

use super::{CheckReport, RunReport, ScenarioReport, Verdict};
use crate::scenario::{Level, RequirementId};

impl RunReport {
    /// Whether any scenario has this verdict.
    #[must_use]
    pub fn has(&self, verdict: Verdict) -> bool {
        self.scenarios
            .iter()
            .any(|scenario| scenario.verdict == verdict || scenario.has(verdict))
    }

    /// How many scenarios have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.scenarios
            .iter()
            .filter(|scenario| scenario.verdict == verdict)
            .count()
    }

    /// Whether the run makes exit 1: a change, a fail at the level that counts, or a scenario that
    /// fails as a whole because a check never ran.
    #[must_use]
    pub fn counts_as_failed(&self) -> bool {
        self.scenarios
            .iter()
            .any(|scenario| scenario.counts_as_failed(self.level))
    }

    /// How many requirements of the suite were judged: `judged 61 of 140`.
    #[must_use]
    pub fn judged(&self) -> (usize, usize) {
        let judged = self
            .requirements
            .values()
            .flatten()
            .filter(|verdict| !matches!(verdict, Verdict::NotApplicable | Verdict::Inconclusive))
            .count();
        (judged, self.requirements.len())
    }
}

impl ScenarioReport {
    /// Every check that ran.
    pub fn checks(&self) -> impl Iterator<Item = &CheckReport> {
        self.steps.iter().flat_map(|step| &step.checks)
    }

    /// Whether it makes exit 1: a change, a fail of this level or a stronger one, or a fail as a
    /// whole because a check never ran.
    #[must_use]
    pub fn counts_as_failed(&self, level: Level) -> bool {
        let counts = |check: &CheckReport| match check.verdict {
            Verdict::Changed => true,
            Verdict::Fail => check.level >= level,
            _ => false,
        };
        self.checks().any(counts) || (self.verdict == Verdict::Fail && !self.has(Verdict::Fail))
    }

    /// Whether any check has this verdict.
    #[must_use]
    pub fn has(&self, verdict: Verdict) -> bool {
        self.checks().any(|check| check.verdict == verdict)
    }
}

/// The verdict over each requirement that the scenarios cover.
pub(super) fn by_requirement<'a>(
    scenarios: impl IntoIterator<Item = &'a ScenarioReport>,
) -> BTreeMap<RequirementId, Verdict> {
    let mut verdicts: BTreeMap<RequirementId, Vec<Verdict>> = BTreeMap::new();
    for check in scenarios.into_iter().flat_map(ScenarioReport::checks) {
        for id in &check.covers {
            verdicts.entry(id.clone()).or_default().push(check.verdict);
        }
    }
    verdicts
        .into_iter()
        .filter_map(|(id, verdicts)| Some((id, Verdict::over(verdicts)?)))
        .collect()
}

#[cfg(test)]
#[path = "rollup/tests.rs"]
mod tests;
