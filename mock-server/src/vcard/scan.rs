//! A look at the lines of a stored card without reading it into parts: a query looks at every card
//! of a book.

use std::borrow::Cow;

use memchr::memchr_iter;

use super::line::unfold;
use super::parameter::{Parameter, parameters};

/// A content line of a text that was a card when it was stored.
pub(super) struct Line<'a> {
    /// Group and name.
    full_name: Cow<'a, str>,
    /// What follows the name, still folded, with the line end.
    rest: Cow<'a, str>,
}

/// The content lines of a card whose names, with the groups before them, are wanted.
pub(super) fn lines<'a>(
    card: &'a str,
    is_wanted: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Line<'a>> {
    logical_lines(card).filter_map(move |raw| Line::new(raw, &is_wanted))
}

/// The content lines of a text, folds and line ends included.
fn logical_lines(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let ends = memchr_iter(b'\n', bytes)
        .map(|at| at + 1)
        .filter(|end| !matches!(bytes.get(*end), Some(b' ' | b'\t')))
        .chain(std::iter::once(bytes.len()));
    let mut start = 0;
    ends.filter_map(move |end| {
        let line = text.get(start..end);
        start = end;
        line
    })
}

/// How long the first content line is, folds and line end included.
pub(super) fn logical_line(text: &str) -> usize {
    logical_lines(text).next().map_or(0, str::len)
}

impl<'a> Line<'a> {
    fn new(raw: &'a str, is_wanted: &impl Fn(&str) -> bool) -> Option<Self> {
        let end = raw.bytes().position(|byte| matches!(byte, b':' | b';'))?;
        let (full_name, rest) = raw.split_at_checked(end)?;
        if full_name.as_bytes().contains(&b'\n') {
            return Self::folded_in_its_name(raw).filter(|line| is_wanted(&line.full_name));
        }
        is_wanted(full_name).then_some(Self {
            full_name: Cow::Borrowed(full_name),
            rest: Cow::Borrowed(rest),
        })
    }

    fn folded_in_its_name(raw: &str) -> Option<Self> {
        let unfolded = unfold(raw);
        let end = unfolded.find([':', ';'])?;
        let (full_name, rest) = unfolded.split_at_checked(end)?;
        Some(Self {
            full_name: Cow::Owned(full_name.to_owned()),
            rest: Cow::Owned(rest.to_owned()),
        })
    }

    /// Group and name, a full stop between.
    pub(super) fn full_name(&self) -> &str {
        &self.full_name
    }

    /// What follows the name, unfolded.
    pub(super) fn parts(&self) -> Parts<'_> {
        let text = unfold(&self.rest);
        let mut is_quoted = false;
        let colon = text.bytes().position(|byte| {
            is_quoted ^= byte == b'"';
            byte == b':' && !is_quoted
        });
        Parts {
            colon: colon.unwrap_or(text.len()),
            text,
        }
    }
}

/// Parameters and value of a line.
pub(super) struct Parts<'a> {
    text: Cow<'a, str>,
    colon: usize,
}

impl Parts<'_> {
    pub(super) fn parameters(&self) -> impl Iterator<Item = Parameter<'_>> {
        parameters(self.text.get(..self.colon).unwrap_or_default())
    }

    /// The value as written, escapes included.
    pub(super) fn value(&self) -> &str {
        self.text.get(self.colon + 1..).unwrap_or_default()
    }
}

/// Group and name apart.
pub(super) fn split_group(full_name: &str) -> (Option<&str>, &str) {
    match full_name.bytes().rposition(|byte| byte == b'.') {
        Some(dot) => (
            full_name.get(..dot),
            full_name.get(dot + 1..).unwrap_or_default(),
        ),
        None => (None, full_name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "BEGIN:VCARD\r\nitem1.EMAIL;TYPE=\"a:b\":doe@\r\n example.com\r\n\
                        NO\r\n TE:x\n\nEND:VCARD";

    #[test]
    fn lines_have_names_parameters_and_values() {
        let lines: Vec<Line<'_>> = lines(CARD, |_| true).collect();
        let names: Vec<&str> = lines.iter().map(Line::full_name).collect();
        assert_eq!(names, ["BEGIN", "item1.EMAIL", "NOTE", "END"]);
        let email = &lines[1];
        assert_eq!(email.parts().value(), "doe@example.com");
        let values: Vec<_> = email.parts().parameters().map(|p| p.values.len()).collect();
        assert_eq!(values, [1]);
    }

    #[test]
    fn a_fold_inside_of_a_name_is_taken_out() {
        let notes: Vec<_> = lines(CARD, |name| name == "NOTE").collect();
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].parts().value(), "x");
    }

    #[test]
    fn a_group_stands_before_the_last_full_stop() {
        assert_eq!(split_group("item1.EMAIL"), (Some("item1"), "EMAIL"));
        assert_eq!(split_group("EMAIL"), (None, "EMAIL"));
    }

    #[test]
    fn a_text_is_taken_apart_without_loss() {
        assert_eq!(logical_lines(CARD).collect::<String>(), CARD);
        assert_eq!(logical_line(CARD), "BEGIN:VCARD\r\n".len());
        assert_eq!(logical_line(""), 0);
    }
}
