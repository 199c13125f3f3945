//! The page about a scenario.

use std::collections::BTreeSet;

use super::page::Page;
use super::usage::all_steps;
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
    requirements(&mut page, scenario, suite);
    quirks(&mut page, scenario);
    page.section("Where it stands, and how to play it");
    page.text(&scenario.place.to_string());
    page.text(&format!("cardproof run {}", scenario.id));
    page.end()
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
