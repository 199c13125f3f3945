//! A vCard byte for byte: also the order of its lines, the case of names, folding and line ends.

use super::Difference;
use super::quote::quoted;
use crate::dav::vcard;

/// The first difference between two cards. The marker of the run is left out of both. In XML all
/// line ends are the same (XML 1.0 §2.11), so that there they make no difference.
pub(super) fn difference(expected: &str, received: &[u8], in_xml: bool) -> Option<Difference> {
    let Ok(received) = std::str::from_utf8(received) else {
        return Some(Difference::new(
            "a card in UTF-8",
            "a body that is not UTF-8",
        ));
    };
    let without_marker = |text: &str| {
        let text = vcard::remove(text, vcard::MARKER);
        if in_xml {
            text.replace("\r\n", "\n")
        } else {
            text
        }
    };
    let (expected, received) = (without_marker(expected), without_marker(received));
    let (expected, received) = match in_xml {
        true => (expected.trim_end(), received.trim_end()),
        false => (expected.as_str(), received.as_str()),
    };
    let mut ours = expected.split_inclusive('\n');
    let mut theirs = received.split_inclusive('\n');
    for number in 1.. {
        match (ours.next(), theirs.next()) {
            (None, None) => break,
            (expected, received) if expected == received => {}
            (expected, received) => return Some(of_line(number, expected, received)),
        }
    }
    None
}

fn of_line(number: usize, expected: Option<&str>, received: Option<&str>) -> Difference {
    let what = format!("line {number}");
    let (Some(expected), Some(received)) = (expected, received) else {
        let line = |line: Option<&str>| match line {
            Some(line) => format!("{what}: {}", quoted(line)),
            None => format!("no {what}"),
        };
        return Difference::new(line(expected), line(received));
    };
    let ((expected, our_end), (received, their_end)) = (ended(expected), ended(received));
    if expected == received {
        let end = |end: &str| format!("{what} ending in {end}");
        return Difference::new(end(our_end), end(their_end));
    }
    let (shown, other) = (quoted(expected), quoted(received));
    if shown == other {
        // What differs cannot be seen, or is far behind.
        let spelt = |line: &str| format!("{what}: {}", line.escape_default());
        return Difference::new(spelt(expected), spelt(received));
    }
    Difference::new(format!("{what}: {shown}"), format!("{what}: {other}"))
}

/// A line without its end, and the end in words.
fn ended(line: &str) -> (&str, &'static str) {
    if let Some(line) = line.strip_suffix("\r\n") {
        (line, "CRLF")
    } else if let Some(line) = line.strip_suffix('\n') {
        (line, "LF")
    } else {
        (line, "nothing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "BEGIN:VCARD\r\nFN:Ada\r\nTEL;TYPE=HOME:1\r\nEND:VCARD\r\n";

    fn told(received: &str) -> Option<(String, String)> {
        let found = difference(CARD, received.as_bytes(), false);
        found.map(|found| (found.expected, found.received))
    }

    fn pair(expected: &str, received: &str) -> Option<(String, String)> {
        Some((expected.to_owned(), received.to_owned()))
    }

    #[test]
    fn the_same_bytes_hold_whatever_the_marker() {
        assert_eq!(told(CARD), None);
        let marked = CARD.replace("END:", "X-CARDPROOF-RUN:mock-1\r\nEND:");
        assert_eq!(told(&marked), None);
    }

    #[test]
    fn the_first_line_that_differs_is_told() {
        assert_eq!(
            told(&CARD.replace("TYPE=HOME", "type=home")),
            pair("line 3: TEL;TYPE=HOME:1", "line 3: TEL;type=home:1")
        );
        assert_eq!(
            told(&CARD.replace("FN:Ada\r\n", "FN:Ada\n")),
            pair("line 2 ending in CRLF", "line 2 ending in LF")
        );
        assert_eq!(
            told(CARD.trim_end()),
            pair("line 4 ending in CRLF", "line 4 ending in nothing")
        );
        assert_eq!(told(&format!("{CARD}\r\n")), pair("no line 5", "line 5: "));
        assert_eq!(told(""), pair("line 1: BEGIN:VCARD", "no line 1"));
        assert_eq!(
            told(&CARD.replace("FN:Ada", "FN:Ada ")),
            pair("line 2: FN:Ada", "line 2: FN:Ada ")
        );
    }

    #[test]
    fn in_xml_line_ends_make_no_difference() {
        let unix = CARD.replace("\r\n", "\n");
        assert_eq!(difference(CARD, unix.as_bytes(), true), None);
        assert!(difference(CARD, b"BEGIN:VCARD\nEND:VCARD\n", true).is_some());
    }

    #[test]
    fn what_is_not_utf_8_is_told() {
        let found = difference(CARD, b"\xff", false).expect("a difference");
        assert_eq!(found.received, "a body that is not UTF-8");
    }
}
