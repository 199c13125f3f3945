//! The file with the log.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::StateError;
use super::lock::{Lock, beside};
use crate::service::Service;
use crate::store::World;
use crate::store::persistence::{End, HEADER, Record, Recorder, Replay, read_log};

/// A state file that is open, locked, and says what a world is.
pub(crate) struct StateFile {
    file: File,
    /// How long the log is, up to the last whole record.
    length: u64,
    end: End,
    recorder: Recorder,
    /// How often another world had been put in place at the last record.
    resets: u64,
    /// Whether what stands behind `length` could not be cut off.
    is_spoilt: bool,
    _lock: Lock,
}

/// What a state file brought at start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateReport {
    /// How many cards were in it; `None` for a new file.
    pub cards: Option<usize>,
    /// How many bytes at its end were dropped, because the record was not written to its end. No
    /// client was told of that change.
    pub dropped: usize,
}

impl StateFile {
    /// Opens a state file, or makes one of this world. Returns the world as it is now.
    pub(crate) fn open(
        path: &Path,
        world: World,
    ) -> Result<(Self, World, StateReport), StateError> {
        let failed = |cause| StateError::System {
            path: path.to_owned(),
            cause,
        };
        let lock = Lock::take(path)?;
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(failed(error)),
        };
        let (world, report) = restore(&bytes, world).map_err(|problem| StateError::Unusable {
            path: path.to_owned(),
            problem,
        })?;
        drop(bytes);
        let (record, mark) = Recorder::everything(&world);
        let (file, length, end) = compact(path, &record).map_err(failed)?;
        let mut recorder = Recorder::default();
        recorder.written(mark);
        let state = Self {
            file,
            length,
            end,
            recorder,
            resets: 0,
            is_spoilt: false,
            _lock: lock,
        };
        Ok((state, world, report))
    }

    /// Writes what changed in the service's world since the last time, if anything did; all of it,
    /// where another world was put in place. What cannot be written is tried again with the next
    /// change.
    pub(crate) fn keep(&mut self, service: &Service) -> io::Result<()> {
        let changes = if service.resets() == self.resets {
            self.recorder.changes(service.world())
        } else {
            Some(Recorder::everything(service.world()))
        };
        if let Some((record, mark)) = changes {
            self.append(&record)?;
            self.recorder.written(mark);
        }
        self.resets = service.resets();
        Ok(())
    }

    /// Begins with the service's world, which is already in the file.
    pub(crate) const fn follow(&mut self, service: &Service) {
        self.resets = service.resets();
    }

    fn append(&mut self, record: &Record) -> io::Result<()> {
        let (line, end) = self.end.line(record)?;
        if self.is_spoilt {
            self.file.set_len(self.length)?;
            self.is_spoilt = false;
        }
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // Half a record in the middle of the log would be damage.
            self.is_spoilt = self.file.set_len(self.length).is_err();
            return Err(error);
        }
        self.length += line.len() as u64;
        self.end = end;
        Ok(())
    }
}

/// The world of a log; for an empty one the world that was given.
fn restore(bytes: &[u8], world: World) -> Result<(World, StateReport), String> {
    let log = read_log(bytes).map_err(|error| error.to_string())?;
    let dropped = log.torn;
    if log.records.is_empty() {
        if !bytes.is_empty() {
            return Err("it holds no state".to_owned());
        }
        let cards = None;
        return Ok((world, StateReport { cards, dropped }));
    }
    let mut replay = Replay::on(&world);
    for record in log.records {
        replay.apply(record).map_err(|misfit| misfit.to_string())?;
    }
    let world = replay.finish().map_err(|misfit| misfit.to_string())?;
    let cards = world.accounts.iter().map(|account| account.book.len());
    let cards = Some(cards.sum());
    Ok((world, StateReport { cards, dropped }))
}

/// Puts a log of one record in the place of what is there. Whatever interrupts it, the file is
/// either the old one or the new one.
fn compact(path: &Path, record: &Record) -> io::Result<(File, u64, End)> {
    let aside: PathBuf = beside(path, ".new");
    let (line, end) = End::default().line(record)?;
    let log = HEADER.to_owned() + &line;
    let mut file = open_private(&aside)?;
    file.write_all(log.as_bytes())?;
    file.sync_all()?;
    fs::rename(&aside, path)?;
    Ok((file, log.len() as u64, end))
}

/// Opens a file for appending that only its owner may read: cards and imprints are in it.
fn open_private(path: &Path) -> io::Result<File> {
    // One that a killed server left may have other permissions.
    if let Err(error) = fs::remove_file(path)
        && error.kind() != ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut options = OpenOptions::new();
    options.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests;
