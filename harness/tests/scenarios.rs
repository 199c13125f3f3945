//! The shipped scenarios as tests: one test a scenario, played on the mock under every profile
//! and every older edition of one, its conversations compared with the snapshots.
//!
//! `cargo insta review` sees what differs; with `cargo insta test` a difference alone does not
//! fail a test.

#![expect(
    clippy::print_stderr,
    reason = "a suite that does not load has to be told before there are tests"
)]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use cardproof::plan::{ActiveProfile, Environment, Plan, Target};
use cardproof::report::{CurlLogin, Paint, Recorder, Replay, failures};
use cardproof::run::{Exit, Interrupt, Verdict, exit_code, play};
use cardproof::scenario::{Level, ScenarioId, Suite, load};
use cardproof::snapshot::{Mode, SnapshotOutcome, SnapshotReport, Store, under_ci, unreferenced};
use cardproof_mock::quirk::Profile;
use libtest_mimic::{Arguments, Failed, Trial};

/// The seed of `cardproof run` on the mock.
const SEED: u64 = 1;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let suite = match load(&[PathBuf::from("scenarios")]) {
        Ok(suite) => Arc::new(suite),
        Err(diagnostics) => {
            eprint!("{diagnostics}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials: Vec<_> = suite
        .scenarios
        .iter()
        .map(|scenario| trial(&suite, scenario.id.clone()))
        .collect();
    trials.push(Trial::test(
        "every_snapshot_belongs_to_a_scenario",
        move || no_snapshot_is_left_over(&suite),
    ));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(suite: &Arc<Suite>, id: ScenarioId) -> Trial {
    let suite = suite.clone();
    Trial::test(id.to_string(), move || {
        let mut wrong = String::new();
        let mut judged_somewhere = false;
        for profile in Profile::ALL.into_iter().chain(older_editions()) {
            let (under_this, judged) = played(&suite, &id, profile)?;
            wrong += &under_this;
            judged_somewhere |= judged;
        }
        if !judged_somewhere {
            wrong += &format!("{id} judges nothing under any profile\n");
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(Failed::from(wrong))
        }
    })
}

/// The editions that are not the newest, which the bare name stands for.
fn older_editions() -> impl Iterator<Item = Profile> {
    let is_older = |edition: &Profile| edition.undated().is_none();
    Profile::EDITIONS.into_iter().filter(is_older)
}

/// What is wrong with a scenario under a profile, nothing when all is well; and whether it judged
/// anything there.
fn played(suite: &Arc<Suite>, id: &ScenarioId, profile: Profile) -> Result<(String, bool), Failed> {
    let plan = plan(suite, id, profile);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let report = runtime.block_on(play(&plan, Interrupt::never(), |_| {}))?;
    let snapshots = compared(&plan, &report.scenarios);
    for snapshot in &snapshots {
        remember(&snapshot.file)?;
    }
    let judged = report
        .scenarios
        .iter()
        .any(|scenario| scenario.verdict != Verdict::NotApplicable);
    let is_green = exit_code(std::slice::from_ref(&report), false) == Exit::Success;
    let mut wrong: String = snapshots.iter().map(difference).collect();
    if judged && !is_green {
        let recorder = Recorder {
            suite: suite.clone(),
            replay: Replay {
                by_file: false,
                arguments: vec![format!("--profile={profile}")],
            },
            login: CurlLogin::Bearer,
            keeps_all: false,
        };
        let scenarios = report.scenarios.iter();
        let scenarios = scenarios
            .map(|scenario| recorder.scenario(scenario))
            .collect();
        let run = recorder.run(&report, scenarios, &snapshots);
        wrong += &failures(&run, &recorder.requirements(), Paint::default());
        wrong += &format!("\n{id} is not green under {profile}\n");
    }
    Ok((wrong, judged))
}

fn plan(suite: &Arc<Suite>, id: &ScenarioId, profile: Profile) -> Plan {
    Plan {
        suite: suite.clone(),
        scenarios: vec![id.clone()],
        left_out: Vec::new(),
        shard: None,
        fail_fast: false,
        target: Target::Mock,
        profile: ActiveProfile::of(profile),
        level: Level::May,
        jobs: 1,
        seed: SEED,
        insecure_http: false,
        allow_writes: false,
        environment: Environment::default(),
    }
}

fn compared(plan: &Plan, scenarios: &[cardproof::run::ScenarioReport]) -> Vec<SnapshotReport> {
    let profile = plan.profile.base().undated();
    let (Some(folder), Some(profile)) = (plan.suite.snapshots.clone(), profile) else {
        return Vec::new();
    };
    let store = Store {
        folder,
        mode: Mode::Check,
        writes_pending: !under_ci(),
    };
    scenarios
        .iter()
        .filter_map(|scenario| store.compare(profile.name(), scenario))
        .collect()
}

fn difference(snapshot: &SnapshotReport) -> String {
    if std::env::var("INSTA_FORCE_PASS").is_ok_and(|pass| pass == "1") {
        return String::new();
    }
    let file = snapshot.file.display();
    match &snapshot.outcome {
        SnapshotOutcome::Matches => String::new(),
        SnapshotOutcome::Differs { diff, .. } => format!("\nsnapshot {file} differs\n{diff}"),
        SnapshotOutcome::Missing { .. } => format!("\nsnapshot {file} is missing\n"),
        SnapshotOutcome::Unusable { cause } => format!("\nsnapshot {file}: {cause}\n"),
    }
}

/// Tells cargo-insta that a snapshot is in use, so that `--unreferenced` does not take it away.
fn remember(snapshot: &Path) -> io::Result<()> {
    let Some(list) = std::env::var_os("INSTA_SNAPSHOT_REFERENCES_FILE") else {
        return Ok(());
    };
    let mut list = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(list)?;
    writeln!(list, "{}", snapshot.display())
}

fn no_snapshot_is_left_over(suite: &Suite) -> Result<(), Failed> {
    let folder = suite
        .snapshots
        .as_deref()
        .ok_or("the suite has no snapshots")?;
    let profiles = Profile::ALL.map(Profile::name);
    let ids = suite.scenarios.iter().map(|scenario| &scenario.id);
    let left_over = unreferenced(folder, &profiles, ids);
    if left_over.is_empty() {
        return Ok(());
    }
    let files: Vec<_> = left_over
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    Err(Failed::from(format!(
        "no scenario uses these snapshots; delete them:\n{}",
        files.join("\n")
    )))
}
