//! Parts that go together, and parts that do not.

use super::*;
use crate::report::sample;
use crate::run::ScenarioReport;
use crate::scenario::Level;

/// The scenarios whose index has this remainder.
fn part(remainder: usize) -> Vec<ScenarioReport> {
    let scenarios = sample::every_verdict().into_iter().enumerate();
    let part = scenarios.filter(|(index, _)| index % 2 == remainder);
    part.map(|(_, scenario)| scenario).collect()
}

fn named(documents: Vec<Document>) -> Vec<(String, Document)> {
    let names = ["a.json", "b.json"].map(str::to_owned);
    names.into_iter().zip(documents).collect()
}

fn refused(documents: Vec<Document>) -> String {
    merge(named(documents)).unwrap_err().to_string()
}

#[test]
fn shards_become_the_run_that_they_are_parts_of() {
    let whole = sample::document(sample::every_verdict());
    let parts = vec![sample::document(part(1)), sample::document(part(0))];
    let mut merged = merge(named(parts)).unwrap();
    merged.cardproof = whole.cardproof.clone();
    assert_eq!(merged, whole);
}

#[test]
fn other_profiles_and_targets_stay_apart() {
    let mut other = sample::document(part(0));
    other.runs[0].profile = "rfc".to_owned();
    let mut third = other.clone();
    third.runs[0].target = "radicale".to_owned();
    other.runs.extend(third.runs);
    let merged = merge(named(vec![sample::document(part(0)), other])).unwrap();
    let names: Vec<_> = merged.runs.iter().map(RunRecord::name).collect();
    assert_eq!(
        names,
        [
            "target mock, profile google-documented",
            "target mock, profile rfc",
            "target radicale, profile rfc"
        ]
    );
}

#[test]
fn a_result_counts_once() {
    let both = vec![sample::document(part(0)), sample::document(part(0))];
    assert_eq!(
        refused(both),
        "`create/post` was played with target mock, profile google-documented in both a.json and \
         b.json; a result counts once: leave one of the files out"
    );
}

#[test]
fn parts_are_judged_alike() {
    let mut other = sample::document(part(1));
    other.runs[0].level = Level::Must;
    assert_eq!(
        refused(vec![sample::document(part(0)), other]),
        "in a.json fails count from level should on, in b.json from level must; play both with \
         one --level"
    );
    let mut other = sample::document(part(1));
    let requirement = other.requirements.get_mut("write-02").unwrap();
    requirement.says = "Something else.".to_owned();
    assert_eq!(
        refused(vec![sample::document(part(0)), other]),
        "a.json and b.json were played with other suites: `write-02` is not the same"
    );
}

#[test]
fn seeds_and_notes_of_the_parts_are_told() {
    let mut first = sample::document(part(0));
    first.runs[0]
        .notes
        .push("a card was left behind".to_owned());
    let mut second = sample::document(part(1));
    second.runs[0].seed = 8;
    second.runs[0]
        .notes
        .push("a card was left behind".to_owned());
    let merged = merge(named(vec![first, second])).unwrap();
    assert_eq!(
        merged.runs[0].notes,
        [
            "a card was left behind",
            "the parts had the seeds 7, 8; the command of each scenario names its own"
        ]
    );
}

#[test]
fn a_part_that_did_not_take_place_is_an_error_of_the_whole() {
    let mut failed = sample::document_of(Vec::new());
    failed.error = Some("no connection".to_owned());
    failed.exit = Exit::NotJudged.code();
    let green = || {
        let mut scenarios = sample::every_verdict();
        scenarios.retain(|scenario| scenario.verdict == Verdict::Pass);
        sample::document(scenarios)
    };
    let merged = merge(named(vec![green(), failed.clone()])).unwrap();
    assert_eq!(merged.error.as_deref(), Some("b.json: no connection"));
    assert_eq!(merged.exit, 3);
    let merged = merge(named(vec![sample::document(part(1)), failed])).unwrap();
    assert_eq!(merged.exit, 1, "a fail comes first");
    assert_eq!(merge(Vec::new()).unwrap().exit, 2);
}

#[test]
fn a_shard_that_is_missing_is_noticed() {
    let shard = |remainder, name: &str| {
        let mut document = sample::document(part(remainder));
        document.runs[0].shard = Some(name.to_owned());
        document
    };
    let merged = merge(named(vec![shard(0, "1/3"), shard(1, "3/3")])).unwrap();
    assert_eq!(
        merged.runs[0].notes,
        ["not all shards are here: 2/3 missing"]
    );
    assert_eq!(merged.runs[0].shard, None);
    let merged = merge(named(vec![shard(0, "1/2"), shard(1, "2/2")])).unwrap();
    assert!(merged.runs[0].notes.is_empty());
    let merged = merge(named(vec![shard(0, "1/2")])).unwrap();
    assert_eq!(merged.runs[0].shard.as_deref(), Some("1/2"));
}
