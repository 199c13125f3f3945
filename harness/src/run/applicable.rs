//! Whether a scenario is meant for a target at all.

use super::features::Features;
use super::variant::{PlayedStep, under_profile};
use crate::plan::{Plan, Target};
use crate::scenario::{Action, Elsewhere, Scenario};

/// Why a scenario will not be applicable, as far as one can know without asking the target.
#[must_use]
pub fn foreseen(scenario: &Scenario, plan: &Plan) -> Option<String> {
    let features = match &plan.target {
        Target::Mock => Features::default(),
        Target::Server(server) => Features::knowing(server.lacks.clone()),
    };
    let steps = under_profile(scenario, &plan.profile, plan.target.is_mock());
    reason_against(scenario, &steps, plan, &features)
}

/// Why a scenario is not applicable, if so.
pub(super) fn reason_against(
    scenario: &Scenario,
    steps: &[PlayedStep],
    plan: &Plan,
    features: &Features,
) -> Option<String> {
    let actions = || {
        let played = steps.iter().filter(|step| step.dropped.is_none());
        let played = played.map(|played| &played.step.action);
        played.chain(scenario.finally.iter().map(|step| &step.action))
    };
    if !plan.target.is_mock() {
        if scenario
            .world
            .as_ref()
            .is_some_and(|world| world.needs_mock())
        {
            return Some("it starts in a world of its own, which only the mock can do".to_owned());
        }
        if let Some(because) = actions().find_map(needs_mock) {
            return Some(because.to_owned());
        }
        if !plan.allow_writes && actions().any(writes) {
            return Some("it writes, and writing needs --allow-writes".to_owned());
        }
    }
    scenario.features().into_iter().find_map(|feature| {
        let because = features.lacking(feature)?;
        Some(format!("the target lacks {feature}: {because}"))
    })
}

fn needs_mock(action: &Action) -> Option<&str> {
    match action {
        Action::Mock(step) => match &step.elsewhere {
            Elsewhere::NotApplicable { because } => Some(because),
            Elsewhere::Instead { .. } => None,
        },
        Action::Request(_) => None,
    }
}

fn writes(action: &Action) -> bool {
    match action {
        Action::Request(spec) => !spec.reads_only(),
        Action::Mock(_) => false,
    }
}
