//! `--dry-run`: what would be played, and why the rest is left out.

use std::fmt::Write as _;

use super::plans::Plans;
use crate::plan::Plan;
use crate::run::{Exit, foreseen};
use crate::scenario::ScenarioId;

/// What a dry run tells, and how it ends: as the run would, as far as one can know.
pub(super) struct DryRun {
    pub(super) text: String,
    pub(super) exit: Exit,
}

/// Tells what would be played. Nothing is sent, and nothing is written.
pub(super) fn dry_run(plans: &Plans) -> DryRun {
    let told: Vec<_> = plans.list.iter().map(one).collect();
    let exits = told.iter().map(|told| told.exit);
    DryRun {
        exit: Exit::worst(exits),
        text: told.into_iter().map(|told| told.text).collect(),
    }
}

fn one(plan: &Plan) -> DryRun {
    let mut text = format!(
        "target {}, profile {}, seed {}\n",
        plan.target.name(),
        plan.profile,
        plan.seed
    );
    let (mut played, mut left_out) = (0, 0);
    for id in &plan.scenarios {
        match against(plan, id) {
            None => {
                played += 1;
                line(&mut text, "play", id, None);
            }
            Some(why) => {
                left_out += 1;
                line(&mut text, "leave out", id, Some(&why));
            }
        }
    }
    for left in &plan.left_out {
        left_out += 1;
        line(
            &mut text,
            "leave out",
            &left.id,
            Some(&left.why.to_string()),
        );
    }
    let selected = plan.scenarios.len() + plan.left_out.len();
    let others = plan.suite.scenarios.len().saturating_sub(selected);
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{played} to play, {left_out} left out, {others} not selected; nothing was sent"
    );
    let nothing_applies = played == 0 && !plan.scenarios.is_empty();
    DryRun {
        text,
        exit: if nothing_applies {
            Exit::Usage
        } else {
            Exit::Success
        },
    }
}

fn against(plan: &Plan, id: &ScenarioId) -> Option<String> {
    let mut scenarios = plan.suite.scenarios.iter();
    let scenario = scenarios.find(|scenario| scenario.id == *id)?;
    foreseen(scenario, plan)
}

fn line(text: &mut String, what: &str, id: &ScenarioId, why: Option<&str>) {
    let why = why.map_or_else(String::new, |why| format!(": {why}"));
    let _ = writeln!(text, "{what:>10}  {id}{why}");
}
