//! `run` over a part of the scenarios: shards, what failed the last time, until the first fail,
//! and nothing at all but the plan.

use std::collections::BTreeSet;

use crate::program::{End, Folder, end};

/// A scenario that passes.
const PASSES: &str = "title: Passes\nsteps:\n  - name: ask\n    get: /.well-known/carddav\n    \
                      expect: { status: [301, 401, 207, 405] }\n    covers: [x-01]\n";
/// One that fails.
const FAILS: &str = "title: Fails\nsteps:\n  - name: ask\n    get: /.well-known/carddav\n    \
                     expect: { status: 418 }\n    covers: [x-01]\n";

/// A folder with a suite of its own: `a/fails-1`, `a/fails-2` and `a/passes-1` to `a/passes-4`.
fn suite() -> Folder {
    let folder = Folder::empty();
    folder.write("scenarios/cardproof.toml", "");
    folder.write(
        "scenarios/requirements/x.yaml",
        "- id: x-01\n  says: It answers.\n  source: RFC 6764 §5\n  level: must\n",
    );
    for number in 1..=4 {
        folder.write(&format!("scenarios/a/passes-{number}.yaml"), PASSES);
    }
    for number in 1..=2 {
        folder.write(&format!("scenarios/a/fails-{number}.yaml"), FAILS);
    }
    folder
}

/// The program with a state folder of its own.
fn run(folder: &Folder, arguments: &[&str]) -> End {
    let mut command = folder.command(&["run", "--jobs", "1"]);
    command.args(arguments);
    command.env("CARDPROOF_STATE_DIR", folder.path("state"));
    end(&mut command)
}

/// The ids of the lines that begin with a word, in their order.
fn ids(end: &End, word: &str) -> Vec<String> {
    let lines = end.output.lines().map(str::trim_start);
    let after = lines.filter_map(|line| line.strip_prefix(word));
    let ids = after.filter_map(|rest| rest.split_whitespace().next());
    // With a colon it is the heading of a failure.
    ids.filter(|id| id.starts_with("a/") && !id.ends_with(':'))
        .map(str::to_owned)
        .collect()
}

fn played(end: &End) -> Vec<String> {
    let mut played = ids(end, "pass ");
    played.extend(ids(end, "fail "));
    played
}

#[test]
fn the_shards_play_every_scenario_once() {
    let folder = suite();
    let mut all = BTreeSet::new();
    for number in 1..=3 {
        let end = run(&folder, &["--shard", &format!("{number}/3")]);
        for id in played(&end) {
            assert!(all.insert(id), "{}", end.output);
        }
    }
    assert_eq!(all.len(), 6, "{all:?}");
}

#[test]
fn a_shard_says_how_much_of_the_selection_it_is() {
    let folder = suite();
    let end = run(&folder, &["--shard", "1/1", "--report", "json=run.json"]);
    assert!(
        end.output
            .contains("\nshard 1/1: 6 of 6 selected scenarios\n"),
        "{}",
        end.output
    );
    let json: serde_json::Value = serde_json::from_str(&folder.read("run.json")).unwrap();
    assert_eq!(json["runs"][0]["shard"], "1/1");
}

#[test]
fn an_empty_shard_says_so_and_exits_0_with_its_reports_written() {
    let folder = suite();
    let of = |number: u32| {
        let shard = format!("{number}/9");
        run(
            &folder,
            &[
                "a/passes-1",
                "--shard",
                &shard,
                "--report",
                "json=run.json",
                "--report",
                "pretty",
            ],
        )
    };
    let ends: Vec<_> = (1..=9).map(of).collect();
    assert!(ends.iter().all(|end| end.code == 0));
    let empty = ends.iter().filter(|end| {
        let text = " holds none of the 1 selected scenarios: nothing to play\n";
        end.output.contains(text)
    });
    assert_eq!(empty.count(), 8);
    assert!(folder.read("run.json").contains("\"scenarios\":[]"));
}

#[test]
fn an_unknown_name_is_an_error_in_every_shard() {
    let end = run(&suite(), &["a/pases-1", "--shard", "2/9"]);
    assert_eq!(end.code, 2);
    assert!(
        end.error.contains("did you mean `a/passes-1`?"),
        "{}",
        end.error
    );
}

#[test]
fn what_is_no_shard_is_wrong_usage() {
    let end = run(&suite(), &["--shard", "0/4"]);
    assert_eq!(
        (end.code, end.error.as_str()),
        (
            2,
            "error: invalid value '0/4' for '--shard <I/N>': shards are counted from 1 to 4; a \
             system that counts from 0 needs one more\n\nFor more information, try '--help'.\n"
        )
    );
}

#[test]
fn the_first_fail_is_the_last_scenario_where_asked() {
    let folder = suite();
    let end = run(&folder, &["--fail-fast", "--profile", "all"]);
    assert_eq!(end.code, 1, "{}", end.output);
    assert_eq!(played(&end), ["a/fails-1"]);
    let note = "stopped at the first fail (--fail-fast): 5 of 6 were not played\n";
    assert!(end.output.contains(note), "{}", end.output);
    assert!(
        !end.output.contains("profile google-both\n"),
        "{}",
        end.output
    );
}

#[test]
fn a_seed_that_is_given_decides_the_order() {
    let folder = suite();
    let order = |seed: &str| ids(&run(&folder, &["--dry-run", "--seed", seed]), "play ");
    assert_eq!(order("7"), order("7"));
    assert_ne!(order("7"), order("8"));
    let plain = ids(&run(&folder, &["--dry-run"]), "play ");
    assert!(plain.is_sorted());
    let passing: Vec<_> = order("7")
        .into_iter()
        .filter(|id| id.contains("passes"))
        .collect();
    assert_eq!(ids(&run(&folder, &["--seed", "7"]), "pass "), passing);
}

#[test]
fn what_failed_the_last_time_is_played_again() {
    let folder = suite();
    assert_eq!(played(&run(&folder, &[])).len(), 6);
    let again = run(&folder, &["--rerun-failed"]);
    assert_eq!(played(&again), ["a/fails-1", "a/fails-2"]);
    folder.write("scenarios/a/fails-1.yaml", PASSES);
    assert_eq!(run(&folder, &["--rerun-failed"]).code, 1);
    let one = run(&folder, &["--rerun-failed"]);
    assert_eq!(played(&one), ["a/fails-2"]);
    folder.write("scenarios/a/fails-2.yaml", PASSES);
    assert_eq!(run(&folder, &["--rerun-failed"]).code, 0);
    let nothing = run(&folder, &["--rerun-failed"]);
    assert_eq!(
        (nothing.code, nothing.error.as_str()),
        (2, "error: --rerun-failed: nothing failed in the last run\n")
    );
}

#[test]
fn what_was_not_reached_the_last_time_is_played_again_too() {
    let folder = suite();
    run(&folder, &["--fail-fast"]);
    assert_eq!(played(&run(&folder, &["--rerun-failed"])).len(), 6);
}

#[test]
fn what_failed_can_be_taken_from_a_report() {
    let folder = suite();
    run(&folder, &["--report", "json=run.json"]);
    run(&folder, &["a/passes-1"]);
    let again = run(&folder, &["--rerun-failed", "run.json"]);
    assert_eq!(played(&again), ["a/fails-1", "a/fails-2"]);
    let other = run(&folder, &["a/passes-1", "--rerun-failed=run.json"]);
    assert_eq!(
        (other.code, other.error.as_str()),
        (
            2,
            "error: --rerun-failed: none of what failed in run.json is among the selected \
             scenarios: a/fails-1, a/fails-2\n"
        )
    );
}

#[test]
fn without_an_earlier_run_there_is_nothing_to_play_again() {
    let folder = suite();
    let error = |arguments: &[&str]| {
        let end = run(&folder, arguments);
        assert_eq!(end.code, 2, "{}", end.output);
        end.error
    };
    assert_eq!(
        error(&["--rerun-failed"]),
        "error: --rerun-failed: no run was played in this folder yet; to take one from a JSON \
         report: --rerun-failed=RUN.json\n"
    );
    folder.write("run.json", "{}");
    assert!(error(&["--rerun-failed=run.json"]).starts_with(
        "error: --rerun-failed: run.json is no JSON report of cardproof: missing field `format`"
    ));
    folder.write("run.json", "{\"format\": 99, \"runs\": []}");
    assert_eq!(
        error(&["--rerun-failed=run.json"]),
        "error: --rerun-failed: run.json is no JSON report of cardproof: its format is 99, and \
         this cardproof reads 1\n"
    );
    let named = error(&["--rerun-failed", "a/passes-1"]);
    assert!(
        named.ends_with("with scenarios named: cardproof run a/passes-1 --rerun-failed\n"),
        "{named}"
    );
}

#[test]
fn what_is_kept_of_the_last_run_is_ids_and_verdicts() {
    let folder = suite();
    run(&folder, &["a/passes-1", "a/fails-1"]);
    let kept = std::fs::read_dir(folder.path("state/last-run")).unwrap();
    let kept: Vec<_> = kept.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(
        std::fs::read_to_string(&kept[0]).unwrap(),
        "{\"format\":1,\"runs\":[{\"scenarios\":[{\"id\":\"a/fails-1\",\"verdict\":\"fail\"},\
         {\"id\":\"a/passes-1\",\"verdict\":\"pass\"}]}]}"
    );
    assert_eq!(kept.len(), 1);
}

#[test]
fn a_dry_run_tells_the_plan_and_sends_nothing() {
    let folder = suite();
    folder.write(
        "scenarios/a/writes.yaml",
        "title: Writes\nsteps:\n  - name: remove\n    delete: $book\n    expect: { status: 403 }\n    \
         covers: [x-01]\n",
    );
    // Nobody listens there.
    let target = [
        "--target",
        "http://127.0.0.1:9/",
        "--dry-run",
        "--seed",
        "1",
    ];
    let mut arguments = vec!["a/passes-1", "a/writes"];
    arguments.extend(target);
    let end = run(&folder, &arguments);
    assert_eq!(
        (end.code, end.output.as_str(), end.error.as_str()),
        (
            0,
            "target 127.0.0.1:9, profile rfc, seed 1\n      \
             play  a/passes-1\n \
             leave out  a/writes: it writes, and writing needs --allow-writes\n\
             1 to play, 1 left out, 5 not selected; nothing was sent\n",
            ""
        )
    );
    arguments.retain(|argument| *argument != "a/passes-1");
    assert_eq!(run(&folder, &arguments).code, 2);
    assert!(!folder.path("state").exists());
}
