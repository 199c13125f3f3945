//! The ledger: what runs created on an account that belongs to somebody.
//!
//! A line is written, and is on the disk, before the request that it speaks of is sent. So a run
//! that is killed leaves behind what the next one needs to clean up after it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::RunError;

/// Something that a run created, or was about to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Creation {
    /// The run's id.
    pub(super) run: String,
    /// Where: the member, or for POST the collection, whose target chooses the name.
    pub(super) url: String,
    /// By what the thing can be told to be the run's own.
    pub(super) mark: Mark,
}

/// By what a card can be told to be one of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mark {
    /// It carries the marker with the run's id.
    Marker,
    /// Its body is exactly this one: the SHA-256, in hexadecimal. For what cannot be marked.
    Sha256(String),
    /// It is a collection without members.
    EmptyCollection,
    /// It will carry the marker, but its name is not known: the URL is the collection's.
    SomewhereIn,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Line {
    /// A request is about to be sent.
    Created(Creation),
    /// Nothing is left of it.
    Settled {
        /// The run that had created it.
        run: String,
        /// Where it was.
        url: String,
    },
}

/// The ledger of one target.
#[derive(Debug)]
pub(super) struct Ledger {
    path: PathBuf,
    file: File,
    open: Vec<Creation>,
}

impl Ledger {
    /// Opens the ledger of a target, and reads what earlier runs left.
    ///
    /// The file is locked, so that two runs never clean up after each other.
    pub(super) fn open(folder: &Path, target: &str) -> Result<Self, RunError> {
        let path = folder.join(file_name(target));
        let failed = |cause: &dyn ToString| RunError::Ledger {
            file: path.display().to_string(),
            cause: cause.to_string(),
        };
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(&path)
            .map_err(|error| failed(&error))?;
        file.try_lock()
            .map_err(|_| failed(&"another run of cardproof uses it"))?;
        let text = fs::read_to_string(&path).map_err(|error| failed(&error))?;
        let open = left_open(&text).map_err(|error| failed(&error))?;
        Ok(Self { path, file, open })
    }

    /// How much is not settled, without opening the ledger: 0 where there is none.
    pub(super) fn count(folder: &Path, target: &str) -> usize {
        let text = fs::read_to_string(folder.join(file_name(target))).unwrap_or_default();
        left_open(&text).map_or(0, |open| open.len())
    }

    /// What was created and is not settled, oldest first.
    pub(super) fn unsettled(&self) -> &[Creation] {
        &self.open
    }

    /// Notes what is about to be created. When this fails, nothing may be created.
    pub(super) fn creates(&mut self, creation: Creation) -> Result<(), RunError> {
        self.write(&Line::Created(creation.clone()))?;
        opened(&mut self.open, creation);
        Ok(())
    }

    /// Notes that nothing is left of something. When nothing is left of anything, the file is
    /// emptied.
    pub(super) fn settles(&mut self, creation: &Creation) -> Result<(), RunError> {
        self.write(&Line::Settled {
            run: creation.run.clone(),
            url: creation.url.clone(),
        })?;
        self.open
            .retain(|open| (&open.run, &open.url) != (&creation.run, &creation.url));
        if self.open.is_empty() {
            self.file.set_len(0).map_err(|error| self.failed(&error))?;
        }
        Ok(())
    }

    fn write(&mut self, line: &Line) -> Result<(), RunError> {
        let written = serde_json::to_string(line)
            .map_err(io::Error::from)
            .and_then(|json| self.file.write_all(format!("{json}\n").as_bytes()))
            .and_then(|()| self.file.sync_data());
        written.map_err(|error| self.failed(&error))
    }

    fn failed(&self, cause: &io::Error) -> RunError {
        RunError::Ledger {
            file: self.path.display().to_string(),
            cause: cause.to_string(),
        }
    }
}

/// What is not settled. A last line without its end was never finished: the request that it speaks
/// of was not sent.
fn left_open(text: &str) -> Result<Vec<Creation>, serde_json::Error> {
    let mut open: Vec<Creation> = Vec::new();
    let complete = text.rfind('\n').and_then(|end| text.get(..end));
    for line in complete.unwrap_or_default().lines() {
        match serde_json::from_str(line)? {
            Line::Created(creation) => opened(&mut open, creation),
            Line::Settled { run, url } => {
                open.retain(|creation| (&creation.run, &creation.url) != (&run, &url));
            }
        }
    }
    Ok(open)
}

/// What is created again at the same place is one thing, told by its last mark.
fn opened(open: &mut Vec<Creation>, creation: Creation) {
    open.retain(|known| (&known.run, &known.url) != (&creation.run, &creation.url));
    open.push(creation);
}

/// The mark of a body that cannot carry the marker.
pub(super) fn digest(body: &[u8]) -> String {
    let bytes = Sha256::digest(body);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The target is named by a digest: its URL may hold what is nobody's business.
fn file_name(target: &str) -> String {
    let digest = digest(target.as_bytes());
    format!("ledger-{}.jsonl", digest.get(..16).unwrap_or(&digest))
}

#[cfg(test)]
#[path = "ledger/tests.rs"]
mod tests;
