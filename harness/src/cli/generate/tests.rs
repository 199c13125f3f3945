use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cardproof_mock::PRESETS;
use cardproof_mock::quirk::{CATALOGUE, EvidenceKind};

use super::not_played::{LEFT_OUT, Played, UNNAMED};
use super::unjudged::{CHECKLIST, UNJUDGED};
use crate::check::standing::LIFTS;
use crate::cli::explain::evidence_ids;
use crate::scenario::{Suite, load};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn suite() -> Suite {
    load(&[root().join("scenarios")]).expect("the shipped suite loads")
}

/// The text of every source file below a folder.
fn sources(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let mut texts = Vec::new();
    for path in paths {
        if path.is_dir() {
            texts.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            texts.push(fs::read_to_string(path).expect("a source file"));
        }
    }
    texts
}

/// Every entry that a quirk, a fault, a requirement or a scenario names.
fn named(suite: &Suite) -> BTreeSet<String> {
    let quirks = CATALOGUE.iter().flat_map(|quirk| quirk.values);
    let sources = quirks
        .flat_map(|value| value.evidence)
        .map(|one| one.source);
    let presets = PRESETS.iter().map(|preset| preset.evidence.source);
    let requirements = suite.requirements.values();
    let cited = requirements.flat_map(|requirement| requirement.evidence.iter().cloned());
    let mut named: BTreeSet<String> = sources.chain(presets).map(str::to_owned).collect();
    named.extend(cited);
    for scenario in &suite.scenarios {
        named.extend(
            evidence_ids()
                .filter(|id| {
                    scenario
                        .description
                        .as_deref()
                        .is_some_and(|text| text.contains(id))
                })
                .map(str::to_owned),
        );
    }
    named
}

#[test]
fn every_entry_of_the_evidence_is_named_somewhere_or_listed_with_a_reason() {
    let named = named(&suite());
    for id in evidence_ids() {
        let listed = UNNAMED.iter().any(|entry| entry.id == id);
        let is_named = named.contains(id);
        assert!(
            is_named || listed,
            "{id} is named by nothing and not listed"
        );
        assert!(
            !(is_named && listed),
            "{id} is named by now: take it off the list"
        );
    }
    for entry in UNNAMED {
        assert!(
            evidence_ids().any(|id| id == entry.id),
            "{} is no entry",
            entry.id
        );
    }
}

#[test]
fn what_is_left_out_belongs_to_entries_that_are_played_otherwise() {
    let named = named(&suite());
    for part in LEFT_OUT {
        assert!(named.contains(part.id), "{}", part.id);
    }
}

#[test]
fn every_unknown_is_a_choice_of_some_quirk_or_listed() {
    let is_choice = |id: &str| {
        let mut evidence = CATALOGUE
            .iter()
            .flat_map(|quirk| quirk.values)
            .flat_map(|value| value.evidence);
        evidence.any(|one| one.kind == EvidenceKind::Choice && one.source == id)
    };
    let unknowns: Vec<_> = evidence_ids()
        .filter(|id| id.starts_with("google:UNK-"))
        .collect();
    assert_eq!(unknowns.len(), 25);
    for id in unknowns {
        let listed = UNNAMED.iter().any(|entry| entry.id == id);
        assert!(is_choice(id) || listed, "{id}");
    }
}

#[test]
fn every_area_of_the_evidence_is_whole() {
    let entries = evidence_ids().filter(|id| !id.starts_with("google:UNK-"));
    assert_eq!(
        entries.filter(|id| !id.starts_with("google:DUTY-")).count(),
        176
    );
}

#[test]
fn every_behaviour_of_the_checklist_is_judged_or_listed_with_a_reason() {
    let suite = suite();
    let judged: BTreeSet<&str> = suite.requirements.keys().map(|id| id.0.as_str()).collect();
    let mut all = 0;
    for (area, count) in CHECKLIST {
        for number in 1..=count {
            let id = format!("{area}-{number:02}");
            let listed = UNJUDGED.iter().any(|behaviour| behaviour.id == id);
            assert!(judged.contains(id.as_str()) != listed, "{id}");
            all += 1;
        }
    }
    assert_eq!(all, 152);
    assert!(
        UNJUDGED
            .iter()
            .all(|behaviour| behaviour.why.ends_with('.'))
    );
}

#[test]
fn every_quirk_changes_a_verdict() {
    let suite = suite();
    let noticed: BTreeSet<&str> = suite
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.under)
        .flat_map(|under| under.when.iter().map(|(quirk, _)| quirk.as_str()))
        .collect();
    for quirk in CATALOGUE {
        let is_noticed =
            noticed.contains(quirk.name) || LIFTS.iter().any(|lift| lift.quirk == quirk.name);
        assert!(is_noticed, "nothing notices {}", quirk.name);
    }
}

#[test]
fn the_tests_that_are_named_exist() {
    let mut texts = sources(&root().join("mock-server/src"));
    texts.extend(sources(&root().join("mock-server/tests")));
    let shown = UNNAMED.iter().filter_map(|entry| match entry.is {
        Played::Always(test) => Some(test),
        Played::No(_) => None,
    });
    for test in shown {
        let function = format!("fn {test}()");
        assert!(texts.iter().any(|text| text.contains(&function)), "{test}");
    }
}
