//! `cardproof lint`: checks scenario files without playing them.

use std::path::PathBuf;

use clap::Args;

use super::suite::{CHOICE, load_suite};
use super::{Console, Trouble};
use crate::run::Exit;

/// Check scenario files without playing them
#[derive(Debug, Args)]
#[command(after_help = format!("{CHOICE}\n\nExit codes: 0 all files are right; 2 something is wrong."))]
pub struct LintArguments {
    /// A suite's folder, folders in it, or files; where left out, the suite that `run` would play
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Loads everything and tells everything that is wrong.
///
/// # Errors
/// When something is wrong in the files, or there are none.
pub fn lint(arguments: &LintArguments, console: &Console) -> Result<Exit, Trouble> {
    let mut names = Vec::new();
    for path in &arguments.paths {
        if !path.exists() {
            return Err(Trouble::usage(format!(
                "there is no file or folder `{}`",
                path.display()
            )));
        }
        names.push(path.display().to_string());
    }
    let suite = load_suite(&names)?;
    console.output().line(&format!(
        "{} scenarios and {} requirements: nothing is wrong",
        suite.scenarios.len(),
        suite.requirements.len()
    ));
    Ok(Exit::Success)
}
