//! What a piece of text has to be, its references resolved.

use crate::scenario::{Pattern, TextTest, Unresolved, Values};

/// A [`TextTest`] with its references resolved.
#[derive(Clone, Debug)]
pub(super) enum ResolvedTest<'a> {
    Present,
    Absent,
    Equals(String),
    Contains(String),
    Matches(&'a Pattern),
    DiffersFrom(String),
}

impl<'a> ResolvedTest<'a> {
    pub(super) fn of(test: &'a TextTest, values: &Values) -> Result<Self, Unresolved> {
        Ok(match test {
            TextTest::Present => Self::Present,
            TextTest::Absent => Self::Absent,
            TextTest::Equals(text) => Self::Equals(text.resolve(values)?),
            TextTest::Contains(text) => Self::Contains(text.resolve(values)?),
            TextTest::Matches(pattern) => Self::Matches(pattern),
            TextTest::DiffersFrom(text) => Self::DiffersFrom(text.resolve(values)?),
        })
    }

    /// Whether the test holds for texts of which one has to fit; no texts means that it is not
    /// there.
    pub(super) fn holds<T: AsRef<str>>(&self, texts: &[T]) -> bool {
        let mut texts_as_str = texts.iter().map(AsRef::as_ref);
        match self {
            Self::Present => !texts.is_empty(),
            Self::Absent => texts.is_empty(),
            Self::Equals(expected) => texts_as_str.any(|text| text == expected),
            Self::Contains(part) => texts_as_str.any(|text| text.contains(part.as_str())),
            Self::Matches(pattern) => texts_as_str.any(|text| pattern.is_match(text)),
            Self::DiffersFrom(other) => !texts.is_empty() && texts_as_str.all(|text| text != other),
        }
    }

    /// What is expected, in words: `no Location`, `DAV containing addressbook`.
    pub(super) fn expectation_of(&self, what: &str) -> String {
        match self {
            Self::Present => what.to_owned(),
            Self::Absent => format!("no {what}"),
            Self::Equals(text) => format!("{what}: {text}"),
            Self::Contains(part) => format!("{what} containing {part}"),
            Self::Matches(pattern) => format!("{what} matching {pattern}"),
            Self::DiffersFrom(other) => format!("{what} other than {other}"),
        }
    }
}
