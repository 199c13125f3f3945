//! The YAML files that paths name, whatever is in them.

use std::path::{Path, PathBuf};

use super::files::{YAML, absolute, shown};
use super::walk::walk;
use crate::scenario::diagnostic::{Diagnostics, FileProblem, Read, Reporter, each};

/// A YAML file.
#[derive(Debug)]
pub(crate) struct YamlFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its name, as the user would give it.
    pub(crate) shown: String,
    /// Whether the user named it, and not a folder around it.
    pub(crate) is_named: bool,
}

/// The files at these paths, and in folders those that end in `.yaml` or `.yml`; hidden ones are
/// left out. Sorted by name within each path.
///
/// # Errors
/// When nothing is at a path, or a folder cannot be read.
pub(crate) fn yaml_files(paths: &[PathBuf]) -> Result<Vec<YamlFile>, Diagnostics> {
    let reporter = Reporter::default();
    let from = std::env::current_dir().unwrap_or_default();
    let found = each(paths, |path| below(path, &from, &reporter));
    reporter.finish(found.map(|found| found.into_iter().flatten().collect()))
}

fn below(path: &Path, from: &Path, reporter: &Reporter) -> Read<Vec<YamlFile>> {
    let root = absolute(path, from);
    if !root.exists() {
        let path = shown(&root, from);
        return Err(reporter.report_file(&path.clone(), FileProblem::NoSuchPath { path }));
    }
    let is_named = !root.is_dir();
    let mut files = walk(&root, (from, reporter))?;
    files.retain(|file| is_named || (is_yaml(file) && !is_hidden(file, &root)));
    files.sort();
    let file = |path: PathBuf| YamlFile {
        shown: shown(&path, from),
        path,
        is_named,
    };
    Ok(files.into_iter().map(file).collect())
}

fn is_yaml(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| YAML.contains(&extension))
}

/// Whether a file, or a folder in which it is below the root, begins with a dot.
fn is_hidden(file: &Path, root: &Path) -> bool {
    let below = file.strip_prefix(root).unwrap_or(file);
    let mut names = below.iter();
    names.any(|name| name.to_string_lossy().starts_with('.'))
}
