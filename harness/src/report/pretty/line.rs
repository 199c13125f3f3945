//! The line of a scenario.

use std::fmt::Write;
use std::time::Duration;

use super::super::document::{CheckRecord, DeviationRecord, ScenarioRecord};
use super::super::{Paint, Style};
use crate::run::Verdict;

/// How wide the longest verdict is.
pub(super) const VERDICT_WIDTH: usize = 15;

/// The line of a scenario that has ended, and below it why it is not simply a pass.
pub(super) fn line(scenario: &ScenarioRecord, id_width: usize, paint: Paint) -> String {
    let verdict = format!("{:>VERDICT_WIDTH$}", scenario.verdict.name());
    let elapsed = format!("({})", duration(scenario.elapsed()));
    let mut text = format!(
        "{}  {:id_width$}  {}  {}\n",
        paint.text(scenario.verdict, &verdict),
        scenario.id,
        scenario.title,
        paint.text(Style::Dim, &elapsed),
    );
    for reason in reasons(scenario).into_iter().chain(notes(scenario)) {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{:VERDICT_WIDTH$}  {reason}", "");
    }
    text
}

/// A duration as people read it.
pub(super) fn duration(elapsed: Duration) -> String {
    let millis = elapsed.as_millis();
    if millis < 1000 {
        format!("{millis} ms")
    } else {
        format!("{:.1} s", elapsed.as_secs_f64())
    }
}

/// How answers came that did not come at once. A failure tells it elsewhere.
fn notes(scenario: &ScenarioRecord) -> Vec<String> {
    let green = matches!(scenario.verdict, Verdict::Pass | Verdict::KnownDeviation);
    let steps = scenario.steps.iter().filter(|_| green);
    let notes = steps.flat_map(|step| {
        let told = |note: &String| format!("step `{}`: {note}", step.name);
        step.notes.iter().map(told)
    });
    notes.collect()
}

/// Why a scenario was not judged, could not be, or deviates as known. Each reason once.
fn reasons(scenario: &ScenarioRecord) -> Vec<String> {
    let mut reasons: Vec<String> = match scenario.verdict {
        Verdict::NotApplicable | Verdict::Inconclusive => scenario
            .reason
            .iter()
            .cloned()
            .chain(scenario.checks().filter_map(|check| {
                (scenario.reason.is_none() && check.verdict == scenario.verdict)
                    .then(|| check.reason.clone())
                    .flatten()
            }))
            .collect(),
        Verdict::KnownDeviation => scenario.checks().filter_map(known).collect(),
        _ => Vec::new(),
    };
    let mut seen = Vec::new();
    reasons.retain(|reason| {
        let new = !seen.contains(reason);
        seen.push(reason.clone());
        new
    });
    reasons
}

fn known(check: &CheckRecord) -> Option<String> {
    if check.verdict != Verdict::KnownDeviation {
        return None;
    }
    check.deviation.as_ref().map(DeviationRecord::in_words)
}
