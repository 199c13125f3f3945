//! Whole reports, word for word, and that they agree.

use std::path::PathBuf;

use super::*;
use crate::run::{Event, Verdict};
use crate::scenario::{Level, ScenarioId};
use crate::snapshot::{SnapshotOutcome, SnapshotReport};

fn pretty(runs: &[Run]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut report = Pretty {
        output: Output::new(file.reopen().unwrap()),
        paint: Paint::default(),
        progress: Progress::none(),
        id_width: 20,
    };
    for run in runs {
        if runs.len() > 1 {
            report.heading(&run.report.target, &run.report.profile);
        }
        for scenario in &run.report.scenarios {
            report.event(&Event::ScenarioFinished(Box::new(scenario.clone())));
        }
        report.finish(run);
    }
    report.conclude(runs);
    std::fs::read_to_string(file.path()).unwrap()
}

fn passing() -> Run {
    run_of(|scenario| scenario == Verdict::Pass)
}

fn run_of(wanted: impl Fn(Verdict) -> bool) -> Run {
    let mut scenarios = sample::every_verdict();
    scenarios.retain(|scenario| wanted(scenario.verdict));
    sample::run(scenarios)
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
    insta::assert_snapshot!(pretty(&[sample::run(sample::every_verdict())]));
}

#[test]
fn the_report_for_ci_tells_every_verdict() {
    insta::assert_snapshot!(junit(&[sample::run(sample::every_verdict())], None));
}

#[test]
fn the_report_for_programs_tells_every_verdict() {
    let text = json(&[sample::run(sample::every_verdict())], None)
        .replace(env!("CARGO_PKG_VERSION"), "[version]");
    insta::assert_snapshot!(text);
}

#[test]
fn several_runs_end_with_a_common_summary() {
    let mut other = passing();
    other.report.profile = "rfc".to_owned();
    insta::assert_snapshot!(pretty(&[passing(), other]));
}

#[test]
fn snapshots_that_differ_are_shown() {
    let mut run = passing();
    run.snapshots = vec![
        snapshot(SnapshotOutcome::Matches),
        snapshot(SnapshotOutcome::Differs {
            diff: "--- accepted\n+++ received\n@@ -1 +1 @@\n-< 200\n+< 204\n".to_owned(),
            pending: Some(PathBuf::from("snapshots/rfc/read/head.snap.new")),
        }),
        snapshot(SnapshotOutcome::Missing { pending: None }),
        snapshot(SnapshotOutcome::Unusable {
            cause: "snapshots/rfc/read/head.snap holds no text".to_owned(),
        }),
    ];
    insta::assert_snapshot!(pretty(&[run]));
}

#[test]
fn a_run_elsewhere_says_nothing_of_a_self_test() {
    let mut run = passing();
    run.report.is_mock = false;
    run.report.target = "radicale".to_owned();
    run.report.notes = vec!["500 members of others were counted and not fetched".to_owned()];
    run.report.interrupted = true;
    let text = pretty(&[run]);
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
    let mut run = run_of(|verdict| verdict == Verdict::Fail);
    for check in run.report.scenarios.iter_mut().flat_map(|s| &mut s.steps) {
        check.checks[0].level = Level::May;
    }
    let text = pretty(&[run]);
    assert!(
        text.contains("\nno fail is of level should, from which on they count\n"),
        "{text}"
    );
}

#[test]
fn a_step_that_was_left_out_explains_the_fail() {
    let mut run = run_of(|verdict| verdict == Verdict::Fail);
    for step in run.report.scenarios.iter_mut().flat_map(|s| &mut s.steps) {
        step.checks.clear();
        step.left_out = Some("needs $create.href, which step `create` did not give".to_owned());
    }
    let text = pretty(&[run]);
    assert!(
        text.contains(
            "\n  step `stale` was left out: needs $create.href, which step `create` did not give\n"
        ),
        "{text}"
    );
}

#[test]
fn what_kept_the_run_from_taking_place_is_in_the_reports_for_machines() {
    let text = junit(&[], Some("no credentials"));
    assert!(text.contains("errors=\"1\""), "{text}");
    assert!(
        text.contains("<error message=\"no credentials\"/>"),
        "{text}"
    );
    let text = json(&[], Some("no credentials"));
    assert!(text.contains("\"error\": \"no credentials\""), "{text}");
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
    let run = sample::run(sample::every_verdict());
    let people = pretty(std::slice::from_ref(&run));
    let programs: serde_json::Value =
        serde_json::from_str(&json(std::slice::from_ref(&run), None)).unwrap();
    let ci = junit(&[run], None);
    for verdict in Verdict::ALL {
        let name = verdict.name();
        assert_eq!(number_before(&people, name), 1, "{name}");
        assert_eq!(programs["runs"][0]["counts"][name], 1, "{name}");
        let property = format!("name=\"verdict\" value=\"{name}\"");
        assert_eq!(ci.matches(&property).count(), 1, "{name}");
    }
    assert!(
        ci.contains("tests=\"6\" skipped=\"2\" failures=\"2\" errors=\"0\""),
        "{ci}"
    );
}
