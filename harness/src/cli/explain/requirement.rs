//! The page about a requirement.

use cardproof_mock::quirk::Profile;

use super::page::Page;
use super::usage::{covering, quirks_about, write_scenarios};
use crate::scenario::{Requirement, Suite};

pub(super) fn page(requirement: &Requirement, suite: &Suite) -> String {
    let id = &requirement.id;
    let mut page = Page::new(&format!("{id}: a requirement ({})", requirement.level));
    page.section("What it is");
    page.text(&requirement.says);
    page.section("Who says so");
    page.text(&requirement.source);
    for evidence in &requirement.evidence {
        page.text(&format!("{evidence} (cardproof explain {evidence})"));
    }
    let quirks = quirks_about(id, suite);
    if !quirks.is_empty() {
        page.section("What servers do");
    }
    for quirk in &quirks {
        page.item(&format!("{}:", quirk.name), quirk.about);
        for profile in Profile::ALL {
            let value = quirk.in_profile(profile);
            let does = quirk.value(value).map_or("", |value| value.does);
            page.column(&format!("  {profile}"), 19, &format!("{value}: {does}"));
        }
    }
    if !quirks.is_empty() {
        page.section("What happens to users, and what to do");
    }
    for quirk in quirks {
        page.text(quirk.effect);
    }
    let scenarios = covering(id, suite);
    write_scenarios(&mut page, &scenarios);
    if !scenarios.is_empty() {
        page.section("To judge a server by it");
        let ids: Vec<_> = scenarios
            .iter()
            .map(|scenario| scenario.id.0.as_str())
            .collect();
        page.text(&format!("cardproof run {}", ids.join(" ")));
    }
    page.end()
}
