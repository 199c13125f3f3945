//! Text that XML can carry.

use std::borrow::Cow;

/// Whether a character may stand in an XML 1.0 document (XML 1.0 §2.2).
pub(crate) const fn xml_can_carry(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Escapes text for the inside of an element. A carriage return becomes a reference, since
/// parsers would swallow it otherwise (XML 1.0 §2.11). Quotation marks stay as they are, as in
/// Google's answers.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if all(text, stands_as_it_is) {
        Cow::Borrowed(text)
    } else if all(text, is_carried_text) || text.chars().all(xml_can_carry) {
        quick_xml::escape::partial_escape(text)
    } else {
        let carried: String = text
            .chars()
            .map(|c| {
                if xml_can_carry(c) {
                    c
                } else {
                    char::REPLACEMENT_CHARACTER
                }
            })
            .collect();
        Cow::Owned(quick_xml::escape::partial_escape(carried.as_str()).into_owned())
    }
}

/// Whether every byte is of a kind. It looks at all of them, so that it can look at many at once.
fn all(text: &str, is_one: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(true, |all, byte| all & is_one(byte))
}

/// ASCII that is no markup: nearly all hrefs and ETags.
const fn stands_as_it_is(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>')
}

/// ASCII that XML can carry: nearly all vCards.
const fn is_carried_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

/// UTF-8 as text, what is none replaced.
pub(crate) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_carriage_returns_are_escaped_and_quotes_are_not() {
        assert_eq!(escape("\"<a>\" & b\r\n"), "\"&lt;a&gt;\" &amp; b&#13;\n");
    }

    #[test]
    fn text_that_is_no_utf_8_is_replaced_where_it_is_none() {
        for bytes in [&b"a\xffb"[..], "é".as_bytes(), b""] {
            assert_eq!(lossy(bytes), String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_xml_cannot_carry_is_replaced() {
        assert_eq!(escape("a\u{0}b\u{FFFF}"), "a\u{FFFD}b\u{FFFD}");
    }
}
