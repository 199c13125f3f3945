//! What went wrong, in full.

use super::super::{Paint, Run, Style};
use super::conversation;
use crate::run::{CheckReport, ScenarioReport, StepReport, Verdict};
use crate::scenario::RequirementId;

/// Every scenario that failed, changed or could not be judged.
#[must_use]
pub fn failures(run: &Run, paint: Paint) -> String {
    run.report
        .scenarios
        .iter()
        .filter(|scenario| is_told(scenario.verdict) || scenario.checks().any(check_is_told))
        .map(|scenario| {
            Teller {
                run,
                paint,
                scenario,
            }
            .text()
        })
        .collect()
}

const fn is_told(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Fail | Verdict::Changed | Verdict::Inconclusive
    )
}

const fn check_is_told(check: &CheckReport) -> bool {
    is_told(check.verdict)
}

struct Teller<'a> {
    run: &'a Run,
    paint: Paint,
    scenario: &'a ScenarioReport,
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
        text += &format!("\n  {}\n", self.run.command(scenario));
        text
    }

    fn step(&self, step: &StepReport) -> String {
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
        let credentials = self.run.credentials(&self.scenario.id, &step.name);
        text += &conversation::exchanges(&step.exchanges, credentials, self.run.login);
        text
    }

    /// A step that did not run matters where the scenario fails.
    fn left_out(&self, step: &StepReport) -> String {
        match &step.left_out {
            Some(reason) if self.scenario.verdict == Verdict::Fail => {
                format!("\n  step `{}` was left out: {reason}\n", step.name)
            }
            _ => String::new(),
        }
    }

    fn check(&self, step: &StepReport, check: &CheckReport) -> String {
        let place = check.place.as_ref().or(step.place.as_ref());
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
    fn sources(&self, check: &CheckReport) -> String {
        let mut text: String = check.covers.iter().map(|id| self.requirement(id)).collect();
        if let Some(section) = check.section {
            text += &format!("  {section}\n");
        }
        text
    }

    fn requirement(&self, id: &RequirementId) -> String {
        let Some(requirement) = self.run.suite.requirements.get(id) else {
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
