//! The files below a folder.

use std::path::{Path, PathBuf};

use super::files::shown;
use crate::scenario::diagnostic::{FileProblem, Read, Reporter};

/// How deep folders may nest.
const DEPTH: usize = 16;
/// How many files a suite may have.
const FILES: usize = 20_000;

/// The files below a folder, or the file itself; none where nothing is there.
pub(super) fn walk(path: &Path, (from, reporter): (&Path, &Reporter)) -> Read<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(Some(path.to_owned())
            .filter(|path| path.exists())
            .into_iter()
            .collect());
    }
    let mut files = Vec::new();
    let mut open = vec![(path.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        for (path, is_folder) in entries(&folder, (from, reporter))? {
            if is_folder {
                open.push((path, depth + 1));
            } else {
                files.push(path);
            }
        }
        if depth > DEPTH || files.len() > FILES {
            let path = shown(&folder, from);
            return Err(reporter.report_file(&path.clone(), FileProblem::TooManyFiles { path }));
        }
    }
    Ok(files)
}

/// What is in a folder, and whether it is a folder itself. Links are followed.
pub(super) fn entries(
    folder: &Path,
    (from, reporter): (&Path, &Reporter),
) -> Read<Vec<(PathBuf, bool)>> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        let cause = error.kind().to_string();
        reporter.report_file(&shown(folder, from), FileProblem::Unreadable { cause })
    })?;
    let entries = entries.filter_map(Result::ok).map(|entry| {
        let path = entry.path();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let is_folder = !is_file && path.is_dir();
        (path, is_folder)
    });
    Ok(entries.collect())
}
