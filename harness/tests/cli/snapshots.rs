//! Snapshots: exit 4, pending files, and how they are accepted.

use std::fs;

use crate::program::{Folder, end};

const RUN: [&str; 2] = ["run", "read/get-card"];
const SNAPSHOT: &str = "snapshots/google-documented/read/get-card.snap";
const PENDING: &str = "snapshots/google-documented/read/get-card.snap.new";

#[test]
fn a_missing_snapshot_is_an_error_and_under_ci_nothing_is_written() {
    let folder = Folder::with_suite();
    fs::remove_file(folder.path(SNAPSHOT)).unwrap();
    let mut command = folder.command(&RUN);
    command.env("CI", "true");
    let end = end(&mut command);
    assert_eq!(end.code, 4, "{}", end.output);
    assert!(
        end.output.contains("read/get-card.snap is missing\n"),
        "{}",
        end.output
    );
    assert!(!folder.path(PENDING).exists());
}

#[test]
fn a_missing_snapshot_waits_until_it_is_accepted() {
    let folder = Folder::with_suite();
    let accepted = folder.read(SNAPSHOT);
    fs::remove_file(folder.path(SNAPSHOT)).unwrap();
    assert_eq!(folder.end(&RUN).code, 4);
    let listed = folder.end(&["review", "--list"]);
    assert!(
        listed.output.trim_end().ends_with(PENDING),
        "{}",
        listed.output
    );
    let shown = folder.end(&["review"]);
    assert!(shown.output.contains("\n+== "), "{}", shown.output);
    let accept = folder.end(&["review", "--accept", "read/"]);
    assert_eq!(accept.code, 0, "{}", accept.error);
    assert_eq!(folder.read(SNAPSHOT), accepted);
    assert!(!folder.path(PENDING).exists());
    assert_eq!(folder.end(&RUN).code, 0);
    assert_eq!(folder.end(&["review"]).output, "no snapshot waits\n");
}

#[test]
fn a_difference_is_shown_and_changes_no_verdict() {
    let folder = Folder::with_suite();
    let text = folder.read(SNAPSHOT).replacen("\n< 200", "\n< 299", 1);
    folder.write(SNAPSHOT, &text);
    let end = folder.end(&RUN);
    assert_eq!(end.code, 4, "{}", end.output);
    assert!(end.output.contains("\n-< 299\n+< 200\n"), "{}", end.output);
    assert!(end.output.contains("1 scenario: 1 pass "), "{}", end.output);
    assert!(folder.path(PENDING).exists());
}

#[test]
fn snapshots_are_left_alone_with_a_quirk_or_when_asked() {
    let folder = Folder::with_suite();
    fs::remove_file(folder.path(SNAPSHOT)).unwrap();
    let off = folder.end(&["run", "read/get-card", "--snapshots", "off"]);
    let quirk = folder.end(&["run", "read/get-card", "--quirk", "update.status=created"]);
    for end in [off, quirk] {
        assert_eq!(end.code, 0, "{}", end.output);
        assert!(!end.output.contains("snapshot"), "{}", end.output);
    }
    let new = folder.end(&["run", "read/get-card", "--snapshots", "new"]);
    assert_eq!(new.code, 0, "{}", new.output);
    assert!(folder.path(PENDING).exists());
}

#[test]
fn a_suite_without_snapshots_has_nothing_to_review() {
    let folder = Folder::with_suite();
    folder.write("scenarios/cardproof.toml", "");
    let end = folder.end(&["review"]);
    assert_eq!(end.code, 2);
    assert!(
        end.error.contains("does not say `snapshots = "),
        "{}",
        end.error
    );
    assert_eq!(folder.end(&RUN).code, 0);
}

#[test]
fn two_runs_are_the_same_to_the_byte() {
    let folder = Folder::with_suite();
    fs::remove_dir_all(folder.path("snapshots")).unwrap();
    let write = |seed: &str| {
        let end = folder.end(&[
            "run",
            "sync",
            "multiget",
            "--seed",
            seed,
            "--snapshots",
            "new",
        ]);
        assert_eq!(end.code, 0, "{}", end.output);
        let mut text = String::new();
        let listed = folder.end(&["review", "--list"]).output;
        for file in listed.lines() {
            text += &fs::read_to_string(file).unwrap();
            fs::remove_file(file).unwrap();
        }
        text
    };
    let first = write("1");
    assert!(first.contains("\n< 207\n"));
    assert_eq!(first, write("1"));
    assert_eq!(first, write("2"), "snapshots do not depend on the seed");
}

#[test]
fn what_waits_can_be_listed_for_programs_and_thrown_away() {
    let folder = Folder::with_suite();
    let text = folder.read(SNAPSHOT).replacen("\n< 200", "\n< 299", 1);
    folder.write(SNAPSHOT, &text);
    assert_eq!(folder.end(&RUN).code, 4);
    let listed = folder.end(&["review", "--list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed.output).unwrap();
    let waiting = &listed[0];
    assert_eq!(waiting["scenario"], "read/get-card");
    assert_eq!(waiting["profile"], "google-documented");
    assert_eq!(waiting["is_new"], false);
    assert!(
        waiting["file"].as_str().unwrap().ends_with(SNAPSHOT),
        "{waiting}"
    );
    assert!(
        waiting["pending"].as_str().unwrap().ends_with(PENDING),
        "{waiting}"
    );
    assert!(
        waiting["diff"]
            .as_str()
            .unwrap()
            .contains("\n-< 299\n+< 200\n")
    );
    assert_eq!(
        folder.end(&["review", "--reject", "sync/"]).output,
        "no snapshot waits\n"
    );
    let reject = folder.end(&["review", "--reject", "read/"]);
    assert!(reject.output.starts_with("rejected "), "{}", reject.output);
    assert!(!folder.path(PENDING).exists());
    assert_eq!(
        folder.read(SNAPSHOT),
        text,
        "what is rejected changes nothing"
    );
    let both = folder.end(&["review", "--accept", "--reject"]);
    assert_eq!(both.code, 2);
}

#[test]
fn a_pending_snapshot_is_never_an_accepted_one() {
    let folder = Folder::with_suite();
    fs::rename(folder.path(SNAPSHOT), folder.path(PENDING)).unwrap();
    for ci in ["false", "true"] {
        let mut command = folder.command(&RUN);
        command.env("CI", ci);
        let end = end(&mut command);
        assert_eq!(end.code, 4, "{}", end.output);
        assert!(
            end.output.contains("get-card.snap is missing\n"),
            "{}",
            end.output
        );
    }
}

#[test]
fn a_snapshot_that_no_scenario_uses_fails_lint() {
    let folder = Folder::with_suite();
    assert_eq!(folder.end(&["lint"]).code, 0);
    folder.write(
        "snapshots/rfc/read/gone.snap",
        "---\nsource: a\n---\ntext\n",
    );
    folder.write(
        "snapshots/@mine/read/gone.snap",
        "---\nsource: a\n---\ntext\n",
    );
    let end = folder.end(&["lint"]);
    assert_eq!(end.code, 2, "{}", end.output);
    let file = std::path::Path::new("rfc/read/gone.snap");
    assert!(
        end.error
            .starts_with("error: no scenario is compared with these snapshots; delete them:\n"),
        "{}",
        end.error
    );
    assert!(
        end.error.trim_end().ends_with(&file.display().to_string()),
        "{}",
        end.error
    );
    assert!(!end.error.contains("@mine"), "{}", end.error);
}
