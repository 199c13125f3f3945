//! Which suite is meant.

use std::path::{Path, PathBuf};

use super::Trouble;
use crate::scenario::{Suite, load, split_case};

/// The suite's folder where nobody names one.
pub(super) const DEFAULT_FOLDER: &str = "scenarios";

/// Loads the scenarios that are meant. A name that is a path, perhaps with a case behind it
/// (`mine/a.yaml[slash]`), means what is there; every other name, and no name at all, means the folder `scenarios/`.
///
/// # Errors
/// When there is no such folder, or the files are wrong.
pub(super) fn load_suite(names: &[String]) -> Result<Suite, Trouble> {
    let mut paths: Vec<PathBuf> = names
        .iter()
        .map(|name| PathBuf::from(split_case(name).0))
        .filter(|path| path.exists())
        .collect();
    if paths.is_empty() || paths.len() < names.len() {
        paths.push(default_folder(names)?);
    }
    Ok(load(&paths)?)
}

/// Whether a suite is the one in `scenarios/`, so that its scenarios are named by id alone.
pub(super) fn is_default(suite: &Suite) -> bool {
    let same = |path: &Path| path.canonicalize().ok();
    same(&suite.root) == same(Path::new(DEFAULT_FOLDER))
}

fn default_folder(names: &[String]) -> Result<PathBuf, Trouble> {
    let folder = PathBuf::from(DEFAULT_FOLDER);
    if folder.is_dir() {
        return Ok(folder);
    }
    let absent = names.iter().find(|name| !Path::new(name).exists());
    let absent = absent.map_or_else(String::new, |name| format!("there is no `{name}`, and "));
    Err(Trouble::usage(format!(
        "{absent}the working folder has no folder `{DEFAULT_FOLDER}`.\n\
         Name a suite's folder or one of its files: cardproof run path/to/scenarios"
    )))
}
