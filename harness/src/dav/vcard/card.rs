//! A whole vCard.

use super::fold::logical_lines;
use super::line::ContentLine;

/// A vCard: the lines between `BEGIN` and `END`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vcard {
    /// The lines, in order.
    pub lines: Vec<ContentLine>,
}

/// Why a text is not one vCard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VcardError {
    /// The first line is another one.
    #[error("no BEGIN:VCARD at the start")]
    NoBegin,
    /// It breaks off.
    #[error("no END:VCARD")]
    NoEnd,
    /// Something follows the card, or another card begins in it. An address object holds exactly
    /// one (RFC 6352 §5.1).
    #[error("line {line}: more than one card")]
    More {
        /// Where.
        line: usize,
    },
    /// A line is no content line.
    #[error("line {line}: no content line")]
    NotALine {
        /// Where.
        line: usize,
    },
    /// A line is not UTF-8.
    #[error("line {line}: not UTF-8")]
    NotUtf8 {
        /// Where.
        line: usize,
    },
}

impl Vcard {
    /// Reads exactly one vCard. Lines may end in CRLF or LF: inside XML a line end is always LF.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn read(bytes: &[u8]) -> Result<Self, VcardError> {
        let mut lines = Vec::new();
        let mut state = State::Before;
        for logical in logical_lines(bytes) {
            let number = logical.number;
            if logical.content.is_empty() && state != State::Inside {
                continue;
            }
            let text = String::from_utf8(logical.content)
                .map_err(|_| VcardError::NotUtf8 { line: number })?;
            let line = ContentLine::parse(&text);
            let is = |name: &str| {
                let line = line.as_ref();
                line.is_some_and(|line| line.is(name) && line.value.eq_ignore_ascii_case("VCARD"))
            };
            state = match state {
                State::Before if is("BEGIN") => State::Inside,
                State::Before => return Err(VcardError::NoBegin),
                State::After => return Err(VcardError::More { line: number }),
                State::Inside if is("BEGIN") => return Err(VcardError::More { line: number }),
                State::Inside if is("END") => State::After,
                State::Inside => {
                    lines.push(line.ok_or(VcardError::NotALine { line: number })?);
                    State::Inside
                }
            };
        }
        match state {
            State::Before => Err(VcardError::NoBegin),
            State::Inside => Err(VcardError::NoEnd),
            State::After => Ok(Self { lines }),
        }
    }

    /// The properties of a name, in order.
    pub fn properties<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a ContentLine> {
        self.lines.iter().filter(move |line| line.is(name))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    Inside,
    After,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_between_begin_and_end_are_read() {
        let card = Vcard::read(b"begin:vcard\r\nVERSION:3.0\r\nFN:A\r\n da\r\nEND:VCARD\r\n\r\n");
        let card = card.expect("a card");
        assert_eq!(card.lines.len(), 2);
        let names: Vec<&str> = card.properties("fn").map(|line| &*line.value).collect();
        assert_eq!(names, ["Ada"]);
    }

    #[test]
    fn what_is_not_one_card_is_refused_with_the_reason() {
        for (text, reason) in [
            (&b""[..], "no BEGIN:VCARD at the start"),
            (b"<html>", "no BEGIN:VCARD at the start"),
            (b"\xff", "line 1: not UTF-8"),
            (b"BEGIN:VCARD\nFN:x\n", "no END:VCARD"),
            (b"BEGIN:VCARD\nFN\nEND:VCARD\n", "line 2: no content line"),
            (b"BEGIN:VCARD\n\nEND:VCARD\n", "line 2: no content line"),
            (b"BEGIN:VCARD\nFN:\xff\nEND:VCARD\n", "line 2: not UTF-8"),
            (b"BEGIN:VCARD\nBEGIN:VCARD\n", "line 2: more than one card"),
            (
                b"BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\n",
                "line 3: more than one card",
            ),
        ] {
            let error = Vcard::read(text).expect_err(reason);
            assert_eq!(error.to_string(), reason);
        }
    }

    #[test]
    fn a_line_of_ten_megabytes_is_read() {
        let text = format!("BEGIN:VCARD\nNOTE:{}\nEND:VCARD", "x".repeat(10 << 20));
        assert!(Vcard::read(text.as_bytes()).is_ok());
    }
}
