//! `cardproof repro`: a failure as one file.

mod minimize;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::{Timestamp, Unit};

use super::seed::MOCK_SEED;
use super::setting::{ProfileName, QuirkValue};
use super::suite::{CHOICE, load_suite};
use super::{Console, Trouble};
use crate::plan::{ActiveProfile, Environment, Selection, Target, select};
use crate::report::document::read;
use crate::repro::{
    DraftOptions, HarError, Played, Recorded, ReproError, draft, recorded, reproduction,
};
use crate::run::Exit;
use crate::scenario::{AnyProfile, Scenario, ScenarioId};
use minimize::{minimize, told};

const EXAMPLES: &str = "\
Examples:
  cardproof repro sync/expired-token -o expired.yaml
  cardproof repro write/stale-etag --profile google-observed -o stale.yaml
  cardproof repro run.json -o failure.yaml               the only failure of a JSON report
  cardproof repro run.json write/stale-etag -o stale.yaml
  cardproof repro run.json --minimize -o small.yaml      only what the failure needs
  cardproof repro conversation.har -o draft.yaml         a recording as a draft of a scenario

The file holds the scenario with its flows, cards and requirements, and the world in which it was
played: profile, quirks, seed, clock, accounts, cards, faults. It is played by `cardproof run FILE`,
in any folder, and served by `cardproof serve --world FILE`. Secrets, addresses and what cards of the
world say have placeholders in it; cards of the scenario stand in it as they are.

Of a HAR file (from `cardproof record`, a browser or a proxy) a draft is made: each exchange with the
server a step that checks what was answered then, each value that an earlier answer told a capture, and
the cards that were there at the start as `given`. The mock behaves as rfc says, or as google-observed
where Google was recorded, unless --profile says otherwise.

--minimize leaves out steps, cards, faults and quirks, and plays what is left on the mock, until none
of them can go without the failure going too: the same check of the same step, expecting and receiving
the same kind of thing, and nothing else going wrong than before. It ends after 2000 plays or two
minutes at the latest, with the shortest file that it found; so does Ctrl-C.

Exit codes: 0 the file was written; 2 wrong usage, or nothing fails that could be shortened; 3 the mock
cannot be started, or the failure comes and goes; 130 interrupted.";

/// Write a failure as one file, to be played anywhere
#[derive(Debug, Args)]
#[command(after_help = format!("{CHOICE}\n\n{EXAMPLES}"))]
pub struct ReproArguments {
    /// A scenario by id or path, what `run --report json=FILE` wrote, or a recording
    #[arg(value_name = "SCENARIO|RUN.json|FILE.har")]
    name: String,
    /// Which scenario of the report, where more than one failed
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Where to write; its name becomes the scenario's id [default: the standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave out all that the failure does not need
    #[arg(long)]
    minimize: bool,
    /// How the mock behaves: a name, or a profile file [default: as in the report, or as the scenario says, or
    /// google-documented]
    #[arg(long, value_name = "NAME|FILE", value_parser = ProfileName::parser(false))]
    profile: Option<ProfileName>,
    /// Gives one quirk another value; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_delimiter = ',')]
    quirk: Vec<QuirkValue>,
    /// What fresh names and ids are made from [default: as in the report, or as the scenario says,
    /// or 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// Writes a failure as one file.
///
/// # Errors
/// When there is no such scenario, or the file cannot be written.
pub fn repro(arguments: &ReproArguments, console: &Console) -> Result<Exit, Trouble> {
    if Path::new(&arguments.name)
        .extension()
        .is_some_and(|it| it == "har")
    {
        return of_recording(arguments, console);
    }
    let environment = Environment::of_process();
    let (file, played) = meant(arguments)?;
    if let Some(output) = &arguments.output {
        name_of(output)?;
        let same = |path: &Path| path.canonicalize().ok();
        if same(output).is_some_and(|output| Some(output) == same(&file)) {
            return Err(Trouble::usage(format!(
                "{} is the scenario itself; write to another file",
                output.display()
            )));
        }
    }
    let text = reproduction(&file, &played, &environment).map_err(|error| match error {
        ReproError::Scenario(problems) => Trouble::from(problems),
        ReproError::Unwritable(_) => Trouble::environment(error),
    })?;
    finish(&text, &played, arguments, console)
}

/// Shortens a file, where that was asked for, and writes it.
fn finish(
    text: &str,
    played: &Played,
    arguments: &ReproArguments,
    console: &Console,
) -> Result<Exit, Trouble> {
    let output = arguments.output.as_deref();
    if !arguments.minimize {
        write(text, played, output, console)?;
        return Ok(Exit::Success);
    }
    let short = minimize(text, played, console)?;
    write(&short.text, played, output, console)?;
    console.errors().text(&told(&short));
    Ok(match short.interrupted {
        true => Exit::Interrupted,
        false => Exit::Success,
    })
}

/// Makes a draft of a recording.
fn of_recording(arguments: &ReproArguments, console: &Console) -> Result<Exit, Trouble> {
    if arguments.id.is_some() {
        return Err(no_report(&arguments.name));
    }
    if let Some(output) = &arguments.output {
        name_of(output)?;
    }
    let stem = arguments.output.as_deref().and_then(Path::file_stem);
    let id = stem.map_or_else(|| "draft".into(), |stem| stem.to_string_lossy());
    let profile = active(arguments, Target::Mock.profile(), Vec::new())?;
    let named = arguments.profile.as_ref();
    let options = DraftOptions {
        id: id.into_owned(),
        profile: named.map(|_| profile.base()),
        quirks: profile.overrides().to_vec(),
        seed: arguments.seed.unwrap_or(MOCK_SEED),
        at: Timestamp::now().round(Unit::Second).unwrap_or_default(),
    };
    let text = draft(Path::new(&arguments.name), &options).map_err(|error| match error {
        HarError::Unwritable(_) => Trouble::environment(error),
        _ => Trouble::usage(error),
    })?;
    let played = Played {
        id: ScenarioId(options.id),
        profile,
        seed: options.seed,
        at: options.at,
        seen: Vec::new(),
        wrong: Vec::new(),
    };
    finish(&text, &played, arguments, console)
}

fn no_report(name: &str) -> Trouble {
    Trouble::usage(format!("an id goes with a JSON report, and {name} is none"))
}

fn write(
    text: &str,
    played: &Played,
    output: Option<&Path>,
    console: &Console,
) -> Result<(), Trouble> {
    let Some(output) = output else {
        console.output().text(text);
        return Ok(());
    };
    let shown = output.display();
    fs::write(output, text)
        .map_err(|error| Trouble::usage(format!("{shown} cannot be written: {error}")))?;
    console.output().text(&format!(
        "{shown} holds {}\n  cardproof run {shown}\n  cardproof serve --world {shown}\n",
        played.id
    ));
    Ok(())
}

/// The id of the scenario comes from the name of its file.
fn name_of(output: &Path) -> Result<(), Trouble> {
    let plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-');
    let stem = output.file_stem().and_then(|stem| stem.to_str());
    let ending = output.extension().and_then(|ending| ending.to_str());
    let is_id = stem.is_some_and(|stem| stem.chars().all(plain));
    if is_id && matches!(ending, Some("yaml" | "yml")) {
        return Ok(());
    }
    Err(Trouble::usage(format!(
        "{} makes no id: use lower-case letters, digits and `-`, and the ending .yaml",
        output.display()
    )))
}

/// The scenario's file, and how it is played.
fn meant(arguments: &ReproArguments) -> Result<(PathBuf, Played), Trouble> {
    let path = Path::new(&arguments.name);
    let is_report = path.extension().is_some_and(|ending| ending == "json");
    if is_report {
        let document = read(path).map_err(Trouble::usage)?;
        let found = recorded(&document, arguments.id.as_deref()).map_err(Trouble::usage)?;
        return of_report(found, arguments);
    }
    if arguments.id.is_some() {
        return Err(no_report(&arguments.name));
    }
    let (id, scenario) = scenario(&arguments.name)?;
    let world = scenario.world.as_deref().cloned().unwrap_or_default();
    let base = world
        .profile
        .map_or_else(|| Target::Mock.profile(), AnyProfile::from);
    let played = Played {
        profile: active(arguments, base, world.quirks)?,
        seed: arguments.seed.or(world.seed).unwrap_or(MOCK_SEED),
        at: Timestamp::now().round(Unit::Second).unwrap_or_default(),
        seen: Vec::new(),
        wrong: Vec::new(),
        id,
    };
    Ok((PathBuf::from(&*scenario.place.file), played))
}

fn of_report(found: Recorded, arguments: &ReproArguments) -> Result<(PathBuf, Played), Trouble> {
    let played = found.played;
    let name = match played.id.case() {
        _ if !Path::new(&found.file).exists() => played.id.to_string(),
        None => found.file,
        Some(case) => format!("{}[{case}]", found.file),
    };
    let (_, scenario) = scenario(&name)?;
    let base = AnyProfile::from(played.profile.base());
    let played = Played {
        profile: active(arguments, base, played.profile.overrides().to_vec())?,
        seed: arguments.seed.unwrap_or(played.seed),
        at: played.at.round(Unit::Second).unwrap_or(played.at),
        ..played
    };
    Ok((PathBuf::from(&*scenario.place.file), played))
}

fn active(
    arguments: &ReproArguments,
    base: AnyProfile,
    mut quirks: Vec<(String, String)>,
) -> Result<ActiveProfile, Trouble> {
    let base = match &arguments.profile {
        Some(name) => name.only_one("a file has one profile")?,
        None => base,
    };
    for quirk in &arguments.quirk {
        let (name, value) = quirk.clone().into_pair();
        quirks.retain(|(other, _)| *other != name);
        quirks.push((name, value));
    }
    ActiveProfile::with(base, quirks).map_err(Trouble::usage)
}

/// The one scenario that a name means, or a table as a whole.
fn scenario(name: &str) -> Result<(ScenarioId, Scenario), Trouble> {
    let suite = load_suite(&[name.to_owned()])?;
    let selection = Selection {
        names: vec![name.to_owned()],
        tags: Vec::new(),
    };
    let selected = select(&suite.scenarios, &selection).map_err(Trouble::usage)?;
    let mut scenarios = suite.scenarios.iter();
    let found = scenarios.find(|scenario| selected.contains(&scenario.id));
    let Some(found) = found.cloned() else {
        return Err(Trouble::usage(format!("there is no scenario `{name}`")));
    };
    match selected.as_slice() {
        [only] => Ok((only.clone(), found)),
        all if all.iter().all(|id| id.file() == found.id.file()) => {
            Ok((ScenarioId(found.id.file().to_owned()), found))
        }
        all => Err(Trouble::usage(format!(
            "`{name}` means {} scenarios; name one of them",
            all.len()
        ))),
    }
}
