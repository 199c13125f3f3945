//! The form of a log on disk: a header, then one line a record, each with its checksum.
//!
//! A line is sixteen hexadecimal digits, a space, and the record as JSON, which has no line end
//! inside. So what was cut off in the middle of writing has no line end, and nothing else lacks one.
//! The digits are from the SHA-256 of those of the line before and of the record: a line that is
//! missing, doubled or in another place is damage like a changed one.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::record::Record;

/// The first line.
pub(crate) const HEADER: &str = "cardproof-state 3\n";

/// How headers of every version begin.
const KIND: &str = "cardproof-state ";

/// A log that was read.
pub(crate) struct Log {
    /// Its records, oldest first.
    pub(crate) records: Vec<Record>,
    /// How many bytes at the end are of a record that was not written to its end.
    pub(crate) torn: usize,
}

/// Bytes that are no log, or a damaged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LogError {
    #[error("it is no state file of cardproof")]
    NoLog,
    #[error("it was written by another version of cardproof")]
    OtherVersion,
    #[error("line {0} is damaged")]
    Damaged(usize),
}

/// Where a log ends: the checksum of its last line, and nothing where none is.
#[derive(Clone, Debug, Default)]
pub(crate) struct End(String);

impl End {
    /// The line of the next record, and where the log ends with it.
    pub(crate) fn line(&self, record: &Record) -> serde_json::Result<(String, Self)> {
        let json = serde_json::to_string(record)?;
        let end = self.after(json.as_bytes());
        Ok((format!("{} {json}\n", end.0), end))
    }

    /// Reads the next line, and moves on behind it.
    fn read(&mut self, line: &[u8]) -> Option<Record> {
        let (sum, rest) = line.split_at_checked(16)?;
        let json = rest.strip_prefix(b" ")?;
        let end = self.after(json);
        if sum != end.0.as_bytes() {
            return None;
        }
        *self = end;
        serde_json::from_slice(json).ok()
    }

    fn after(&self, json: &[u8]) -> Self {
        let digest = Sha256::new()
            .chain_update(self.0.as_bytes())
            .chain_update(json)
            .finalize();
        Self(digest.iter().take(8).fold(String::new(), |mut text, byte| {
            // Writing to a string never fails.
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }
}

/// Reads a log. Empty bytes are an empty log.
pub(crate) fn read_log(bytes: &[u8]) -> Result<Log, LogError> {
    let mut log = Log {
        records: Vec::new(),
        torn: 0,
    };
    if bytes.is_empty() {
        return Ok(log);
    }
    let rest = bytes.strip_prefix(HEADER.as_bytes());
    let rest = rest.ok_or_else(|| {
        if bytes.starts_with(KIND.as_bytes()) {
            LogError::OtherVersion
        } else {
            LogError::NoLog
        }
    })?;
    let mut end = End::default();
    for (number, line) in (2..).zip(rest.split_inclusive(|byte| *byte == b'\n')) {
        match line.strip_suffix(b"\n") {
            Some(line) => log
                .records
                .push(end.read(line).ok_or(LogError::Damaged(number))?),
            None => log.torn = line.len(),
        }
    }
    Ok(log)
}
