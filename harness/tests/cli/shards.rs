//! The files in `ci/shards/`: their commands, played with the variables that each system sets,
//! select every scenario once.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::program::root;

/// How many machines the files ask for.
const MACHINES: u32 = 4;

fn file(name: &str) -> String {
    std::fs::read_to_string(root().join("ci/shards").join(name)).unwrap()
}

/// The one line of a file that runs cardproof, as the shell gets it.
fn script(text: &str, before: &str) -> String {
    let mut lines = text.lines().map(str::trim_start);
    let line = lines.find_map(|line| {
        line.strip_prefix(before)
            .filter(|rest| rest.starts_with("cardproof run "))
    });
    line.unwrap().to_owned()
}

/// The value of a key, wherever it stands.
fn value(text: &str, key: &str) -> String {
    let mut lines = text.lines().map(str::trim);
    lines
        .find_map(|line| line.strip_prefix(key))
        .unwrap()
        .trim()
        .to_owned()
}

/// What a command would play, as a dry run tells.
fn planned(script: &str, variables: &[(&str, String)]) -> BTreeSet<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_cardproof"));
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":/usr/bin:/bin");
    let mut command = Command::new("sh");
    command
        .args(["-euc", script])
        .current_dir(root())
        .env_clear()
        .env("PATH", path)
        .env("CARDPROOF_DRY_RUN", "1")
        .envs(variables.iter().map(|(name, value)| (name, value)));
    let end = command.output().unwrap();
    assert!(
        end.status.success(),
        "{}",
        String::from_utf8_lossy(&end.stderr)
    );
    let output = String::from_utf8(end.stdout).unwrap();
    let lines = output
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("play  "));
    lines.map(str::to_owned).collect()
}

fn assert_all_once(name: &str, machine: impl Fn(u32) -> BTreeSet<String>) {
    let all = planned("cardproof run", &[]);
    let mut played = BTreeSet::new();
    for number in 0..MACHINES {
        let part = machine(number);
        assert!(
            !part.is_empty(),
            "{name}: machine {number} has nothing to do"
        );
        for id in part {
            assert!(
                played.insert(id),
                "{name}: machine {number} plays what another one plays"
            );
        }
    }
    assert_eq!(played, all, "{name}");
}

#[test]
fn the_matrix_of_github_actions_plays_every_scenario_once() {
    let text = file("github-actions.yml");
    let script = script(&text, "run: ");
    assert_eq!(value(&text, "shard:"), "[1, 2, 3, 4]");
    // What the expressions stand for: https://docs.github.com/actions/reference/contexts
    assert_eq!(value(&text, "SHARD:"), "${{ matrix.shard }}");
    assert_eq!(value(&text, "SHARDS:"), "${{ strategy.job-total }}");
    assert_all_once("GitHub Actions", |number| {
        let (shard, shards) = ((number + 1).to_string(), MACHINES.to_string());
        planned(&script, &[("SHARD", shard), ("SHARDS", shards)])
    });
}

#[test]
fn the_parallel_job_of_gitlab_plays_every_scenario_once() {
    let text = file("gitlab-ci.yml");
    let script = script(&text, "- ");
    let total = value(&text, "parallel:");
    assert_eq!(total, MACHINES.to_string());
    assert_all_once("GitLab", |number| {
        let index = (number + 1).to_string();
        let variables = [("CI_NODE_INDEX", index), ("CI_NODE_TOTAL", total.clone())];
        planned(&script, &variables)
    });
}

#[test]
fn the_indexed_job_of_kubernetes_plays_every_scenario_once() {
    let text = file("kubernetes-job.yaml");
    let script = script(&text, "- ");
    let shards = value(&text, "value:").replace('"', "");
    assert_eq!(value(&text, "completions:"), shards);
    assert_eq!(value(&text, "parallelism:"), shards);
    assert_eq!(value(&text, "completionMode:"), "Indexed");
    assert_all_once("Kubernetes", |number| {
        let variables = [
            ("JOB_COMPLETION_INDEX", number.to_string()),
            ("SHARDS", shards.clone()),
        ];
        planned(&script, &variables)
    });
}

#[test]
fn every_file_says_that_it_has_not_been_run_there() {
    for name in ["github-actions.yml", "gitlab-ci.yml", "kubernetes-job.yaml"] {
        let comment = file(name).replace("\n# ", " ");
        assert!(comment.contains("it has not been run there"), "{name}");
    }
}
