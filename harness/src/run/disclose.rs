//! A report without secrets.

use super::{CheckReport, ScenarioReport, StepReport};
use crate::check::Difference;
use crate::exchange::Redactor;

/// Replaces every secret in a report: after a scenario, when all of them are known.
pub(super) fn without_secrets(report: ScenarioReport, redactor: &Redactor) -> ScenarioReport {
    let text = |text: String| redactor.text(&text);
    ScenarioReport {
        reason: report.reason.map(text),
        steps: report
            .steps
            .into_iter()
            .map(|report| step(report, redactor))
            .collect(),
        context: report
            .context
            .into_iter()
            .map(|(name, value)| (name, redactor.text(&value)))
            .collect(),
        cards: report
            .cards
            .into_iter()
            .map(|(path, name)| (redactor.text(&path), name))
            .collect(),
        ..report
    }
}

/// Replaces every secret in the report of a step.
pub(super) fn step(report: StepReport, redactor: &Redactor) -> StepReport {
    StepReport {
        left_out: report.left_out.map(|reason| redactor.text(&reason)),
        notes: report
            .notes
            .iter()
            .map(|note| redactor.text(note))
            .collect(),
        exchanges: report
            .exchanges
            .iter()
            .map(|exchange| redactor.exchange(exchange))
            .collect(),
        checks: report
            .checks
            .into_iter()
            .map(|report| check(report, redactor))
            .collect(),
        ..report
    }
}

fn check(report: CheckReport, redactor: &Redactor) -> CheckReport {
    let difference = |difference: Difference| Difference {
        expected: redactor.text(&difference.expected),
        received: redactor.text(&difference.received),
    };
    CheckReport {
        differences: report.differences.into_iter().map(difference).collect(),
        reason: report.reason.map(|reason| redactor.text(&reason)),
        ..report
    }
}
