//! Snapshot files that belong to no scenario.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::scenario::ScenarioId;

/// The snapshot files below `folder/<profile>/` that no scenario would be compared with, and those
/// of a profile that does not exist. Folders that begin with `@` belong to target files.
#[must_use]
pub fn unreferenced<'a>(
    folder: &Path,
    profiles: &[&str],
    scenarios: impl IntoIterator<Item = &'a ScenarioId>,
) -> Vec<PathBuf> {
    let known: BTreeSet<PathBuf> = scenarios
        .into_iter()
        .flat_map(|id| {
            profiles
                .iter()
                .map(move |profile| folder.join(profile).join(format!("{id}.snap")))
        })
        .collect();
    files_below(folder)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "snap"))
        .filter(|file| !known.contains(file) && !is_of_target(folder, file))
        .collect()
}

fn is_of_target(folder: &Path, file: &Path) -> bool {
    file.strip_prefix(folder)
        .ok()
        .and_then(|path| path.components().next())
        .is_some_and(|first| first.as_os_str().to_string_lossy().starts_with('@'))
}

/// Every file below a folder, sorted.
pub(super) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) => files.push(entry.path()),
                Err(_) => {}
            }
        }
    }
    files.sort();
    files
}
