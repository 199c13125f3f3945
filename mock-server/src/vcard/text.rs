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
}
