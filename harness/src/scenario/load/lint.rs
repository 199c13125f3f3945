//! What is wrong with a scenario of which every part is right by itself.

use super::scope::Usage;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, StepProblem};
use crate::scenario::{Action, Scenario, Span, Step};

/// Finds what is pointless. `span` points at the scenario as a whole.
pub(super) fn lint(
    scenario: &Scenario,
    span: &Span,
    (usage, reporter): (&Usage, &Reporter),
) -> Read<()> {
    let unused = unused_captures(usage, reporter);
    let pointless = pointless_steps(scenario, usage, reporter);
    let too_long = too_long_steps(scenario, usage, reporter);
    let own = || scenario.all_steps().filter(|step| !step.prepares);
    if !own().any(checks) {
        return Err(reporter.report(span, StepProblem::NoCheck));
    }
    if !own().any(|step| !step.covers.is_empty()) {
        return Err(reporter.report(span, StepProblem::NoCovers));
    }
    unused.and(pointless).and(too_long)
}

/// Values that are captured or given and that nothing refers to.
pub(super) fn unused_captures(usage: &Usage, reporter: &Reporter) -> Read<()> {
    let mut outcome = Ok(());
    for (key, name, span) in &usage.captured {
        if !usage.used.contains(key) {
            let name = name.clone();
            outcome = Err(reporter.report(span, NameProblem::UnusedCapture { name }));
        }
    }
    outcome
}

fn pointless_steps(scenario: &Scenario, usage: &Usage, reporter: &Reporter) -> Read<()> {
    let mut outcome = Ok(());
    for step in scenario
        .all_steps()
        .filter(|step| is_pointless(step, usage) && !ends(step, scenario))
    {
        if let Some(span) = usage.spans.get(&step.name.0) {
            outcome = Err(reporter.report(span, StepProblem::Pointless));
        }
    }
    outcome
}

/// Steps that may take longer than all of the scenario. What a flow says is not this file's, and
/// what tidies up has time of its own.
fn too_long_steps(scenario: &Scenario, usage: &Usage, reporter: &Reporter) -> Read<()> {
    let Some(whole) = &scenario.timeout else {
        return Ok(());
    };
    let mut outcome = Ok(());
    for step in scenario.all_steps().filter(|step| !step.prepares) {
        let limit = step.pace.timeout.as_ref();
        let limit = limit.filter(|limit| limit.length > whole.length);
        if let (Some(limit), Some(span)) = (limit, usage.spans.get(&step.name.0)) {
            let problem = StepProblem::LongerThanScenario {
                step: format!("{:?}", limit.length),
                scenario: format!("{:?}", whole.length),
            };
            outcome = Err(reporter.report(span, problem));
        }
    }
    outcome
}

fn checks(step: &Step) -> bool {
    !step.expect.is_empty() || step.pace.until.is_some()
}

/// Whether it is a step of `finally:`, which tidies up and need not look at the answer.
fn ends(step: &Step, scenario: &Scenario) -> bool {
    scenario.finally.iter().any(|last| last.name == step.name)
}

fn is_pointless(step: &Step, usage: &Usage) -> bool {
    matches!(step.action, Action::Request(_))
        && !checks(step)
        && step.capture.is_empty()
        && !usage.listings.contains(&step.name.0)
}
