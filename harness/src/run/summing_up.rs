//! The verdict of a scenario. A green scenario in which a check never ran is none.

use super::step::End;
use super::{ScenarioReport, StepReport, Verdict};

/// How a scenario went, beside what its checks found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Course {
    /// Why it ended before its last step.
    pub(super) end: Option<End>,
    /// The steps that should have run and did not, with the reason.
    missing: Vec<String>,
    /// The first step that would judge and was left out by design, with the reason.
    passed_over: Option<String>,
    /// Whether a step ran that judges a requirement.
    judged: bool,
}

impl Course {
    /// It ended before it began.
    pub(super) const fn ended(end: End) -> Self {
        Self {
            end: Some(end),
            missing: Vec::new(),
            passed_over: None,
            judged: false,
        }
    }

    /// A step that judges a requirement has had its turn.
    pub(super) fn has_judged(&mut self, report: &StepReport) {
        match &report.left_out {
            None => self.judged = true,
            Some(reason) => {
                let left_out = || format!("step `{}` was left out: {reason}", report.name);
                self.passed_over.get_or_insert_with(left_out);
            }
        }
    }

    /// Why nothing was judged, if so.
    fn judged_nothing(&self) -> Option<String> {
        let why = self.passed_over.as_ref().filter(|_| !self.judged)?;
        Some(format!("nothing was judged: {why}"))
    }

    /// Whether every step ran, or was left out by design.
    pub(super) const fn is_undisturbed(&self) -> bool {
        self.end.is_none() && self.missing.is_empty()
    }

    /// A step should have run and did not.
    pub(super) fn never_ran(&mut self, report: &StepReport) {
        let reason = report.left_out.as_deref().unwrap_or("it did not run");
        self.missing
            .push(format!("step `{}` did not run: {reason}", report.name));
    }
}

/// The verdict over a scenario, and the reason where no check gives it.
pub(super) fn sum_up(report: &ScenarioReport, course: Course) -> (Verdict, Option<String>) {
    let checks = Verdict::over(report.checks().map(|check| check.verdict));
    let nothing = course.judged_nothing();
    let (ended, reason) = match course.end {
        Some(End::Broken(reason)) => (Verdict::Fail, Some(reason)),
        Some(End::Inconclusive(reason)) => (Verdict::Inconclusive, Some(reason)),
        Some(End::Interrupted) => (Verdict::Inconclusive, Some("interrupted".to_owned())),
        Some(End::NotApplicable(reason)) => {
            let worse = checks.filter(|verdict| *verdict > Verdict::KnownDeviation);
            return (worse.unwrap_or(Verdict::NotApplicable), Some(reason));
        }
        None if !course.missing.is_empty() => (Verdict::Fail, Some(course.missing.join("; "))),
        None => match checks {
            Some(Verdict::Pass) if nothing.is_some() => {
                return (Verdict::NotApplicable, nothing);
            }
            Some(verdict) => (verdict, None),
            None => nothing_ran(report),
        },
    };
    (checks.map_or(ended, |checks| checks.max(ended)), reason)
}

/// Without a single check: by design, where every step says why; else a mistake.
fn nothing_ran(report: &ScenarioReport) -> (Verdict, Option<String>) {
    let steps = || report.steps.iter().filter(|step| step.place.is_some());
    let reason = steps().find_map(|step| step.left_out.clone());
    match reason {
        Some(reason) if steps().all(|step| step.left_out.is_some()) => {
            (Verdict::NotApplicable, Some(reason))
        }
        _ => (Verdict::Fail, Some("no check ran".to_owned())),
    }
}

#[cfg(test)]
#[path = "summing_up/tests.rs"]
mod tests;
