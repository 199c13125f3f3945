//! What went wrong, in full.

use super::super::document::{CheckRecord, Requirements, RunRecord, ScenarioRecord, StepRecord};
use super::super::{Paint, Style};
use super::conversation;
use crate::run::Verdict;

/// Every scenario that failed, changed or could not be judged.
#[must_use]
pub fn failures(run: &RunRecord, requirements: &Requirements, paint: Paint) -> String {
    let scenarios = run.scenarios.iter();
    scenarios
        .map(|scenario| failure(run, scenario, requirements, paint))
        .collect()
}

/// What is wrong with a scenario; nothing where it did not fail or change and could be judged.
#[must_use]
pub fn failure(
    run: &RunRecord,
    scenario: &ScenarioRecord,
    requirements: &Requirements,
    paint: Paint,
) -> String {
    if !is_told(scenario.verdict) && !scenario.checks().any(check_is_told) {
        return String::new();
    }
    let teller = Teller {
        run,
        requirements,
        paint,
        scenario,
    };
    teller.text()
}

const fn is_told(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Fail | Verdict::Changed | Verdict::Inconclusive
    )
}

const fn check_is_told(check: &CheckRecord) -> bool {
    is_told(check.verdict)
}

struct Teller<'a> {
    run: &'a RunRecord,
    requirements: &'a Requirements,
    paint: Paint,
    scenario: &'a ScenarioRecord,
}

impl Teller<'_> {
    fn text(&self) -> String {
        let scenario = self.scenario;
        let heading = format!("{}: {}", scenario.id, scenario.title);
        let mut text = format!(
            "\n{} {}\n",
            self.paint.text(scenario.verdict, scenario.verdict.name()),
            self.paint.text(Style::Bold, &heading),
        );
        if let Some(reason) = &scenario.reason {
            text += &format!("  {reason}\n");
        }
        for step in &scenario.steps {
            text += &self.step(step);
        }
        text += &format!("\n  {}\n", scenario.command);
        if !scenario.repro.is_empty() {
            text += &format!("  {}\n", scenario.repro);
        }
        text
    }

    fn step(&self, step: &StepRecord) -> String {
        let mut checks = step
            .checks
            .iter()
            .filter(|check| check_is_told(check))
            .peekable();
        if checks.peek().is_none() {
            return self.left_out(step);
        }
        let mut text: String = checks.map(|check| self.check(step, check)).collect();
        for note in &step.notes {
            text += &format!("  {note}\n");
        }
        text += &conversation::exchanges(step, self.run.login);
        text
    }

    /// A step that did not run matters where the scenario fails.
    fn left_out(&self, step: &StepRecord) -> String {
        match &step.left_out {
            Some(reason) if self.scenario.verdict == Verdict::Fail => {
                format!("\n  step `{}` was left out: {reason}\n", step.name)
            }
            _ => String::new(),
        }
    }

    fn check(&self, step: &StepRecord, check: &CheckRecord) -> String {
        let place = check.place_in(step);
        let place = place.map_or_else(String::new, |place| format!("{place}: "));
        let mut text = format!(
            "\n{place}step `{}`, check `{}`: {} ({})\n",
            step.name,
            check.name,
            self.paint.text(check.verdict, check.verdict.name()),
            check.level,
        );
        text += &self.sources(check);
        for difference in &check.differences {
            text += &format!("  expected  {}\n", difference.expected);
            text += &format!("  received  {}\n", difference.received);
        }
        if let Some(reason) = &check.reason {
            text += &format!("  {reason}\n");
        }
        text
    }

    /// What asks for it: the requirements, or the section of a standing check.
    fn sources(&self, check: &CheckRecord) -> String {
        let mut text: String = check.covers.iter().map(|id| self.requirement(id)).collect();
        if let Some(section) = &check.section {
            text += &format!("  {section}\n");
        }
        text
    }

    fn requirement(&self, id: &String) -> String {
        let Some(requirement) = self.requirements.get(id) else {
            return format!("  {id}\n");
        };
        let evidence: String = requirement
            .evidence
            .iter()
            .map(|id| format!(", {id}"))
            .collect();
        format!(
            "  {id} ({}, {}{evidence}): {}\n",
            requirement.level, requirement.source, requirement.says,
        )
    }
}
