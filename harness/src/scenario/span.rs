//! A stretch of a file, for pointing at it.

use std::ops::Range;

use super::Place;

/// A stretch of a file that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Where it begins.
    pub place: Place,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The beginning of a file.
    #[must_use]
    pub(crate) fn of_file(file: &str) -> Self {
        Self {
            place: Place {
                file: file.into(),
                line: 1,
                column: 1,
            },
            start: 0,
            end: 0,
        }
    }

    /// A part of this stretch, on its first line. `text` is what the stretch holds; the offsets
    /// are bytes in it.
    #[must_use]
    pub(crate) fn part(&self, text: &str, range: Range<usize>) -> Self {
        let before = text.get(..range.start).unwrap_or_default();
        let lines = before.matches('\n').count();
        let since_line = before.rsplit('\n').next().unwrap_or_default();
        let column = characters(since_line) + if lines == 0 { self.place.column } else { 1 };
        Self {
            place: Place {
                file: self.place.file.clone(),
                line: self.place.line + u32::try_from(lines).unwrap_or(u32::MAX),
                column,
            },
            start: self.start + range.start,
            end: self.start + range.end,
        }
    }
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
