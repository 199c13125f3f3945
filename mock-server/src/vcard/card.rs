//! A card: its content lines in order, each as it came.

use bytes::Bytes;

use super::line::ContentLine;
use super::scan::logical_line;
use crate::dav::xml_can_carry;
use crate::limits::MAX_CARD_LINES;

/// The version that a card states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// RFC 2426.
    V3,
    /// RFC 6350.
    V4,
}

/// A vCard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    pub(super) lines: Vec<ContentLine>,
    version: Version,
    /// The text as it came, while nothing is replaced.
    original: Option<Bytes>,
}

/// Why a body is no card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadCard {
    #[error("the card is not in UTF-8")]
    NotUtf8,
    #[error("the card holds a control character")]
    ControlCharacter,
    #[error("the card does not begin with BEGIN:VCARD")]
    NoBegin,
    #[error("the card does not end with END:VCARD")]
    NoEnd,
    #[error("the body holds more than one card")]
    Several,
    #[error("the card has more than {MAX_CARD_LINES} lines")]
    TooManyLines,
    #[error("line {0} of the card is no content line")]
    NoContentLine(usize),
    #[error("the card states no VERSION")]
    NoVersion,
    #[error("the card states a version other than 3.0 and 4.0")]
    OtherVersion,
    #[error("the card has no N property")]
    NoName,
}

impl Card {
    /// Reads a body that must hold exactly one card with VERSION and N.
    ///
    /// Other rules of the standards differ between servers and are asked elsewhere.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, BadCard> {
        let text = str::from_utf8(body).map_err(|_| BadCard::NotUtf8)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        check_characters(text)?;
        let lines = content_lines(text)?;
        check_envelope(&lines)?;
        let version = match value(&lines, "VERSION").map(str::trim) {
            Some("3.0") => Version::V3,
            Some("4.0") => Version::V4,
            Some(_) => return Err(BadCard::OtherVersion),
            None => return Err(BadCard::NoVersion),
        };
        value(&lines, "N").ok_or(BadCard::NoName)?;
        Ok(Self {
            lines,
            version,
            original: Some(Bytes::copy_from_slice(body)),
        })
    }

    /// The version that the card states.
    pub(crate) const fn version(&self) -> Version {
        self.version
    }

    /// The value of the first property with a name, as written.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        value(&self.lines, name)
    }

    /// A vCard 3.0 of these lines, `BEGIN` and `END` among them.
    pub(super) fn of_lines(lines: Vec<ContentLine>) -> Self {
        Self {
            lines,
            version: Version::V3,
            original: None,
        }
    }

    /// Puts lines before `END`, as far as there is room.
    pub(crate) fn add(&mut self, mut lines: Vec<ContentLine>) {
        lines.truncate(MAX_CARD_LINES.saturating_sub(self.lines.len()));
        if !lines.is_empty() {
            let before_end = self.lines.len().saturating_sub(1);
            self.lines.splice(before_end..before_end, lines);
            self.original = None;
        }
    }

    /// Puts one property in place of all of that name, where the first of them stands, or before
    /// `END`. Every other line stays as it is.
    pub(crate) fn replace(&mut self, name: &str, value: &str) {
        let line_end = self.lines.first().map_or("\r\n", ContentLine::line_end);
        let line = ContentLine::new(name, value, line_end);
        let before_end = self.lines.len().saturating_sub(1);
        let at = self.lines.iter().position(|line| line.is(name));
        let mut kept = Vec::with_capacity(self.lines.len() + 1);
        for (index, old) in self.lines.drain(..).enumerate() {
            if index == at.unwrap_or(before_end) {
                kept.push(line.clone());
            }
            if !old.is(name) {
                kept.push(old);
            }
        }
        self.lines = kept;
        self.original = None;
    }

    /// The whole text: what came, unless something was replaced.
    pub(crate) fn to_bytes(&self) -> Bytes {
        if let Some(original) = &self.original {
            return original.clone();
        }
        let text: String = self.lines.iter().map(ContentLine::raw).collect();
        Bytes::from(text)
    }
}

/// Refuses what no XML answer could carry, and carriage returns that end no line.
fn check_characters(text: &str) -> Result<(), BadCard> {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let ends_no_line = character == '\r' && characters.peek() != Some(&'\n');
        if ends_no_line || !xml_can_carry(character) {
            return Err(BadCard::ControlCharacter);
        }
    }
    Ok(())
}

/// Splits a text into content lines. Blank lines are none.
fn content_lines(text: &str) -> Result<Vec<ContentLine>, BadCard> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut number = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let (raw, after) = rest.split_at(logical_line(rest));
        start = text.len() - after.len();
        number += 1;
        if number > MAX_CARD_LINES {
            return Err(BadCard::TooManyLines);
        }
        if raw.trim().is_empty() {
            continue;
        }
        lines.push(ContentLine::parse(raw).ok_or(BadCard::NoContentLine(number))?);
    }
    Ok(lines)
}

fn check_envelope(lines: &[ContentLine]) -> Result<(), BadCard> {
    let marks = |line: &ContentLine, name: &str| {
        line.is(name) && line.group().is_none() && line.value().trim().eq_ignore_ascii_case("VCARD")
    };
    if !lines.first().is_some_and(|line| marks(line, "BEGIN")) {
        return Err(BadCard::NoBegin);
    }
    if lines.iter().filter(|line| line.is("BEGIN")).count() > 1 {
        return Err(BadCard::Several);
    }
    let ends = lines.iter().filter(|line| line.is("END")).count();
    if ends != 1 || !lines.last().is_some_and(|line| marks(line, "END")) {
        return Err(BadCard::NoEnd);
    }
    Ok(())
}

fn value<'a>(lines: &'a [ContentLine], name: &str) -> Option<&'a str> {
    lines
        .iter()
        .find(|line| line.is(name))
        .map(ContentLine::value)
}

#[cfg(test)]
mod tests;
