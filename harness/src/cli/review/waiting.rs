//! What waits.

use std::path::Path;

use serde::Serialize;

use crate::cli::Trouble;
use crate::snapshot::{Pending, pending};

/// What `--list --format json` tells of a snapshot.
#[derive(Debug, Serialize)]
struct Waiting {
    /// The scenario's id.
    scenario: String,
    /// The profile, or `@` and the target.
    profile: String,
    /// The accepted file, which a new snapshot does not have yet.
    file: String,
    /// The file that waits.
    pending: String,
    is_new: bool,
    /// Accepted against received.
    diff: String,
}

/// The snapshots that wait, whose path contains one of these parts.
pub(super) fn waiting(folder: &Path, parts: &[String]) -> Vec<Pending> {
    let is_meant = |found: &Pending| {
        let path = found.target.display().to_string();
        parts.is_empty() || parts.iter().any(|part| path.contains(part.as_str()))
    };
    pending(folder).into_iter().filter(is_meant).collect()
}

/// What waits, as one JSON list.
pub(super) fn json(folder: &Path, found: &[Pending]) -> Result<String, Trouble> {
    let all: Result<Vec<_>, _> = found.iter().map(|found| one(folder, found)).collect();
    let all = all.map_err(Trouble::environment)?;
    // The shape has no maps with keys that are no text, which alone could fail.
    Ok(serde_json::to_string_pretty(&all).unwrap_or_default() + "\n")
}

fn one(folder: &Path, found: &Pending) -> Result<Waiting, crate::snapshot::AcceptError> {
    let below = found.target.strip_prefix(folder).unwrap_or(&found.target);
    let below = below.with_extension("");
    let below = below.display().to_string().replace('\\', "/");
    let (profile, scenario) = below.split_once('/').unwrap_or(("", &below));
    Ok(Waiting {
        scenario: scenario.to_owned(),
        profile: profile.to_owned(),
        file: found.target.display().to_string(),
        pending: found.file.display().to_string(),
        is_new: !found.target.exists(),
        diff: found.diff()?,
    })
}
