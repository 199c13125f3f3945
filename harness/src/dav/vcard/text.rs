//! Backslash escapes of values (RFC 2426 §4, RFC 6350 §3.4).

/// The text that a value stands for. A needless escape (`\:`) means the character itself; before a
/// letter or digit that has no meaning the backslash stays.
pub(super) fn unescaped(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(other) if other.is_alphanumeric() => text.extend(['\\', other]),
            Some(other) => text.push(other),
            None => text.push('\\'),
        }
    }
    text
}

/// The parts of a value between separators that are not escaped; the parts are still escaped.
pub(super) fn split_unescaped(raw: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (index, c) in raw.char_indices() {
        if c == separator && !escaped {
            parts.push(raw.get(start..index).unwrap_or_default());
            start = index + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(raw.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_taken_out() {
        for (raw, text) in [
            (r"a\nb\Nc", "a\nb\nc"),
            (r"a\, b\; c\\d", r"a, b; c\d"),
            (r"http\://example.com", "http://example.com"),
            (r"\q\", r"\q\"),
            ("a,b;c", "a,b;c"),
        ] {
            assert_eq!(unescaped(raw), text, "{raw}");
        }
    }

    #[test]
    fn values_are_split_at_separators_without_a_backslash() {
        assert_eq!(
            split_unescaped(r"a;b\;c;\\;", ';'),
            ["a", r"b\;c", r"\\", ""]
        );
        assert_eq!(split_unescaped("", ';'), [""]);
    }
}
