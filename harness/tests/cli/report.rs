//! Reports of runs, and reports from reports.

use std::fs;

use crate::program::{End, Folder, end};

/// Scenarios that are green under every profile.
const ONE: &str = "read/get-card";
const OTHER: &str = "write/stale-etag";

fn run(folder: &Folder, arguments: &[&str]) -> End {
    let all: Vec<_> = ["run", "--snapshots", "off"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    folder.end(&all)
}

fn merge(folder: &Folder, arguments: &[&str]) -> End {
    let all: Vec<_> = ["report", "merge"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    folder.end(&all)
}

#[test]
fn merged_reports_are_those_of_one_run() {
    let folder = Folder::with_suite();
    run(&folder, &[ONE, "--report", "json=one.json"]);
    run(&folder, &[OTHER, "--report", "json=other.json"]);
    let reports = ["--report", "junit=all.xml", "--report", "json=all.json"];
    let mut arguments = vec!["one.json", "other.json"];
    arguments.extend(reports);
    let end = merge(&folder, &arguments);
    assert_eq!((end.code, end.error.as_str()), (0, ""), "{}", end.output);
    assert!(
        end.output.contains("\n2 scenarios: 2 pass "),
        "{}",
        end.output
    );
    assert!(folder.read("all.xml").contains("tests=\"2\""));
    let again = merge(&folder, &["all.json"]);
    assert_eq!(again.output, end.output);
}

#[test]
fn a_scenario_in_two_reports_is_refused() {
    let folder = Folder::with_suite();
    run(&folder, &[ONE, "--report", "json=one.json"]);
    let end = merge(&folder, &["one.json", "one.json"]);
    assert_eq!((end.code, end.output.as_str()), (2, ""));
    assert_eq!(
        end.error,
        format!(
            "error: `{ONE}` was played with target mock, profile google-documented in both \
             one.json and one.json; a result counts once: leave one of the files out\n"
        )
    );
    let end = merge(&folder, &["scenarios/cardproof.toml"]);
    assert_eq!(end.code, 2);
    assert!(
        end.error
            .contains(" is no JSON report of `cardproof run`: "),
        "{}",
        end.error
    );
}

#[test]
fn under_github_actions_annotations_and_a_summary_come_by_themselves() {
    let folder = Folder::with_suite();
    let file = "scenarios/write/stale-etag.yaml";
    let text = folder.read(file);
    folder.write(file, &text.replacen("status: 412", "status: 418", 1));
    folder.write("summary.md", "before\n");
    let arguments = ["run", OTHER, "--snapshots", "off", "--profile", "all"];
    let mut command = folder.command(&arguments);
    command.env("GITHUB_ACTIONS", "true");
    command.env("GITHUB_STEP_SUMMARY", folder.path("summary.md"));
    let end = end(&mut command);
    assert_eq!(end.code, 1, "{}{}", end.output, end.error);
    let fence = end.output.lines().next().unwrap();
    let fence = fence.strip_prefix("::stop-commands::").unwrap();
    let (fenced, after) = end.output.split_once(&format!("\n::{fence}::\n")).unwrap();
    assert!(fenced.contains("check `status`: fail (must)"), "{fenced}");
    assert!(
        after.starts_with(&format!("::error file={file},line=")),
        "{after}"
    );
    let summary = fs::read_to_string(folder.path("summary.md")).unwrap();
    assert!(
        summary.starts_with("before\n### cardproof: fail\n"),
        "{summary}"
    );
    let mut command = folder.command(&["run", ONE, "--snapshots", "off", "--report", "json"]);
    command.env("GITHUB_ACTIONS", "true");
    let end = crate::program::end(&mut command);
    let json: serde_json::Value = serde_json::from_str(&end.output).unwrap();
    assert_eq!(json["exit"], 0);
}

#[test]
fn events_come_a_line_each() {
    let folder = Folder::with_suite();
    let end = run(&folder, &[ONE, "--report", "ndjson"]);
    let events: Vec<_> = end
        .output
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["event"].clone())
        .collect();
    assert_eq!(
        events,
        [
            "run-started",
            "scenario-started",
            "scenario-finished",
            "run-finished",
            "finished"
        ]
    );
}
