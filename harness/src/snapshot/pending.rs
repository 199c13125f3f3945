//! Pending snapshots: written beside the accepted ones, waiting for a person.

use std::fs;
use std::path::{Path, PathBuf};

use insta::Snapshot;

use super::compare::diff;
use super::store::read;

/// A snapshot that waits to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The pending file.
    pub file: PathBuf,
    /// The accepted file that it would become.
    pub target: PathBuf,
}

/// Why a snapshot could not be shown or accepted.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// The pending file is no snapshot, or a file could not be read or written.
    #[error("{0}")]
    Unusable(String),
}

/// The pending snapshots below a folder, sorted by path. A folder that is not there has none.
#[must_use]
pub fn pending(folder: &Path) -> Vec<Pending> {
    super::unreferenced::files_below(folder)
        .into_iter()
        .filter_map(|file| {
            let target = file.to_str()?.strip_suffix(".new")?;
            target.ends_with(".snap").then(|| Pending {
                target: PathBuf::from(target),
                file: file.clone(),
            })
        })
        .collect()
}

impl Pending {
    /// What accepting would change, as a unified diff.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn diff(&self) -> Result<String, AcceptError> {
        let text = |path: &Path| -> Result<String, AcceptError> {
            let contents = read(path).map_err(AcceptError::Unusable)?;
            Ok(contents.map_or_else(String::new, |contents| contents.to_string()))
        };
        Ok(diff(&text(&self.target)?, &text(&self.file)?))
    }
}

/// Makes a pending snapshot the accepted one, in the form that `cargo insta accept` gives it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn accept(pending: &Pending) -> Result<(), AcceptError> {
    let unusable = |file: &Path, error: &dyn std::fmt::Display| {
        AcceptError::Unusable(format!("{}: {error}", file.display()))
    };
    let snapshot =
        Snapshot::from_file(&pending.file).map_err(|error| unusable(&pending.file, &error))?;
    snapshot
        .save(&pending.target)
        .map_err(|error| unusable(&pending.target, &error))?;
    fs::remove_file(&pending.file).map_err(|error| unusable(&pending.file, &error))
}

/// Throws a pending snapshot away, as `cargo insta reject` does.
///
/// # Errors
/// When the file cannot be removed.
pub fn reject(pending: &Pending) -> Result<(), AcceptError> {
    fs::remove_file(&pending.file)
        .map_err(|error| AcceptError::Unusable(format!("{}: {error}", pending.file.display())))
}
