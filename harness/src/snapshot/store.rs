//! Where snapshots are kept: `<folder>/<profile>/<scenario id>.snap`, in insta's file format.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use insta::internals::TextSnapshotContents;
use insta::{Snapshot, TextSnapshotKind};

use super::{conversation, diff};
use crate::bundle;
use crate::run::ScenarioReport;
use crate::scenario::ScenarioId;
use crate::whole_file::write_whole;

/// What is done with snapshots in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Compares; what differs or is missing is written beside as pending.
    #[default]
    Check,
    /// Only writes what is missing as pending.
    New,
    /// Nothing.
    Off,
}

/// The snapshots of a suite.
#[derive(Clone, Debug)]
pub struct Store {
    /// The folder.
    pub folder: PathBuf,
    /// What is done.
    pub mode: Mode,
    /// Whether pending files may be written: not under `CI`.
    pub writes_pending: bool,
}

/// What became of one snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotReport {
    /// The scenario.
    pub scenario: ScenarioId,
    /// The accepted file, which may not be there.
    pub file: PathBuf,
    /// What was found.
    pub outcome: SnapshotOutcome,
}

/// How a conversation compares with the accepted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnapshotOutcome {
    /// The same.
    Matches,
    /// Another one.
    Differs {
        /// The differences as a unified diff.
        diff: String,
        /// The pending file, if it was written.
        pending: Option<PathBuf>,
    },
    /// There is no accepted one.
    Missing {
        /// The pending file, if it was written.
        pending: Option<PathBuf>,
    },
    /// The accepted file could not be read, or the pending one not be written.
    Unusable {
        /// What the system or the reader said.
        cause: String,
    },
}

impl SnapshotReport {
    /// Whether this makes exit 4.
    #[must_use]
    pub const fn is_problem(&self) -> bool {
        !matches!(self.outcome, SnapshotOutcome::Matches)
    }
}

impl Store {
    /// Compares a scenario's conversation with the accepted one. `None` when there is nothing to
    /// compare: nothing was said, or the mode leaves it out.
    #[must_use]
    pub fn compare(&self, profile: &str, scenario: &ScenarioReport) -> Option<SnapshotReport> {
        let file = self.file(profile, &scenario.id);
        let received = match self.mode {
            Mode::Off => return None,
            Mode::New if file.exists() || bundle::is_bundled(&file) => return None,
            Mode::Check | Mode::New => conversation(scenario)?,
        };
        let outcome = self
            .outcome(&file, &Received::new(profile, scenario, received))
            .unwrap_or_else(|cause| SnapshotOutcome::Unusable { cause });
        Some(SnapshotReport {
            scenario: scenario.id.clone(),
            file,
            outcome,
        })
    }

    /// The accepted file of a scenario under a profile.
    #[must_use]
    pub fn file(&self, profile: &str, scenario: &ScenarioId) -> PathBuf {
        self.folder.join(profile).join(format!("{scenario}.snap"))
    }

    fn outcome(&self, file: &Path, received: &Received<'_>) -> Result<SnapshotOutcome, String> {
        let Some(accepted) = read(file)? else {
            let pending = self.keep(file, received)?;
            return Ok(SnapshotOutcome::Missing { pending });
        };
        if accepted.matches_latest(&received.contents()) {
            if !bundle::is_bundled(file) {
                discard(&pending_path(file))?;
            }
            return Ok(SnapshotOutcome::Matches);
        }
        Ok(SnapshotOutcome::Differs {
            diff: diff(&accepted.to_string(), &received.text),
            pending: self.keep(file, received)?,
        })
    }

    /// Writes the pending file, if that is allowed.
    fn keep(&self, file: &Path, received: &Received<'_>) -> Result<Option<PathBuf>, String> {
        if !self.writes_pending {
            return Ok(None);
        }
        let pending = pending_path(file);
        write_below(&pending, &received.file_text())
            .map_err(|error| format!("{} cannot be written: {error}", pending.display()))?;
        Ok(Some(pending))
    }
}

/// The pending file beside an accepted one.
pub(super) fn pending_path(file: &Path) -> PathBuf {
    file.with_extension("snap.new")
}

/// The text of a snapshot file; `None` when there is no such file.
pub(super) fn read(file: &Path) -> Result<Option<TextSnapshotContents>, String> {
    if bundle::is_bundled(file) {
        return Ok(bundle::text(file).map(|text| contents(&text)));
    }
    if !file.exists() {
        return Ok(None);
    }
    let snapshot = Snapshot::from_file(file)
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    match snapshot.as_text() {
        Some(text) => Ok(Some(text.clone())),
        None => Err(format!("{} holds no text", file.display())),
    }
}

/// What stands below the front matter of a snapshot that comes with the program.
fn contents(text: &str) -> TextSnapshotContents {
    let front_matter = text.strip_prefix("---\n");
    let below = front_matter.and_then(|rest| rest.split_once("\n---\n"));
    let below = below.map_or(text, |(_, below)| below);
    TextSnapshotContents::new(below.to_owned(), TextSnapshotKind::File)
}

/// Writes a file, and makes the folders around it.
fn write_below(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    write_whole(path, text)
}

fn discard(pending: &Path) -> Result<(), String> {
    match fs::remove_file(pending) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("{} cannot be removed: {error}", pending.display()))
        }
        _ => Ok(()),
    }
}

/// A conversation on its way into a file.
struct Received<'a> {
    source: &'a str,
    description: &'a str,
    expression: String,
    text: String,
}

impl<'a> Received<'a> {
    fn new(profile: &str, scenario: &'a ScenarioReport, text: String) -> Self {
        Self {
            source: &scenario.place.file,
            description: &scenario.title,
            expression: format!("cardproof run {} --profile {profile}", scenario.id),
            text,
        }
    }

    fn contents(&self) -> TextSnapshotContents {
        TextSnapshotContents::new(self.text.clone(), TextSnapshotKind::File)
    }

    /// insta's format: front matter in YAML, then the text.
    fn file_text(&self) -> String {
        format!(
            "---\nsource: {}\ndescription: {}\nexpression: {}\n---\n{}\n",
            scalar(self.source),
            scalar(self.description),
            scalar(&self.expression),
            self.contents(),
        )
    }
}

/// A text as a quoted YAML scalar. JSON strings are such.
fn scalar(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests;
