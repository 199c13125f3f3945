//! Which suite is meant.

use std::path::{Path, PathBuf};

use super::Trouble;
use crate::bundle;
use crate::scenario::load::suite_above;
use crate::scenario::{Outline, Suite, load, outlines, split_case};

/// The suite's folder where nobody names one, if it is there.
pub(super) const DEFAULT_FOLDER: &str = "scenarios";

/// How the suite is chosen, for the pages of `--help`.
pub(super) const CHOICE: &str = "\
Which suite: that of the PATH; else the folder scenarios/ here; else the folder around this one that
has a cardproof.toml of a suite; else the suite that comes with cardproof.";

/// Loads the scenarios that are meant. A name that is a path, perhaps with a case behind it
/// (`mine/a.yaml[slash]`), means what is there. Every other name is an id in the suite of the first
/// path, or in the default suite.
///
/// # Errors
/// When the files are wrong.
pub(super) fn load_suite(names: &[String]) -> Result<Suite, Trouble> {
    Ok(load(&paths_of(names))?)
}

/// As [`load_suite`], without the steps.
///
/// # Errors
/// When what is told in a list is wrong.
pub(super) fn outline_suite(names: &[String]) -> Result<Vec<Outline>, Trouble> {
    Ok(outlines(&paths_of(names))?)
}

fn paths_of(names: &[String]) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = names
        .iter()
        .map(|name| PathBuf::from(split_case(name).0))
        .filter(|path| path.exists())
        .collect();
    if paths.is_empty() {
        paths.push(default_suite());
    } else if paths.len() < names.len() {
        paths.extend(paths.first().and_then(|path| suite_of(path)));
    }
    paths
}

/// Whether a suite is the default one, so that its scenarios are named by id alone.
pub(super) fn is_default(suite: &Suite) -> bool {
    let same = |path: &Path| path.canonicalize().ok();
    let default = default_suite();
    suite.root == default || (!suite.is_bundled() && same(&suite.root) == same(&default))
}

/// The folder of the suite to which files are added: the default one if it is on a disk, else the
/// working folder.
pub(super) fn writable_suite() -> PathBuf {
    let suite = default_suite();
    if bundle::is_bundled(&suite) {
        PathBuf::from(".")
    } else {
        suite
    }
}

/// The suite where nobody names one.
fn default_suite() -> PathBuf {
    let folder = PathBuf::from(DEFAULT_FOLDER);
    if folder.is_dir() {
        return folder;
    }
    let here = std::env::current_dir().unwrap_or_default();
    let around = suite_above(&here).map(Path::to_owned);
    around.unwrap_or_else(|| PathBuf::from(bundle::ROOT))
}

/// The folder of the suite that a path belongs to, if it is marked as one.
fn suite_of(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    suite_above(&path).map(Path::to_owned)
}
