use super::*;
use crate::report::sample;
use crate::run::Verdict;
use crate::snapshot::{accept, pending, unreferenced};

fn scenario(status: u16) -> ScenarioReport {
    let answer = sample::exchange(
        sample::request("GET", "/a", &[], ""),
        sample::response(status, &[], "body\n"),
    );
    let mut scenario = sample::scenario("read/get", "Reads: a \"card\" # it is", Verdict::Pass);
    scenario.steps = vec![sample::step("get", 4, vec![answer])];
    scenario
}

fn store(folder: &Path, mode: Mode) -> Store {
    Store {
        folder: folder.to_owned(),
        mode,
        writes_pending: true,
    }
}

fn accepted(folder: &Path) -> PathBuf {
    let store = store(folder, Mode::Check);
    store.compare("rfc", &scenario(200)).unwrap();
    for waiting in pending(folder) {
        accept(&waiting).unwrap();
    }
    store.file("rfc", &scenario(200).id)
}

#[test]
fn a_missing_snapshot_is_written_as_pending() {
    let folder = tempfile::tempdir().unwrap();
    let report = store(folder.path(), Mode::Check)
        .compare("rfc", &scenario(200))
        .unwrap();
    let file = folder.path().join("rfc/read/get.snap.new");
    assert_eq!(
        report.outcome,
        SnapshotOutcome::Missing {
            pending: Some(file.clone())
        }
    );
    assert!(report.is_problem());
    assert_eq!(
        fs::read_to_string(file).unwrap(),
        r#"---
source: "scenarios/read/get.yaml"
description: "Reads: a \"card\" # it is"
expression: "cardproof run read/get --profile rfc"
---
== get

> GET /a
< 200
<
< body
"#
    );
}

#[test]
fn what_was_accepted_is_in_instas_own_form_and_then_matches() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), Mode::Check);
    store.compare("rfc", &scenario(200)).unwrap();
    let waiting = pending(folder.path()).remove(0);
    let by_insta = folder.path().join("by-insta.snap");
    Snapshot::from_file(&waiting.file)
        .unwrap()
        .save(&by_insta)
        .unwrap();
    accept(&waiting).unwrap();
    let file = fs::read_to_string(&waiting.target).unwrap();
    assert_eq!(file, fs::read_to_string(by_insta).unwrap());
    assert!(
        file.starts_with(
            "---\nsource: scenarios/read/get.yaml\ndescription: \"Reads: a \\\"card\\\" # it is\"\n"
        ),
        "{file}"
    );
    assert!(pending(folder.path()).is_empty());
    let report = store.compare("rfc", &scenario(200)).unwrap();
    assert_eq!(report.outcome, SnapshotOutcome::Matches);
    assert!(!report.is_problem());
}

#[test]
fn a_difference_is_shown_and_kept_as_pending_until_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    accepted(folder.path());
    let store = store(folder.path(), Mode::Check);
    let report = store.compare("rfc", &scenario(204)).unwrap();
    let SnapshotOutcome::Differs { diff, pending } = report.outcome else {
        panic!("{:?}", report.outcome);
    };
    assert!(diff.contains("-< 200\n+< 204\n"), "{diff}");
    let pending = pending.unwrap();
    assert!(pending.exists());
    store.compare("rfc", &scenario(200)).unwrap();
    assert!(!pending.exists());
}

#[test]
fn nothing_is_written_where_that_is_forbidden() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = store(folder.path(), Mode::Check);
    store.writes_pending = false;
    let report = store.compare("rfc", &scenario(200)).unwrap();
    assert_eq!(report.outcome, SnapshotOutcome::Missing { pending: None });
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_modes_new_and_off_compare_nothing() {
    let folder = tempfile::tempdir().unwrap();
    accepted(folder.path());
    let new = store(folder.path(), Mode::New);
    assert_eq!(new.compare("rfc", &scenario(204)), None);
    assert!(new.compare("google-observed", &scenario(204)).is_some());
    assert_eq!(
        store(folder.path(), Mode::Off).compare("rfc", &scenario(204)),
        None
    );
}

#[test]
fn a_snapshot_that_cannot_be_read_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let file = accepted(folder.path());
    fs::write(&file, "---\n\u{1}: [\n---\n").unwrap();
    let report = store(folder.path(), Mode::Check)
        .compare("rfc", &scenario(200))
        .unwrap();
    assert!(
        matches!(&report.outcome, SnapshotOutcome::Unusable { cause } if cause.contains("cannot be read")),
        "{:?}",
        report.outcome
    );
    assert!(report.is_problem());
}

#[test]
fn pending_snapshots_show_what_they_would_change() {
    let folder = tempfile::tempdir().unwrap();
    accepted(folder.path());
    store(folder.path(), Mode::Check)
        .compare("rfc", &scenario(204))
        .unwrap();
    let waiting = pending(folder.path()).remove(0);
    assert!(waiting.diff().unwrap().contains("+< 204"));
    fs::write(&waiting.file, [0xff]).unwrap();
    assert!(waiting.diff().is_err());
    assert!(accept(&waiting).is_err());
}

#[test]
fn files_without_a_scenario_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = accepted(folder.path());
    let found = |profiles: &[&str], ids: &[ScenarioId]| unreferenced(folder.path(), profiles, ids);
    let ids = [scenario(200).id];
    assert!(found(&["rfc"], &ids).is_empty());
    assert_eq!(found(&["rfc"], &[]), std::slice::from_ref(&file));
    assert_eq!(found(&["google-both"], &ids), [file]);
    let of_target = folder.path().join("@radicale/read/get.snap");
    fs::create_dir_all(of_target.parent().unwrap()).unwrap();
    fs::write(of_target, "").unwrap();
    assert!(found(&["rfc"], &ids).is_empty());
}
