//! `COVERAGE.md`: which scenarios judge which requirement.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::{RequirementId, Suite};

const INTRODUCTION: &str = "\
# Coverage

<!-- Generated from the scenarios by `cargo run -- generate`. Do not edit. -->

Which scenarios judge which requirement. `cardproof explain ID` tells more about each.
";

/// The page about what the scenarios of a suite judge.
#[must_use]
pub(super) fn coverage_page(suite: &Suite) -> String {
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
    let mut page = format!(
        "{INTRODUCTION}\n{covered} of {} requirements are judged by {} scenarios.\n",
        suite.requirements.len(),
        suite.scenarios.len()
    );
    for (area, rows) in areas {
        page += &format!(
            "\n## {area}\n\n| id | level | requirement | source | judged by |\n|---|---|---|---|---|\n{}",
            rows.concat()
        );
    }
    page
}

/// The scenarios that judge each requirement.
fn covers(suite: &Suite) -> BTreeMap<&RequirementId, BTreeSet<&str>> {
    let mut covers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for scenario in &suite.scenarios {
        let inserted = scenario.under.iter().flat_map(|under| &under.insert);
        let inserted = inserted.flat_map(|(_, steps)| steps);
        for step in scenario.steps.iter().chain(inserted) {
            for id in &step.covers {
                covers.entry(id).or_default().insert(scenario.id.0.as_str());
            }
        }
    }
    covers
}

fn area(id: &RequirementId) -> &str {
    id.0.rsplit_once('-')
        .map_or(id.0.as_str(), |(area, _)| area)
}
