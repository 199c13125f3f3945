//! Where ids are used.

use std::collections::BTreeSet;

use cardproof_mock::quirk::{CATALOGUE, QuirkDefinition};

use super::page::Page;
use crate::scenario::{RequirementId, Scenario, Step, Suite};

/// Every step of a scenario, also those that are added under a quirk.
pub(super) fn all_steps(scenario: &Scenario) -> impl Iterator<Item = &Step> {
    let inserted = scenario.under.iter().flat_map(|under| &under.insert);
    scenario
        .steps
        .iter()
        .chain(inserted.flat_map(|(_, steps)| steps))
}

/// The scenarios that judge a requirement.
pub(super) fn covering<'a>(id: &RequirementId, suite: &'a Suite) -> Vec<&'a Scenario> {
    let covers = |scenario: &&Scenario| all_steps(scenario).any(|step| step.covers.contains(id));
    suite.scenarios.iter().filter(covers).collect()
}

/// The scenarios that expect something else under a quirk.
pub(super) fn expecting<'a>(quirk: &str, suite: &'a Suite) -> Vec<&'a Scenario> {
    let asks = |scenario: &&Scenario| {
        let mut conditions = scenario.under.iter().flat_map(|under| &under.when);
        conditions.any(|(name, _)| name == quirk)
    };
    suite.scenarios.iter().filter(asks).collect()
}

/// The quirks that change what is expected of the steps that judge a requirement.
pub(super) fn quirks_about(id: &RequirementId, suite: &Suite) -> Vec<&'static QuirkDefinition> {
    let mut names = BTreeSet::new();
    for scenario in &suite.scenarios {
        let judges = |name: &_| {
            all_steps(scenario).any(|step| step.name == *name && step.covers.contains(id))
        };
        for under in &scenario.under {
            if under.expect.iter().any(|(step, _, _)| judges(step)) {
                names.extend(under.when.iter().map(|(quirk, _)| quirk.as_str()));
            }
        }
    }
    let rows = CATALOGUE.iter();
    rows.filter(|row| names.contains(row.name)).collect()
}

/// The quirks of which a value rests on a piece of evidence.
pub(super) fn quirks_on(evidence: &str) -> Vec<&'static QuirkDefinition> {
    let rests = |row: &&QuirkDefinition| {
        let mut sources = row.values.iter().flat_map(|value| value.evidence);
        sources.any(|source| source.source == evidence)
    };
    CATALOGUE.iter().filter(rests).collect()
}

/// A line a scenario, or that there is none.
pub(super) fn write_scenarios(page: &mut Page, scenarios: &[&Scenario]) {
    page.section("Where it is used");
    let width = scenarios.iter().map(|scenario| scenario.id.0.len()).max();
    for scenario in scenarios {
        page.column(&scenario.id.0, width.unwrap_or_default(), &scenario.title);
    }
    if scenarios.is_empty() {
        page.text("In no scenario yet.");
    }
}
