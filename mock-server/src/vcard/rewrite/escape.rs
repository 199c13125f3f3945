//! Escapes as Google writes them (google:VC-09).

/// A text with the escapes of the standard and, beyond it, `\:` and `\r`.
pub(super) fn escape(text: &str, into: &mut String) {
    for character in text.chars() {
        match character {
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            '\\' | ',' | ';' | ':' => {
                into.push('\\');
                into.push(character);
            }
            _ => into.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vcard::text::unescape;

    fn escaped(text: &str) -> String {
        let mut written = String::new();
        escape(text, &mut written);
        written
    }

    #[test]
    fn colons_are_escaped_too() {
        assert_eq!(escaped("http://profile.com"), r"http\://profile.com");
        assert_eq!(escaped("Spouse's Name: foobar"), r"Spouse's Name\: foobar");
    }

    #[test]
    fn what_is_escaped_can_be_read_again() {
        let text = "a\\b,c;d:e\nf\rg";
        assert_eq!(escaped(text), r"a\\b\,c\;d\:e\nf\rg");
        assert_eq!(unescape(&escaped(text)), text);
    }
}
