//! `cardproof review`: snapshots that wait for a person.

use clap::Args;

use super::suite::load_suite;
use super::{Console, Trouble};
use crate::run::Exit;
use crate::snapshot::{Pending, accept, pending};

const EXAMPLES: &str = "\
Examples:
  cardproof review                  what waits, with the differences
  cardproof review --list           only the files
  cardproof review --accept         accept everything that waits
  cardproof review --accept sync/   accept what belongs to some scenarios

`cargo insta review` works on the same files.";

/// Show and accept snapshots that wait
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReviewArguments {
    /// Only snapshots whose path contains one of these
    #[arg(value_name = "PART")]
    parts: Vec<String>,
    /// Make what waits the accepted snapshots
    #[arg(long)]
    accept: bool,
    /// Print only the names of the files
    #[arg(long)]
    list: bool,
    /// The suite's folder; where left out, the suite that `run` would play
    #[arg(long, value_name = "PATH")]
    suite: Option<String>,
}

/// Shows or accepts snapshots that wait.
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
    let waiting: Vec<_> = pending(&folder)
        .into_iter()
        .filter(|found| is_meant(found, &arguments.parts))
        .collect();
    let mut output = console.output();
    for found in &waiting {
        output.text(&told(found, arguments)?);
    }
    if waiting.is_empty() {
        output.line("no snapshot waits");
    } else if !arguments.accept && !arguments.list {
        output.line("\ncardproof review --accept makes them the accepted ones");
    }
    Ok(Exit::Success)
}

fn is_meant(found: &Pending, parts: &[String]) -> bool {
    let path = found.target.display().to_string();
    parts.is_empty() || parts.iter().any(|part| path.contains(part.as_str()))
}

fn told(found: &Pending, arguments: &ReviewArguments) -> Result<String, Trouble> {
    let diff = if arguments.list {
        String::new()
    } else {
        found.diff().map_err(Trouble::environment)?
    };
    if arguments.accept {
        accept(found).map_err(Trouble::environment)?;
        return Ok(format!("accepted {}\n", found.target.display()));
    }
    Ok(format!("{}\n{diff}", found.file.display()))
}
