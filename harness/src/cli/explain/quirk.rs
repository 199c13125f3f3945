//! The page about a quirk.

use cardproof_mock::quirk::{Evidence, Profile, QuirkDefinition, ValueDefinition};

use super::page::Page;
use super::usage::{expecting, write_scenarios};
use crate::scenario::Suite;

pub(super) fn page(quirk: &QuirkDefinition, suite: Option<&Suite>) -> String {
    let mut page = Page::new(&format!("{}: a quirk", quirk.name));
    page.section("What it is");
    page.text(quirk.about);
    page.section("What servers do, and who says so");
    let width = quirk.values.iter().map(|value| value.name.len()).max();
    let width = width.unwrap_or_default();
    for value in quirk.values {
        page.column(value.name, width, value.does);
        for evidence in value.evidence {
            page.column("", width, &source(evidence));
        }
    }
    page.section("In the profiles");
    for profile in Profile::ALL {
        page.column(profile.name(), 17, quirk.in_profile(profile));
    }
    for edition in Profile::EDITIONS {
        if quirk.in_profile(edition) != quirk.in_profile(Profile::GoogleObserved) {
            page.column(edition.name(), 17, quirk.in_profile(edition));
        }
    }
    page.section("What happens to users, and what to do");
    page.text(quirk.effect);
    page.section("To try it");
    for value in quirk.values {
        page.text(&command(quirk, value));
    }
    if let Some(suite) = suite {
        write_scenarios(&mut page, &expecting(quirk.name, suite));
    }
    page.end()
}

fn command(quirk: &QuirkDefinition, value: &ValueDefinition) -> String {
    format!("cardproof serve --quirk {}={}", quirk.name, value.name)
}

/// `seen: google:SYNC-05, 2020-07 to 2026-10, confidence high`
pub(super) fn source(evidence: &Evidence) -> String {
    let mut text = format!("{}: {}", evidence.kind, evidence.source);
    if let Some(date) = evidence.date {
        text += &format!(", {date}");
    }
    if let Some(confidence) = evidence.confidence {
        text += &format!(", confidence {}", confidence.name());
    }
    text
}
