//! Content lines (RFC 2425 §5.8.1): a property, perhaps folded over several lines of text.

use std::borrow::Cow;
use std::ops::Range;

use super::parameter::{Parameter, parameters};

/// A content line: the bytes as they came, with their folds and line end, and where its parts are
/// in the unfolded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContentLine {
    raw: String,
    unfolded: String,
    group: Option<Range<usize>>,
    name: Range<usize>,
    /// Where the value begins, behind the colon.
    value: usize,
}

impl ContentLine {
    /// Reads a content line. `None` if it is none: no name, no colon, an open quotation.
    pub(crate) fn parse(raw: &str) -> Option<Self> {
        let unfolded = unfold(raw);
        let name_end = unfolded.find([':', ';'])?;
        let full_name = unfolded.get(..name_end)?;
        let (group, name) = match full_name.rfind('.') {
            Some(dot) => (Some(0..dot), dot + 1..name_end),
            None => (None, 0..name_end),
        };
        let colon = name_end + colon_outside_quotes(unfolded.get(name_end..)?)?;
        let line = Self {
            raw: raw.to_owned(),
            group,
            name,
            value: colon + 1,
            unfolded: unfolded.into_owned(),
        };
        let well_named = is_token(line.name()) && line.group().is_none_or(is_token);
        well_named.then_some(line)
    }

    /// A new content line, folded at 75 octets (RFC 2425 §5.8.1).
    pub(crate) fn new(name: &str, value: &str, line_end: &str) -> Self {
        let unfolded = format!("{name}:{value}");
        Self {
            raw: fold(&unfolded, line_end),
            group: None,
            name: 0..name.len(),
            value: name.len() + 1,
            unfolded,
        }
    }

    /// The text as it came, folds and line end included.
    pub(crate) fn raw(&self) -> &str {
        &self.raw
    }

    /// The group, if any: `item1` of `item1.TEL`.
    pub(crate) fn group(&self) -> Option<&str> {
        self.unfolded.get(self.group.clone()?)
    }

    /// The name as written. Names are compared without regard to case.
    pub(crate) fn name(&self) -> &str {
        self.unfolded.get(self.name.clone()).unwrap_or_default()
    }

    /// Whether the line has this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// The value as written, escapes included.
    pub(crate) fn value(&self) -> &str {
        self.unfolded.get(self.value..).unwrap_or_default()
    }

    /// The parameters, in their order.
    pub(super) fn parameters(&self) -> impl Iterator<Item = Parameter<'_>> {
        let end = self.value.saturating_sub(1);
        parameters(self.unfolded.get(self.name.end..end).unwrap_or_default())
    }

    /// Everything up to and including the colon.
    pub(super) fn before_value(&self) -> &str {
        self.unfolded.get(..self.value).unwrap_or_default()
    }

    /// How the line ends.
    pub(crate) fn line_end(&self) -> &'static str {
        if self.raw.ends_with("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }
}

/// Takes folds and the line end out: a line end followed by one blank (RFC 2425 §5.8.1).
pub(super) fn unfold(raw: &str) -> Cow<'_, str> {
    let line = raw.strip_suffix('\n').unwrap_or(raw);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if !line.contains('\n') {
        return Cow::Borrowed(line);
    }
    let mut physical = line.split('\n');
    let mut text = physical
        .next()
        .unwrap_or_default()
        .trim_end_matches('\r')
        .to_owned();
    for more in physical {
        text.push_str(more.get(1..).unwrap_or_default().trim_end_matches('\r'));
    }
    Cow::Owned(text)
}

/// Breaks a line at 75 octets, never inside of a character.
pub(super) fn fold(line: &str, line_end: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / 25);
    let mut width = 0;
    for character in line.chars() {
        if width + character.len_utf8() > 75 {
            folded.push_str(line_end);
            folded.push(' ');
            width = 1;
        }
        folded.push(character);
        width += character.len_utf8();
    }
    folded.push_str(line_end);
    folded
}

/// The first colon that stands in no quotation.
fn colon_outside_quotes(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })
}

/// Whether a text can be the name of a property or a group. Underscores are not in the grammar
/// (RFC 2425 §5.8.2) but in the wild.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(raw: &str) -> ContentLine {
        ContentLine::parse(raw).unwrap()
    }

    #[test]
    fn a_line_has_group_name_and_value() {
        let line = parse("item1.EMAIL;TYPE=HOME;X-A=\"a:b\":doe@example.com\r\n");
        assert_eq!(line.group(), Some("item1"));
        assert_eq!(line.name(), "EMAIL");
        assert_eq!(line.value(), "doe@example.com");
        assert_eq!(line.line_end(), "\r\n");
    }

    #[test]
    fn folds_are_taken_out_and_kept_in_the_raw_text() {
        let raw = "NOTE:one\r\n  two\r\n\tthree\r\n";
        let line = parse(raw);
        assert_eq!(line.value(), "one twothree");
        assert_eq!(line.raw(), raw);
    }

    #[test]
    fn what_is_no_content_line_is_refused() {
        for raw in [
            "",
            "NOTE",
            ":value",
            "item1.:x",
            ".N:x",
            "N O:x",
            "N;X=\"open:x",
        ] {
            assert_eq!(ContentLine::parse(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_new_line_is_folded_between_characters() {
        let line = ContentLine::new("NOTE", &"ü".repeat(80), "\r\n");
        assert!(
            line.raw()
                .split("\r\n")
                .all(|physical| physical.len() <= 75)
        );
        assert_eq!(parse(line.raw()).value(), "ü".repeat(80));
    }
}
