//! The page about what everything rests on.

use cardproof_mock::quirk::{CATALOGUE, Evidence, EvidenceKind, Profile, ValueDefinition};

use super::page::Page;
use super::quirk::source;

/// From the firmest ground to none.
const KINDS: [EvidenceKind; 4] = [
    EvidenceKind::Standard,
    EvidenceKind::Documented,
    EvidenceKind::Seen,
    EvidenceKind::Choice,
];

pub(super) fn page() -> String {
    let mut page = Page::new("evidence: what the quirk table rests on");
    page.section("What it is");
    page.text(
        "cardproof was built without access to Google. Each value of each quirk says what it rests on: \
         a standard, Google's own page, what somebody saw on the wire, or nothing but our own choice. \
         A run of yours against Google tells where we are wrong: cardproof run --target google",
    );
    page.section("The values of each profile");
    for profile in Profile::ALL {
        let values: Vec<_> = CATALOGUE
            .iter()
            .filter_map(|row| row.value(row.in_profile(profile)))
            .collect();
        page.column(profile.name(), 17, &counted(&values));
    }
    let all: Vec<_> = CATALOGUE.iter().flat_map(|row| row.values).collect();
    page.column("every value", 17, &counted(&all));
    page.text("A value that rests on several is counted for each; a choice only where nothing else speaks.");
    list(
        &mut page,
        "What was seen, when, and how far to trust it",
        |evidence| evidence.kind == EvidenceKind::Seen,
    );
    page.section("What is nobody's knowledge but our choice");
    for row in CATALOGUE {
        for value in row.values.iter().filter(|value| value.is_choice()) {
            page.text(&format!("{}={}: {}", row.name, value.name, value.does));
        }
    }
    page.end()
}

/// `20 standard, 12 documented, 7 seen, 3 choice`
fn counted(values: &[&ValueDefinition]) -> String {
    let rests = |value: &ValueDefinition, kind| match kind {
        EvidenceKind::Choice => value.is_choice(),
        kind => value.evidence.iter().any(|evidence| evidence.kind == kind),
    };
    let count = |kind| values.iter().filter(|value| rests(value, kind)).count();
    let counts = KINDS.map(|kind| format!("{} {kind}", count(kind)));
    format!("{} values: {}", values.len(), counts.join(", "))
}

fn list(page: &mut Page, heading: &str, meant: impl Fn(&Evidence) -> bool) {
    page.section(heading);
    for row in CATALOGUE {
        for value in row.values {
            for evidence in value.evidence.iter().filter(|evidence| meant(evidence)) {
                page.text(&format!(
                    "{}={}: {}",
                    row.name,
                    value.name,
                    source(evidence)
                ));
            }
        }
    }
}
