//! `known-deviations:`: answers that are known to be wrong.

use super::Known;
use super::check_name::check_name;
use crate::plan::target::KnownDeviation;
use crate::run::CheckName;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter, each};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{RequirementId, ScenarioId, StepName};

const KEYS: &[&str] = &[
    "scenario",
    "step",
    "check",
    "received",
    "requirement",
    "reason",
    "evidence",
    "since",
];

/// Reads the list.
pub(super) fn deviations(node: &Node, file: &TextFile, reporter: &Reporter) -> Read<Vec<Known>> {
    let list = each(node.list(reporter)?, |item| one(item, file, reporter))?;
    for (index, second) in list.iter().enumerate() {
        let same = |first: &&Known| key(first) == key(second);
        if let Some(first) = list.iter().take(index).find(same) {
            let see = (first.spans[0].clone(), "the first");
            let problem = NameProblem::DuplicateDeviation;
            return Err(reporter.report_with(&second.spans[0], problem, see));
        }
    }
    Ok(list)
}

/// What an entry speaks of: one check of one step.
fn key(known: &Known) -> (&ScenarioId, &StepName, &CheckName) {
    let entry = &known.entry;
    (&entry.scenario, &entry.step, &entry.check)
}

fn one(node: &Node, file: &TextFile, reporter: &Reporter) -> Read<Known> {
    let fields = Fields::new(node, "a known deviation", KEYS, reporter)?;
    let text = |key| fields.require(key).and_then(|node| node.sentence(reporter));
    let (scenario, step) = (text("scenario"), text("step"));
    let check = fields
        .require("check")
        .and_then(|node| check_name(node, reporter));
    let received = fields
        .require("received")
        .and_then(|node| node.text(reporter));
    let (reason, evidence, since) = (text("reason"), text("evidence"), text("since"));
    let requirement = fields
        .get("requirement")
        .map(|node| node.sentence(reporter))
        .transpose();
    let span = |key| {
        fields
            .get(key)
            .map_or(&node.span, |node| &node.span)
            .clone()
    };
    Ok(Known {
        spans: ["scenario", "step", "check", "requirement"].map(span),
        entry: KnownDeviation {
            scenario: ScenarioId(scenario?),
            step: StepName(step?),
            check: check?,
            received: received?.trim_end().to_owned(),
            requirement: requirement?.map(RequirementId),
            reason: reason?,
            evidence: evidence?,
            since: since?,
            place: node.span.place.clone(),
            last_line: node.last_line(&file.text),
        },
    })
}
