//! Edits of a card's text that leave everything else byte for byte as it was. The text need not be
//! a sound card: scenarios send broken ones too.

use std::ops::Range;

use super::fold::{folded, logical_lines};
use super::line::ContentLine;

/// The property that marks a card as made by a run.
pub const MARKER: &str = "X-CARDPROOF-RUN";

/// Gives a property another value: the first of that name is changed and keeps its group and
/// parameters; without one, a line is added before `END:VCARD`. `name` may bring parameters of its
/// own (`EMAIL;TYPE=HOME`), which then replace those of the line. `value` is written as it stands,
/// as in a vCard; only line breaks are escaped.
#[must_use]
pub fn set(text: &str, name: &str, value: &str) -> String {
    let bare_name = bare(name);
    match line_of(text, bare_name) {
        None => add(text, &format!("{name}:{value}")),
        Some((range, old)) => {
            let head = match (&old.group, name == bare_name) {
                (_, true) => old.head(),
                (Some(group), false) => format!("{group}.{name}"),
                (None, false) => name.to_owned(),
            };
            let line = on_one_line(&format!("{head}:{value}"));
            let line_end = line_end_of(text.get(range.clone()).unwrap_or_default());
            replaced(text, range, &folded(&line, line_end))
        }
    }
}

/// Removes every property of a name.
#[must_use]
pub fn remove(text: &str, name: &str) -> String {
    let mut text = text.to_owned();
    while let Some((range, _)) = line_of(&text, bare(name)) {
        text = replaced(&text, range, "");
    }
    text
}

/// Adds a line before the first `END:VCARD`; at the end of a text that has none.
#[must_use]
pub fn add(text: &str, line: &str) -> String {
    let line = on_one_line(line);
    match line_of(text, "END") {
        Some((range, _)) => {
            let line_end = line_end_of(text.get(..range.start).unwrap_or_default());
            replaced(text, range.start..range.start, &folded(&line, line_end))
        }
        None => {
            let gap = if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "\r\n"
            };
            format!("{text}{gap}{}", folded(&line, "\r\n"))
        }
    }
}

/// The name without group and parameters.
fn bare(name: &str) -> &str {
    name.split_once(';').map_or(name, |(bare, _)| bare)
}

/// The first line of a name, with the bytes that it takes up.
fn line_of(text: &str, name: &str) -> Option<(Range<usize>, ContentLine)> {
    logical_lines(text.as_bytes())
        .into_iter()
        .find_map(|logical| {
            let content = String::from_utf8(logical.content).ok()?;
            let line = ContentLine::parse(&content).filter(|line| line.is(name))?;
            Some((logical.range, line))
        })
}

fn on_one_line(text: &str) -> String {
    text.replace("\r\n", "\\n").replace(['\r', '\n'], "\\n")
}

/// The line end that a text closes with; CRLF (RFC 2426 §2.4.2) where there is none.
fn line_end_of(text: &str) -> &'static str {
    if text.ends_with('\n') && !text.ends_with("\r\n") {
        "\n"
    } else {
        "\r\n"
    }
}

fn replaced(text: &str, range: Range<usize>, with: &str) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    format!("{before}{with}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nitem1.TEL;TYPE=HOME:1\r\nTEL:2\r\n\
                        NOTE:fir\r\n st\r\nEND:VCARD\r\n";

    #[test]
    fn the_first_property_of_the_name_is_changed() {
        assert_eq!(
            set(CARD, "NOTE", "second"),
            CARD.replace("fir\r\n st", "second")
        );
        assert_eq!(set(CARD, "tel", "9"), CARD.replace("HOME:1", "HOME:9"));
        assert_eq!(
            set(CARD, "TEL;TYPE=CELL", "9"),
            CARD.replace("item1.TEL;TYPE=HOME:1", "item1.TEL;TYPE=CELL:9")
        );
    }

    #[test]
    fn a_property_that_is_not_there_is_added_before_the_end() {
        assert_eq!(
            set(CARD, "EMAIL;TYPE=HOME", "ada@example.com"),
            CARD.replace("END:", "EMAIL;TYPE=HOME:ada@example.com\r\nEND:")
        );
        assert_eq!(
            add("BEGIN:VCARD\nEND:VCARD\n", "X:1"),
            "BEGIN:VCARD\nX:1\nEND:VCARD\n"
        );
    }

    #[test]
    fn every_property_of_a_name_is_removed() {
        assert_eq!(
            remove(CARD, "TEL"),
            "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:fir\r\n st\r\nEND:VCARD\r\n"
        );
        assert_eq!(remove(CARD, "EMAIL"), CARD);
    }

    #[test]
    fn line_breaks_in_a_value_are_escaped_and_long_lines_folded() {
        let card = set(CARD, "NOTE", "a\r\nb\nc");
        assert!(card.contains("\r\nNOTE:a\\nb\\nc\r\n"));
        let card = set(CARD, "NOTE", &"x".repeat(100));
        assert!(card.contains(&format!(
            "NOTE:{}\r\n {}\r\n",
            "x".repeat(70),
            "x".repeat(30)
        )));
    }

    #[test]
    fn broken_cards_are_edited_too() {
        assert_eq!(add("", "X:1"), "X:1\r\n");
        assert_eq!(add("BEGIN:VCARD", "X:1"), "BEGIN:VCARD\r\nX:1\r\n");
        assert_eq!(set("rubbish\nNOTE:1", "NOTE", "2"), "rubbish\nNOTE:2\r\n");
    }
}
