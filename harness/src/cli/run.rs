//! `cardproof run`: plays scenarios and tells the verdicts.

mod choices;
mod flag;
mod plans;
mod reports;
mod target;

use std::slice;

use clap::Args;

use super::setting::{ProfileName, QuirkValue};
use super::{Console, Trouble};
use crate::plan::Plan;
use crate::report::Run;
use crate::run::{Exit, exit_code, play_blocking};
use crate::snapshot::{Mode, SnapshotReport};
use choices::Choices;
use flag::{LevelName, ReportFlag, SnapshotMode};
use plans::Plans;
use reports::Reports;

const EXAMPLES: &str = "\
Examples:
  cardproof run                                     every scenario of scenarios/, on the mock
  cardproof run sync/expired-token                  one scenario, by its id
  cardproof run sync write --profile all            two folders, under every profile
  cardproof run --profile google-observed --quirk update.if-match=enforced
  cardproof run --target https://dav.example.com/ --allow-writes
  cardproof run --target google --report junit=report.xml

Everything can also be set by a variable (CARDPROOF_TARGET, CARDPROOF_PROFILE, ..., lists with
commas) and in the table [run] of cardproof.toml in the working folder, with the names of the
flags. A flag wins over a variable, a variable over the file.

Credentials come from variables only: CARDPROOF_ACCESS_TOKEN; or CARDPROOF_REFRESH_TOKEN with
CARDPROOF_CLIENT_ID and CARDPROOF_CLIENT_SECRET; or CARDPROOF_USER and CARDPROOF_PASSWORD.

Exit codes: 0 all as required; 1 a fail at the level that counts, or a change; 2 wrong usage,
nothing selected, or all not applicable; 3 something could not be judged; 4 snapshots differ or
are missing; 130 interrupted.";

/// Play scenarios against the mock, Google or any server, and judge the answers
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RunArguments {
    /// Which scenarios: ids, folders of ids, files or folders; all of scenarios/ where left out
    #[arg(value_name = "PATH|ID")]
    names: Vec<String>,
    /// What is judged: mock, google, a URL, or a target file [default: mock]
    #[arg(
        long,
        value_name = "TARGET",
        env = "CARDPROOF_TARGET",
        hide_env_values = true
    )]
    target: Option<String>,
    /// What is known of the target; `all` for each in turn, on the mock [default: by the target]
    #[arg(long, value_name = "NAME", env = "CARDPROOF_PROFILE", hide_env_values = true,
          value_parser = ProfileName::parser(true))]
    profile: Option<ProfileName>,
    /// Gives one quirk another value; may be repeated
    #[arg(
        long,
        value_name = "NAME=VALUE",
        env = "CARDPROOF_QUIRK",
        hide_env_values = true,
        value_delimiter = ','
    )]
    quirk: Vec<QuirkValue>,
    /// Only scenarios with this tag; may be repeated
    #[arg(
        long,
        value_name = "TAG",
        env = "CARDPROOF_TAG",
        hide_env_values = true,
        value_delimiter = ','
    )]
    tag: Vec<String>,
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
    /// How many scenarios play at the same time, on the mock [default: as many as processors]
    #[arg(long, value_name = "N", env = "CARDPROOF_JOBS", hide_env_values = true,
          value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// What all fresh names and ids are made from [default: 1 on the mock, a new one elsewhere]
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
    /// A report: pretty, junit or json, to a file or the standard output; may be repeated
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
          value_parser = clap::builder::BoolishValueParser::new())]
    insecure_http: bool,
    /// Play also scenarios that write, on a target that is no mock
    #[arg(long, env = "CARDPROOF_ALLOW_WRITES", hide_env_values = true,
          value_parser = clap::builder::BoolishValueParser::new())]
    allow_writes: bool,
}

/// Plays scenarios and tells the verdicts.
///
/// # Errors
/// When what was asked for cannot be, or the run could not take place.
pub fn run(arguments: RunArguments, console: &Console) -> Result<Exit, Trouble> {
    let choices = Choices::of(arguments)?;
    let reports = Reports::open(&choices.reports, console)?;
    let plans = Plans::make(&choices)?;
    play(&plans, reports)
}

/// Plays one plan after the other; an interrupted one is the last.
fn play(plans: &Plans, mut reports: Reports) -> Result<Exit, Trouble> {
    let mut runs: Vec<Run> = Vec::new();
    for plan in &plans.list {
        match play_one(plan, plans, &mut reports) {
            Ok(run) => runs.push(run),
            Err(trouble) => {
                reports.give_up(&runs, &trouble)?;
                return Err(trouble);
            }
        }
        if runs.last().is_some_and(|run| run.report.interrupted) {
            break;
        }
    }
    reports.conclude(&runs)?;
    let ends = runs.iter().map(|run| end(run, plans.mode));
    // The order of exits is that of precedence.
    Ok(ends.min().unwrap_or(Exit::Usage))
}

fn end(run: &Run, mode: Mode) -> Exit {
    let differ = mode == Mode::Check && run.snapshots.iter().any(SnapshotReport::is_problem);
    exit_code(slice::from_ref(&run.report), differ)
}

fn play_one(plan: &Plan, plans: &Plans, reports: &mut Reports) -> Result<Run, Trouble> {
    reports.begin(plan, plans.list.len());
    let report = play_blocking(plan, |event| reports.event(&event))?;
    let run = Run {
        snapshots: plans.compare(plan, &report),
        suite: plan.suite.clone(),
        replay: plans.replay(plan),
        login: plans::login(plan),
        report,
    };
    reports.finish(&run);
    Ok(run)
}
