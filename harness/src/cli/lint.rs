//! `cardproof lint`: checks scenario files without playing them.

use std::path::{Path, PathBuf};

use cardproof_mock::quirk::Profile;
use clap::Args;

use super::suite::{CHOICE, load_suite};
use super::{Console, Trouble};
use crate::run::Exit;
use crate::scenario::Suite;
use crate::snapshot::unreferenced;

const EXAMPLES: &str = "\
Examples:
  cardproof lint                            the whole suite, and snapshots that are left over
  cardproof lint mine/sync mine/a.yaml      a folder and a file";

/// Check scenario files without playing them
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{CHOICE}\n\nExit codes: 0 all files are right; 2 something is wrong."))]
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
    no_snapshot_is_left_over(&suite, &names)?;
    console.output().line(&format!(
        "{} scenarios and {} requirements: nothing is wrong",
        suite.scenarios.len(),
        suite.requirements.len()
    ));
    Ok(Exit::Success)
}

/// A snapshot that no scenario is compared with would never be looked at again. Of a part of a
/// suite one cannot tell.
fn no_snapshot_is_left_over(suite: &Suite, names: &[String]) -> Result<(), Trouble> {
    let is_whole = names.is_empty() || names.iter().any(|name| Path::new(name) == suite.root);
    let Some(folder) = suite
        .snapshots
        .as_ref()
        .filter(|_| is_whole && !suite.is_bundled())
    else {
        return Ok(());
    };
    let profiles = Profile::ALL.map(Profile::name);
    let ids = suite.scenarios.iter().map(|scenario| &scenario.id);
    let left_over = unreferenced(folder, &profiles, ids);
    if left_over.is_empty() {
        return Ok(());
    }
    let files = left_over
        .iter()
        .map(|file| format!("\n  {}", file.display()));
    Err(Trouble::usage(format!(
        "no scenario is compared with these snapshots; delete them:{}",
        files.collect::<String>()
    )))
}
