//! `cardproof mutants`: damages answers, and tells what nobody noticed.

use std::num::NonZero;
use std::str::FromStr;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::behaviour::{BehaviourArguments, Otherwise};
use super::selection::SelectionArguments;
use super::setting::Settings;
use super::suite::load_suite;
use super::{Console, Trouble, seed as seeds};
use crate::mutate::{Kind, Options, Score, TABLE, json, page, score};
use crate::plan::{Environment, Plan, Target, select};
use crate::run::{Exit, Player, Recording, Verdict};
use crate::scenario::Suggestion;

const EXAMPLES: &str = "\
The scenarios are played on the bundled mock. Then each answer is damaged, one damage at a time,
and judged again without any server. A damage that no check notices is told with its place: nothing
judges that requirement there. Probes change what the standards leave open; a check that refuses
one asks for too much. docs/mutation.md explains how to read the numbers.

Examples:
  cardproof mutants                                 every scenario, every kind of damage
  cardproof mutants sync --kind token-kept          one folder, one kind
  cardproof mutants write/stale-etag --show 200     one scenario, up to 200 survivors
  cardproof mutants --profile rfc --min-score 90    for CI: exit 1 below 90 of a hundred
  cardproof mutants --report json > mutants.json
  cardproof mutants --list                          the kinds, and what each rests on

Exit codes: 0 the score was told; 1 it is below --min-score, a probe was refused while --min-score
is given, or a scenario is not green to begin with; 2 wrong usage, or nothing selected; 3 the
scenarios could not be played; 130 interrupted.";

/// Damage answers, and tell what no check notices
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct MutantsArguments {
    #[command(flatten)]
    selection: SelectionArguments,
    /// Only this kind of damage or probe; may be repeated
    #[arg(
        long,
        value_name = "KIND",
        env = "CARDPROOF_KIND",
        hide_env_values = true,
        value_delimiter = ','
    )]
    kind: Vec<KindName>,
    #[command(flatten)]
    behaviour: BehaviourArguments,
    /// Exit 1 where checks notice fewer of a hundred damages, or refuse a probe
    #[arg(
        long,
        value_name = "PERCENT",
        env = "CARDPROOF_MIN_SCORE",
        hide_env_values = true
    )]
    min_score: Option<Percent>,
    /// How many survivors are told [default: 20]
    #[arg(long, value_name = "N", env = "CARDPROOF_SHOW", hide_env_values = true)]
    show: Option<usize>,
    /// How many threads work [default: as many as processors]
    #[arg(long, value_name = "N", env = "CARDPROOF_JOBS", hide_env_values = true,
          value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// What all fresh names and ids are made from [default: 1]
    #[arg(long, value_name = "N", env = "CARDPROOF_SEED", hide_env_values = true)]
    seed: Option<u64>,
    /// pretty is for people, json for programs [default: pretty]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    report: Option<MutantsFormat>,
    /// List the kinds of damages and probes, and what each rests on
    #[arg(long)]
    list: bool,
}

/// How the score is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum MutantsFormat {
    /// For people
    #[default]
    Pretty,
    /// For programs
    Json,
}

/// A kind, by its name.
#[derive(Clone, Copy, Debug)]
struct KindName(&'static Kind);

/// A share of a hundred.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Percent(f64);

/// Plays the scenarios, damages the answers, and tells the score.
///
/// # Errors
/// When what was asked for cannot be, or the scenarios cannot be played.
pub fn mutants(arguments: MutantsArguments, console: &Console) -> Result<Exit, Trouble> {
    if arguments.list {
        console.output().text(&kinds());
        return Ok(Exit::Success);
    }
    let file = Settings::of_folder("mutants")?;
    let format = file.either(arguments.report, "report")?.unwrap_or_default();
    let least: Option<Percent> = file.either(arguments.min_score, "min-score")?;
    let shown = file.either(arguments.show, "show")?.unwrap_or(20);
    let kinds: Vec<KindName> = file.either_list(arguments.kind.clone(), "kind")?;
    let plan = plan(arguments, &file)?;
    let player = Player::new()?;
    let recordings = player.record(&plan)?;
    if player.interrupted() {
        return Ok(Exit::Interrupted);
    }
    let played = green(recordings)?;
    let options = Options {
        kinds: match kinds.is_empty() {
            true => TABLE.iter().collect(),
            false => kinds.into_iter().map(|kind| kind.0).collect(),
        },
        jobs: plan.jobs,
        snapshots: plan.suite.snapshots.is_some(),
        interrupt: player.interrupt(),
    };
    let score = score(&played, &options);
    if player.interrupted() {
        return Ok(Exit::Interrupted);
    }
    let text = match format {
        MutantsFormat::Pretty => {
            format!("{}profile: {}\n", page(&score, shown), plan.profile)
        }
        MutantsFormat::Json => {
            json(&score, &plan.profile.to_string()).map_err(Trouble::environment)?
        }
    };
    console.output().text(&text);
    Ok(end(&score, least))
}

fn plan(arguments: MutantsArguments, file: &Settings) -> Result<Plan, Trouble> {
    let selection = arguments.selection.selection(file)?;
    let suite = load_suite(&selection.names)?;
    let scenarios = select(&suite.scenarios, &selection).map_err(Trouble::usage)?;
    let target = Target::Mock;
    let otherwise = Otherwise {
        profile: target.profile(),
        quirks: Vec::new(),
        refusal: "`mutants` takes one profile at a time",
    };
    let profile = arguments.behaviour.profile(file, otherwise)?;
    let jobs: Option<u16> = file.either(arguments.jobs, "jobs")?;
    Ok(Plan {
        suite: Arc::new(suite),
        scenarios,
        left_out: Vec::new(),
        shard: None,
        fail_fast: false,
        profile,
        level: target.level(),
        target,
        jobs: jobs.map_or_else(processors, usize::from),
        seed: file
            .either(arguments.seed, "seed")?
            .unwrap_or(seeds::MOCK_SEED),
        insecure_http: true,
        allow_writes: false,
        environment: Environment::default(),
    })
}

/// The scenarios, if they are green. A suite that is not green has no score: what is wrong already
/// cannot be told from what a damage makes wrong.
fn green(recordings: Vec<Recording>) -> Result<Vec<Recording>, Trouble> {
    let wrong = recordings.iter().find(|recording| {
        !matches!(
            recording.report().verdict,
            Verdict::Pass | Verdict::KnownDeviation | Verdict::NotApplicable
        )
    });
    if let Some(recording) = wrong {
        let id = &recording.report().id;
        return Err(Trouble {
            exit: Exit::Failed,
            ..Trouble::usage(format!(
                "{id} is not green, so that damages would tell nothing; see `cardproof run {id}`"
            ))
        });
    }
    let idle = |it: &Recording| it.report().verdict == Verdict::NotApplicable;
    if recordings.iter().all(idle) {
        return Err(Trouble::usage("none of the scenarios is applicable here"));
    }
    Ok(recordings)
}

fn end(score: &Score, least: Option<Percent>) -> Exit {
    let total = score.total();
    let judged = total.damages == 0 && total.probes > 0;
    match least {
        Some(_) if total.refused > 0 => Exit::Failed,
        Some(Percent(least)) if !judged && total.percent_by_checks() < least => Exit::Failed,
        _ => Exit::Success,
    }
}

fn kinds() -> String {
    let line = |kind: &Kind| {
        format!(
            "{:24} {:?}: {}\n{:24}   {}\n",
            kind.name, kind.sort, kind.about, "", kind.basis
        )
    };
    TABLE.iter().map(line).collect()
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

impl FromStr for KindName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = TABLE.iter().find(|kind| kind.name == name);
        found.map(Self).ok_or_else(|| {
            let help = Suggestion::among(name, TABLE.iter().map(|kind| kind.name)).help();
            let help = help.map_or_else(String::new, |help| format!("; {help}"));
            format!("there is no kind `{name}`{help}")
        })
    }
}

impl FromStr for MutantsFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(word, false)
            .map_err(|_| format!("`{word}` is none of `pretty`, `json`"))
    }
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse::<f64>().ok();
        let number = number.filter(|number| (0.0..=100.0).contains(number));
        number
            .map(Self)
            .ok_or_else(|| format!("`{text}` is no share of a hundred, such as 90 or 97.5"))
    }
}
