//! `COVERAGE.md`: which scenarios judge which requirement.

use std::collections::{BTreeMap, BTreeSet};

use super::unjudged::{CHECKLIST, UNJUDGED};
use crate::scenario::{RequirementId, Suite};

const INTRODUCTION: &str = "\
# Coverage

<!-- Generated from the scenarios by `cargo run -- generate`. Do not edit. -->

Which scenarios judge which requirement. `cardproof explain ID` tells more about each. At the end stand
the behaviours of a CardDAV service and its clients that [no scenario judges](#not-judged). Every quirk
of the mock is noticed by some scenario.
";

/// The page about what the scenarios of a suite judge.
#[must_use]
pub(in crate::cli) fn coverage_page(suite: &Suite) -> String {
    let covers = covers(suite);
    let mut areas: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut covered = 0;
    for (id, requirement) in &suite.requirements {
        let scenarios: Vec<_> = covers.get(id).into_iter().flatten().copied().collect();
        covered += usize::from(!scenarios.is_empty());
        let links: Vec<_> = scenarios
            .iter()
            .map(|id| format!("[{id}]({id}.yaml)"))
            .collect();
        let row = format!(
            "| {id} | {} | {} | {} | {} |\n",
            requirement.level,
            requirement.says.replace('|', "\\|"),
            requirement.source,
            if links.is_empty() {
                "none yet".to_owned()
            } else {
                links.join(", ")
            }
        );
        areas.entry(area(id)).or_default().push(row);
    }
    let checklist: usize = CHECKLIST.iter().map(|(_, count)| count).sum();
    let mut page = format!(
        "{INTRODUCTION}\n{covered} of {} requirements are judged by {} scenarios. Of the {checklist} \
         behaviours of the checklist from which the project began {} are among them.\n",
        suite.requirements.len(),
        suite.scenarios.len(),
        checklist - UNJUDGED.len()
    );
    for (area, rows) in areas {
        page += &format!(
            "\n## {area}\n\n| id | level | requirement | source | judged by |\n|---|---|---|---|---|\n{}",
            rows.concat()
        );
    }
    page + &unjudged()
}

/// What no scenario judges.
fn unjudged() -> String {
    let mut page =
        "\n## Not judged\n\n| id | behaviour | why, and what shows it |\n|---|---|---|\n"
            .to_owned();
    for behaviour in UNJUDGED {
        page += &format!(
            "| {} | {} | {} |\n",
            behaviour.id, behaviour.what, behaviour.why
        );
    }
    page
}

/// The scenarios that judge each requirement; a table is named once.
fn covers(suite: &Suite) -> BTreeMap<&RequirementId, BTreeSet<&str>> {
    let mut covers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for scenario in &suite.scenarios {
        let inserted = scenario.under.iter().flat_map(|under| &under.insert);
        let inserted = inserted.flat_map(|(_, steps)| steps);
        for step in scenario.steps.iter().chain(inserted) {
            for id in &step.covers {
                covers.entry(id).or_default().insert(scenario.id.file());
            }
        }
    }
    covers
}

fn area(id: &RequirementId) -> &str {
    id.0.rsplit_once('-')
        .map_or(id.0.as_str(), |(area, _)| area)
}
