//! Files as people wrote them, read with bounds.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::diagnostic::FileProblem;
use super::{Place, Span};
use crate::bundle;

/// The most that cardproof reads of one file: 1 MiB. A vCard with a large photo fits.
pub(crate) const LIMIT: u64 = 1 << 20;

/// A text file.
#[derive(Clone, Debug)]
pub(crate) struct TextFile {
    /// The file, as the user would name it.
    pub(crate) file: Arc<str>,
    /// Its text, without a byte order mark.
    pub(crate) text: Arc<str>,
}

impl TextFile {
    /// Reads a text file; `shown` is its name in messages.
    pub(crate) fn read(path: &Path, shown: &str) -> Result<Self, FileProblem> {
        let bytes = read_bounded(path)?;
        if bytes.contains(&0) {
            return Err(FileProblem::Binary);
        }
        let text = String::from_utf8(bytes).map_err(|error| FileProblem::NotUtf8 {
            offset: error.utf8_error().valid_up_to(),
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Self {
            file: shown.into(),
            text: text.into(),
        })
    }

    /// The file with a star for each letter and digit outside of these stretches. Every line and
    /// column stays where it was.
    pub(crate) fn starred(&self, open: &[Range<usize>]) -> Self {
        let is_open = |at: usize| open.iter().any(|range| range.contains(&at));
        let mut text = String::with_capacity(self.text.len());
        for (at, character) in self.text.char_indices() {
            if character.is_alphanumeric() && !is_open(at) {
                text.extend(std::iter::repeat_n('*', character.len_utf8()));
            } else {
                text.push(character);
            }
        }
        Self {
            file: self.file.clone(),
            text: text.into(),
        }
    }

    /// The beginning of the file.
    pub(crate) fn start(&self) -> Span {
        Span {
            place: Place {
                file: self.file.clone(),
                line: 1,
                column: 1,
            },
            start: 0,
            end: 0,
        }
    }

    /// A stretch of the file, by its bytes.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.start().part(&self.text, start..end)
    }
}

/// Reads a file that is not too large.
pub(crate) fn read_bounded(path: &Path) -> Result<Vec<u8>, FileProblem> {
    if let Some(text) = bundle::text(path) {
        return Ok(text.into_bytes());
    }
    let unreadable = |error: std::io::Error| FileProblem::Unreadable {
        cause: error.kind().to_string(),
    };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(FileProblem::NotAFile);
    }
    let length = usize::try_from(metadata.len().min(LIMIT)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(length + 1);
    let file = File::open(path).map_err(unreadable)?;
    file.take(LIMIT + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT {
        return Err(FileProblem::TooLarge);
    }
    Ok(bytes)
}
