//! The page about a scenario.

use std::collections::BTreeSet;

use super::page::Page;
use super::usage::all_steps;
use crate::report::quoted;
use crate::scenario::{Action, Scenario, Suite};

pub(super) fn page(scenario: &Scenario, suite: &Suite) -> String {
    let mut page = Page::new(&format!("{}: a scenario", scenario.id));
    page.section("What it is");
    page.text(&scenario.title);
    for paragraph in scenario
        .description
        .iter()
        .flat_map(|text| text.split("\n\n"))
    {
        page.text(paragraph);
    }
    page.section("Its steps");
    for step in &scenario.steps {
        let what = match &step.action {
            Action::Request(request) => request.method.clone(),
            Action::Mock(mock) => format!("mock: {}", mock.action.name()),
        };
        let prepares = if step.prepares { ", to prepare" } else { "" };
        page.text(&format!("{} ({what}{prepares})", step.name));
    }
    cases(&mut page, scenario, suite);
    requirements(&mut page, scenario, suite);
    quirks(&mut page, scenario);
    page.section("Where it stands, and how to play it");
    page.text(&scenario.place.to_string());
    let command = format!("cardproof run {}", quoted(&scenario.id.0));
    page.text(&command);
    page.end()
}

/// The other cases of its table.
fn cases(page: &mut Page, scenario: &Scenario, suite: &Suite) {
    let file = scenario.id.file();
    let all = suite.scenarios.iter();
    let others: Vec<_> = all
        .filter(|other| other.id.file() == file && other.id != scenario.id)
        .collect();
    if others.is_empty() {
        return;
    }
    page.section("The other cases of its table");
    let width = others.iter().map(|other| other.id.0.len()).max();
    for other in others {
        page.column(&other.id.0, width.unwrap_or_default(), &other.title);
    }
}

fn requirements(page: &mut Page, scenario: &Scenario, suite: &Suite) {
    let ids: BTreeSet<_> = all_steps(scenario).flat_map(|step| &step.covers).collect();
    page.section("What it judges, and who says so");
    for id in ids {
        let says = suite
            .requirements
            .get(id)
            .map_or_else(String::new, |found| {
                format!("{} ({}, {})", found.says, found.source, found.level)
            });
        page.column(&id.0, 11, &says);
    }
}

fn quirks(page: &mut Page, scenario: &Scenario) {
    if scenario.under.is_empty() {
        return;
    }
    page.section("Where something else is expected");
    for under in &scenario.under {
        let when = under.when.iter();
        let when: Vec<_> = when
            .map(|(quirk, value)| format!("{quirk}={value}"))
            .collect();
        page.text(&format!("{}, {}", when.join(" and "), under.place));
    }
}
