//! A suite that has snapshots has all of them.

use std::fs;

use crate::program::{Folder, end};
use crate::{GREEN, suite};

#[test]
fn under_ci_a_missing_snapshot_is_an_error_and_nothing_is_written() {
    let folder = suite(GREEN);
    folder.write("scenarios/cardproof.toml", "snapshots = \"../snapshots\"\n");
    let mut command = folder.command(&["run"]);
    command.env("CI", "true");
    let end = end(&mut command);
    assert_eq!(end.code, 4, "{}", end.output);
    assert!(
        end.output
            .contains("snapshots/google-documented/x/one.snap is missing\n"),
        "{}",
        end.output
    );
    assert!(!folder.path("snapshots").exists());
}

#[test]
fn a_pending_snapshot_does_not_count_as_accepted() {
    let folder = suite(GREEN);
    folder.write("scenarios/cardproof.toml", "snapshots = \"../snapshots\"\n");
    for _ in 0..2 {
        assert_eq!(folder.end(&["run"]).code, 4);
    }
    let accepted = "snapshots/google-documented/x/one.snap";
    let pending = folder.path(&format!("{accepted}.new"));
    fs::rename(pending, folder.path(accepted)).expect("a pending snapshot");
    assert!(folder.read(accepted).contains("cardproof run x/one"));
    assert_eq!(folder.end(&["run"]).code, 0);
}

#[test]
fn the_shipped_suite_misses_a_snapshot_that_is_gone() {
    let folder = Folder::with_suite();
    let gone = folder.path("snapshots/google-documented/read/get-card.snap");
    fs::remove_file(gone).expect("a snapshot");
    let mut command = folder.command(&["run", "read/get-card"]);
    command.env("CI", "true");
    assert_eq!(end(&mut command).code, 4);
}
