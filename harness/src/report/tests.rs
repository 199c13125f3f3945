//! Whole reports, word for word, and that they agree.

use std::path::PathBuf;

use super::html::class;
use super::*;
use crate::run::{ScenarioReport, Verdict};
use crate::scenario::{Level, ScenarioId};
use crate::snapshot::{SnapshotOutcome, SnapshotReport};

/// What a consumer writes of a document.
pub(super) fn told(document: &Document, make: impl Fn(Output) -> Box<dyn Consumer>) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    tell(document, &mut [make(Output::new(file.reopen().unwrap()))]);
    std::fs::read_to_string(file.path()).unwrap()
}

fn pretty(document: &Document) -> String {
    told(document, |output| {
        Box::new(Pretty::new(output, Paint::default(), Progress::none()))
    })
}

fn ndjson(document: &Document) -> String {
    told(document, |output| Box::new(Ndjson { output }))
}

fn with(wanted: Verdict) -> Vec<ScenarioReport> {
    let mut scenarios = sample::every_verdict();
    scenarios.retain(|scenario| scenario.verdict == wanted);
    scenarios
}

fn everything() -> Document {
    sample::document(sample::every_verdict())
}

fn snapshot(outcome: SnapshotOutcome) -> SnapshotReport {
    SnapshotReport {
        scenario: ScenarioId("read/head".to_owned()),
        file: PathBuf::from("snapshots/rfc/read/head.snap"),
        outcome,
    }
}

#[test]
fn the_report_for_people_tells_every_verdict() {
    insta::assert_snapshot!(pretty(&everything()));
}

#[test]
fn the_report_for_ci_tells_every_verdict() {
    insta::assert_snapshot!(junit(&everything()));
}

#[test]
fn the_report_for_programs_tells_every_verdict() {
    let document = serde_json::to_string_pretty(&everything()).unwrap();
    insta::assert_snapshot!(document);
    let compact: serde_json::Value = serde_json::from_str(&json(&everything())).unwrap();
    assert_eq!(serde_json::to_string_pretty(&compact).unwrap(), document);
}

#[test]
fn events_tell_every_verdict() {
    let version = env!("CARGO_PKG_VERSION");
    insta::assert_snapshot!(ndjson(&everything()).replace(version, "[version]"));
}

#[test]
fn several_runs_end_with_a_common_summary() {
    let mut other = sample::run(with(Verdict::Pass), &[]);
    other.profile = "rfc".to_owned();
    let runs = vec![sample::run(with(Verdict::Pass), &[]), other];
    insta::assert_snapshot!(pretty(&sample::document_of(runs)));
}

#[test]
fn several_targets_are_told_apart() {
    let mut other = sample::run(with(Verdict::Pass), &[]);
    other.target = "radicale".to_owned();
    other.is_mock = false;
    let runs = vec![sample::run(with(Verdict::Pass), &[]), other];
    let document = sample::document_of(runs);
    let text = pretty(&document);
    assert!(
        text.ends_with(
            "target mock, profile google-documented; target radicale, profile google-documented\n"
        ),
        "{text}"
    );
    let text = junit(&document);
    for name in [
        "mock/google-documented/read",
        "radicale/google-documented/read",
    ] {
        assert!(
            text.contains(&format!("<testsuite name=\"{name}\"")),
            "{text}"
        );
    }
}

fn with_snapshot(outcome: SnapshotOutcome) -> String {
    let run = sample::run(with(Verdict::Pass), &[snapshot(outcome)]);
    let text = pretty(&sample::document_of(vec![run]));
    let begin = text.find("\nsnapshot ").map_or(0, |at| at + 1);
    let end = text.find("\nThis was").unwrap_or(text.len());
    text.get(begin..end).unwrap_or_default().to_owned()
}

#[test]
fn snapshots_that_differ_are_shown() {
    let texts = [
        with_snapshot(SnapshotOutcome::Matches),
        with_snapshot(SnapshotOutcome::Differs {
            diff: "--- accepted\n+++ received\n@@ -1 +1 @@\n-< 200\n+< 204\n".to_owned(),
            pending: Some(PathBuf::from("snapshots/rfc/read/head.snap.new")),
        }),
        with_snapshot(SnapshotOutcome::Missing { pending: None }),
        with_snapshot(SnapshotOutcome::Unusable {
            cause: "snapshots/rfc/read/head.snap holds no text".to_owned(),
        }),
    ];
    insta::assert_snapshot!(texts.join("\n----\n"));
}

#[test]
fn a_run_elsewhere_says_nothing_of_a_self_test() {
    let mut run = sample::run(with(Verdict::Pass), &[]);
    run.is_mock = false;
    run.target = "radicale".to_owned();
    run.notes = vec!["500 members of others were counted and not fetched".to_owned()];
    run.interrupted = true;
    let text = pretty(&sample::document_of(vec![run]));
    assert!(!text.contains("self-test"), "{text}");
    assert!(text.contains("\n500 members of others were counted and not fetched\ninterrupted\n"));
    assert!(
        text.ends_with(
            "\njudged 1 of 2 requirements, target radicale, seed 7, profile google-documented\n"
        ),
        "{text}"
    );
}

#[test]
fn fails_below_the_level_that_counts_are_said_to_be_so() {
    let mut run = sample::run(with(Verdict::Fail), &[]);
    for check in run.scenarios.iter_mut().flat_map(|s| &mut s.steps) {
        check.checks[0].level = Level::May;
    }
    let text = pretty(&sample::document_of(vec![run]));
    assert!(
        text.contains("\nno fail is of level should, from which on they count\n"),
        "{text}"
    );
}

#[test]
fn a_step_that_was_left_out_explains_the_fail() {
    let mut run = sample::run(with(Verdict::Fail), &[]);
    for step in run.scenarios.iter_mut().flat_map(|s| &mut s.steps) {
        step.checks.clear();
        step.left_out = Some("needs $create.href, which step `create` did not give".to_owned());
    }
    let document = sample::document_of(vec![run]);
    let text = pretty(&document);
    assert!(
        text.contains(
            "\n  step `stale` was left out: needs $create.href, which step `create` did not give\n"
        ),
        "{text}"
    );
    let text = junit(&document);
    assert!(
        text.contains("step stale was left out: needs $create.href"),
        "{text}"
    );
}

#[test]
fn what_kept_the_run_from_taking_place_is_in_the_reports_for_machines() {
    let mut document = sample::document_of(Vec::new());
    document.error = Some("no credentials".to_owned());
    let text = junit(&document);
    assert!(text.contains("errors=\"1\""), "{text}");
    assert!(
        text.contains("<error message=\"no credentials\"/>"),
        "{text}"
    );
    let text = json(&document);
    assert!(text.contains("\"error\":\"no credentials\""), "{text}");
    let text = ndjson(&document);
    assert_eq!(
        text,
        "{\"event\":\"finished\",\"exit\":2,\"error\":\"no credentials\"}\n"
    );
}

/// The number before a word in the report for people.
fn number_before(text: &str, word: &str) -> usize {
    let line = text.lines().find(|line| line.starts_with("6 scenarios: "));
    let counts = line.unwrap().trim_start_matches("6 scenarios: ");
    let counts = counts.split(" (").next().unwrap();
    let found = counts.split(", ").find_map(|part| {
        let (number, name) = part.split_once(' ').unwrap();
        (name == word).then(|| number.parse().unwrap())
    });
    found.unwrap_or_default()
}

#[test]
fn the_counts_agree_in_all_formats() {
    let document = everything();
    let people = pretty(&document);
    let programs: serde_json::Value = serde_json::from_str(&json(&document)).unwrap();
    let events = ndjson(&document);
    let ci = junit(&document);
    let github = summary(&document);
    let har: serde_json::Value = serde_json::from_str(&har(&document)).unwrap();
    let page = html(&document);
    let pages = har["log"]["pages"].as_array().unwrap();
    assert!(
        github.contains("| 1 | 1 | 1 | 1 | 1 | 1 | 1 of 2 |"),
        "{github}"
    );
    for verdict in Verdict::ALL {
        let name = verdict.name();
        assert_eq!(number_before(&people, name), 1, "{name}");
        assert_eq!(programs["runs"][0]["counts"][name], 1, "{name}");
        let property = format!("name=\"verdict\" value=\"{name}\"");
        assert_eq!(ci.matches(&property).count(), 1, "{name}");
        let count = format!("\"{name}\":1");
        assert_eq!(events.matches(&count).count(), 1, "{name}");
        let comment = format!("{name}, target mock, profile google-documented");
        let told = pages.iter().filter(|found| found["comment"] == comment);
        assert_eq!(told.count(), 1, "{name}");
        let badge = format!(
            "<li><b>1</b> <span class=\"badge {}\">{name}<",
            class(verdict)
        );
        assert_eq!(page.matches(&badge).count(), 1, "{name}");
    }
    assert!(
        ci.contains("tests=\"6\" skipped=\"2\" failures=\"2\" errors=\"0\""),
        "{ci}"
    );
}

/// The published schema, in which nothing may be that it does not name.
fn strict_schema() -> serde_json::Value {
    let text = include_str!("../../../docs/report.schema.json");
    let mut schema: serde_json::Value = serde_json::from_str(text).unwrap();
    close(&mut schema);
    schema
}

fn close(schema: &mut serde_json::Value) {
    if let Some(map) = schema.as_object_mut() {
        if map
            .get("properties")
            .is_some_and(serde_json::Value::is_object)
        {
            map.entry("additionalProperties").or_insert(false.into());
        }
        map.values_mut().for_each(close);
    }
    if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(close);
    }
}

#[test]
fn the_json_report_fits_its_published_schema() {
    let mut run = sample::run(
        sample::every_verdict(),
        &[snapshot(SnapshotOutcome::Differs {
            diff: "-< 200\n".to_owned(),
            pending: None,
        })],
    );
    run.shard = Some("1/2".to_owned());
    let document = serde_json::to_value(sample::document_of(vec![run])).unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("report", strict_schema()).unwrap();
    let index = compiler.compile("report", &mut schemas).unwrap();
    if let Err(problem) = schemas.validate(&document, index) {
        panic!("{problem:#}");
    }
    let mut wrong = document;
    wrong["runs"][0]["scenarios"][0]["verdict"] = "green".into();
    assert!(schemas.validate(&wrong, index).is_err());
}
