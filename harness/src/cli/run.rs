//! `cardproof run`: plays scenarios and tells the verdicts.

mod choices;
mod dry_run;
mod earlier;
mod flag;
mod last_run;
mod plans;
mod start;

use clap::Args;
use jiff::Timestamp;

use super::behaviour::QuirkArguments;
use super::report::{Played, ReportFlag, Reports};
use super::selection::SelectionArguments;
use super::setting::ProfileName;
use super::suite::CHOICE;
use super::{Console, Trouble};
use crate::plan::{Plan, Shard};
use crate::report::{Document, RunRecord};
use crate::run::{Exit, Player, exit_of};
use crate::snapshot::Mode;
use choices::Choices;
use dry_run::dry_run;
use earlier::Earlier;
use flag::{LevelName, SnapshotMode};
use plans::Plans;

const EXAMPLES: &str = "\
Examples:
  cardproof run                                     every scenario, on the mock
  cardproof run sync/expired-token                  one scenario, by its id
  cardproof run sync write --profile all            two folders, under every profile
  cardproof run --tag 'sync and not slow'           by tags
  cardproof run --profile google-observed --quirk update.if-match=enforced
  cardproof run --target https://dav.example.com/ --allow-writes
  cardproof run --target google --report junit=report.xml
  cardproof run --rerun-failed                      what failed the last time in this folder
  cardproof run --shard 2/4 --report json=2.json    the second of four machines

Everything can also be set by a variable (CARDPROOF_TARGET, CARDPROOF_PROFILE, ..., lists with
commas) and in the table [run] of cardproof.toml in the working folder, with the names of the
flags. A flag wins over a variable, a variable over the file.

Credentials come from variables only: CARDPROOF_ACCESS_TOKEN; or CARDPROOF_REFRESH_TOKEN with
CARDPROOF_CLIENT_ID and CARDPROOF_CLIENT_SECRET; or CARDPROOF_USER and CARDPROOF_PASSWORD.

What the last run in a working folder came to (ids and verdicts, nothing else) is kept below
CARDPROOF_STATE_DIR, else below cardproof/ in the state folder of the user.

Exit codes: 0 all as required, or a shard without scenarios; 1 a fail at the level that counts, or a change; 2 wrong usage,
nothing selected, or all not applicable; 3 something could not be judged; 4 snapshots differ or
are missing; 130 interrupted.";

/// Play scenarios against the mock, Google or any server, and judge the answers
#[derive(Debug, Args)]
#[command(after_help = format!("{CHOICE}\n\n{EXAMPLES}"))]
pub struct RunArguments {
    #[command(flatten)]
    selection: SelectionArguments,
    /// What is judged: mock, google, a URL, or a target file [default: mock]
    #[arg(
        long,
        value_name = "TARGET",
        env = "CARDPROOF_TARGET",
        hide_env_values = true
    )]
    target: Option<String>,
    /// What is known of the target: a name, or a profile file; `all` for each in turn, on the mock [default: by the target]
    #[arg(long, value_name = "NAME|FILE", env = "CARDPROOF_PROFILE", hide_env_values = true,
          value_parser = ProfileName::parser(true))]
    profile: Option<ProfileName>,
    #[command(flatten)]
    quirks: QuirkArguments,
    /// From which level on a fail makes exit 1: may, should or must [default: should on the mock,
    /// must elsewhere]
    #[arg(
        long,
        value_name = "LEVEL",
        env = "CARDPROOF_LEVEL",
        hide_env_values = true,
        hide_possible_values = true
    )]
    level: Option<LevelName>,
    /// How many scenarios play at the same time; on a target that is no mock only those that read
    /// [default: as many as processors, at most 4 on a target that is no mock]
    #[arg(long, value_name = "N", env = "CARDPROOF_JOBS", hide_env_values = true,
          value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Only one part of the scenarios, as in 2/4, for one of several machines. Which part a
    /// scenario belongs to follows from its id, so that a new one moves no other
    #[arg(
        long,
        value_name = "I/N",
        env = "CARDPROOF_SHARD",
        hide_env_values = true
    )]
    shard: Option<Shard>,
    /// Begin no scenario after the first fail that makes exit 1
    #[arg(long, env = "CARDPROOF_FAIL_FAST", hide_env_values = true,
          num_args = 0, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    fail_fast: Option<bool>,
    /// Only what failed, changed, could not be judged or was not reached in the last run, or in
    /// that of a JSON report
    #[arg(long, value_name = "RUN.json", num_args = 0..=1, default_missing_value = "")]
    rerun_failed: Option<Earlier>,
    /// Tell what would be played, and why the rest is left out, and send nothing
    #[arg(long, env = "CARDPROOF_DRY_RUN", hide_env_values = true,
          num_args = 0, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    dry_run: Option<bool>,
    /// What all fresh names and ids are made from; where given, also the order of scenarios
    /// [default: 1 on the mock, a new one elsewhere]
    #[arg(long, value_name = "N", env = "CARDPROOF_SEED", hide_env_values = true)]
    seed: Option<u64>,
    /// check compares, and writes what differs beside as .snap.new; new only writes what is
    /// missing; off leaves snapshots alone [default: check]
    #[arg(
        long,
        value_name = "MODE",
        env = "CARDPROOF_SNAPSHOTS",
        hide_env_values = true,
        hide_possible_values = true
    )]
    snapshots: Option<SnapshotMode>,
    /// A report: pretty, junit, json, ndjson, github, har or html, to a file or the standard output; may be repeated
    #[arg(
        long,
        value_name = "FORMAT[=PATH]",
        env = "CARDPROOF_REPORT",
        hide_env_values = true,
        value_delimiter = ','
    )]
    report: Vec<ReportFlag>,
    /// Reach the mock in clear, as if that were HTTPS, instead of by TLS
    #[arg(long, env = "CARDPROOF_INSECURE_HTTP", hide_env_values = true,
          num_args = 0, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    insecure_http: Option<bool>,
    /// Play also scenarios that write, on a target that is no mock
    #[arg(long, env = "CARDPROOF_ALLOW_WRITES", hide_env_values = true,
          num_args = 0, default_missing_value = "true", value_parser = clap::builder::BoolishValueParser::new())]
    allow_writes: Option<bool>,
}

/// Plays scenarios and tells the verdicts.
///
/// # Errors
/// When what was asked for cannot be, or the run could not take place.
pub fn run(arguments: RunArguments, console: &Console) -> Result<Exit, Trouble> {
    let choices = Choices::of(arguments)?;
    if choices.dry_run {
        let told = dry_run(&Plans::make(&choices)?);
        console.output().text(&told.text);
        return Ok(told.exit);
    }
    let reports = Reports::open(&choices.reports, console)?;
    let plans = Plans::make(&choices)?;
    let player = Player::new()?;
    play(&player, &plans, reports)
}

/// Plays one plan after the other; one that was interrupted, or stopped at a fail, is the last.
fn play(player: &Player, plans: &Plans, mut reports: Reports) -> Result<Exit, Trouble> {
    let mut runs: Vec<RunRecord> = Vec::new();
    for plan in &plans.list {
        match play_one(player, plan, plans, &mut reports) {
            Ok(run) => runs.push(run),
            Err(trouble) => {
                reports.give_up(document(plans, runs), &trouble)?;
                return Err(trouble);
            }
        }
        if runs.last().is_some_and(|run| ends_all(run, plan)) {
            break;
        }
    }
    last_run::keep(plans, &runs);
    let mut document = document(plans, runs);
    if player.interrupted() {
        document.exit = Exit::Interrupted.code();
    }
    reports.conclude(&document)?;
    match Exit::of_code(document.exit) {
        None | Some(Exit::Usage) => Err(Trouble::usage(
            "nothing was judged: every selected scenario is not applicable",
        )),
        Some(exit) => Ok(exit),
    }
}

/// Whether no further plan is played after this one.
fn ends_all(run: &RunRecord, plan: &Plan) -> bool {
    run.interrupted || (plan.fail_fast && run.counts_as_failed())
}

/// All that is told. The worst run decides.
fn document(plans: &Plans, runs: Vec<RunRecord>) -> Document {
    let ends = runs
        .iter()
        .map(|run| exit_of(&[run.tally()], run.snapshots_differ()));
    let exit = Exit::worst(ends);
    let first = plans.list.first();
    let requirements = first.map(|plan| plans.recorder(plan).requirements());
    Document::new(requirements.unwrap_or_default(), runs, exit)
}

fn play_one(
    player: &Player,
    plan: &Plan,
    plans: &Plans,
    reports: &mut Reports,
) -> Result<RunRecord, Trouble> {
    let recorder = plans.recorder(plan);
    let began = Timestamp::now();
    reports.begin(plan, plans.list.len());
    let report = player.play(plan, |event| reports.event(&event, &recorder))?;
    let snapshots = plans.compare(plan, &report);
    let played = Played {
        report: &report,
        snapshots: &snapshots,
        snapshots_count: plans.mode == Mode::Check,
        began,
    };
    Ok(reports.finish(played, &recorder))
}
