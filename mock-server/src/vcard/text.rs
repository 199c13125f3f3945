//! Escaped text (RFC 2426 §5).

use std::borrow::Cow;

/// Takes the escapes out of a value: `\n` is a line feed, any other escaped character itself.
///
/// `\r` is a carriage return: the standard does not know it, but Google sends it
/// (google:VC-09).
pub(super) fn unescape(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => text.push('\n'),
            Some('r' | 'R') => text.push('\r'),
            Some(escaped) => text.push(escaped),
            None => text.push('\\'),
        }
    }
    Cow::Owned(text)
}

/// Splits a structured value at a separator that is not escaped, escapes left in.
pub(super) fn components(value: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    value.split(move |character| {
        let ends = character == separator && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_taken_out() {
        assert_eq!(
            unescape(r"a\, b\; c\: d\\ e\nf\Ng\rh"),
            "a, b; c: d\\ e\nf\ng\rh"
        );
        assert_eq!(unescape("plain"), "plain");
    }

    #[test]
    fn a_backslash_at_the_end_is_one() {
        assert_eq!(unescape("a\\"), "a\\");
    }

    #[test]
    fn escaped_separators_do_not_separate() {
        let parts = |value| components(value, ';').collect::<Vec<_>>();
        assert_eq!(parts(r"Doe\;x;John;;"), [r"Doe\;x", "John", "", ""]);
        assert_eq!(parts(r"a\\;b"), [r"a\\", "b"]);
    }
}
