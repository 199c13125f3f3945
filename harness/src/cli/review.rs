//! `cardproof review`: snapshots that wait for a person.

mod dialogue;
mod waiting;

use std::io::{self, IsTerminal};

use clap::{Args, ValueEnum};

use super::suite::{CHOICE, load_suite};
use super::{Console, Trouble};
use crate::run::Exit;
use crate::snapshot::{Pending, accept, reject};
use dialogue::Dialogue;
use waiting::{json, waiting};

const EXAMPLES: &str = "\
Examples:
  cardproof review                  on a terminal: one after the other, accept, reject or skip;
                                    elsewhere: what waits, with the differences
  cardproof review --list           only the files; with --format json, everything for programs
  cardproof review --accept         accept everything that waits
  cardproof review --accept sync/   accept what belongs to some scenarios
  cardproof review --reject sync/   throw away what belongs to some scenarios

`cargo insta review` works on the same files.";

/// Show, accept and reject snapshots that wait
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{CHOICE}"))]
pub struct ReviewArguments {
    /// Only snapshots whose path contains one of these
    #[arg(value_name = "PART")]
    parts: Vec<String>,
    /// Make what waits the accepted snapshots
    #[arg(long, conflicts_with_all = ["reject", "list"])]
    accept: bool,
    /// Throw away what waits
    #[arg(long, conflicts_with = "list")]
    reject: bool,
    /// Tell what waits, and change nothing
    #[arg(long)]
    list: bool,
    /// How --list tells it: text or json [default: text]
    #[arg(
        long,
        value_name = "FORMAT",
        requires = "list",
        hide_possible_values = true
    )]
    format: Option<ListFormat>,
    /// The suite's folder; where left out, the suite that `run` would play
    #[arg(long, value_name = "PATH")]
    suite: Option<String>,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// The names of the files
    Text,
    /// Everything, for programs
    Json,
}

/// Shows, accepts or rejects snapshots that wait.
///
/// # Errors
/// When the suite has no snapshots, or files cannot be read or written.
pub fn review(arguments: &ReviewArguments, console: &Console) -> Result<Exit, Trouble> {
    let suite = load_suite(arguments.suite.as_slice())?;
    if suite.is_bundled() {
        return Err(Trouble::usage(
            "the suite that comes with cardproof is never rewritten, so none of its snapshots waits;\n\
             name a suite of your own: cardproof review --suite path/to/scenarios",
        ));
    }
    let Some(folder) = suite.snapshots else {
        return Err(Trouble::usage(
            "the suite has no snapshots: its cardproof.toml does not say `snapshots = \"FOLDER\"`",
        ));
    };
    let found = waiting(&folder, &arguments.parts);
    if arguments.format == Some(ListFormat::Json) {
        console.output().text(&json(&folder, &found)?);
        return Ok(Exit::Success);
    }
    if found.is_empty() {
        console.output().line("no snapshot waits");
        return Ok(Exit::Success);
    }
    if is_dialogue(arguments) {
        let mut dialogue = Dialogue {
            input: io::stdin().lock(),
            output: console.output(),
            paint: console.paint(),
        };
        dialogue.go_through(&found)?;
        return Ok(Exit::Success);
    }
    let mut output = console.output();
    for found in &found {
        output.text(&told(found, arguments)?);
    }
    if !arguments.accept && !arguments.reject && !arguments.list {
        output.line(
            "\ncardproof review --accept makes them the accepted ones, --reject throws them away",
        );
    }
    Ok(Exit::Success)
}

/// Whether there is somebody to ask, and nobody said what to do.
fn is_dialogue(arguments: &ReviewArguments) -> bool {
    let is_said = arguments.accept || arguments.reject || arguments.list;
    !is_said && io::stdin().is_terminal() && io::stdout().is_terminal()
}

fn told(found: &Pending, arguments: &ReviewArguments) -> Result<String, Trouble> {
    if arguments.accept {
        accept(found).map_err(Trouble::environment)?;
        return Ok(format!("accepted {}\n", found.target.display()));
    }
    if arguments.reject {
        reject(found).map_err(Trouble::environment)?;
        return Ok(format!("rejected {}\n", found.file.display()));
    }
    let diff = if arguments.list {
        String::new()
    } else {
        found.diff().map_err(Trouble::environment)?
    };
    Ok(format!("{}\n{diff}", found.file.display()))
}
