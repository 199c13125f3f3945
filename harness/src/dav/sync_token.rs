//! Sync tokens (RFC 6578 §3.2).

use std::fmt;

/// A sync token, as it was sent. Opaque: only equality has a meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SyncToken(pub String);

impl SyncToken {
    /// Whether the token is a URI, as it has to be so that it fits into an `If` header (RFC 6578
    /// §3.2, RFC 3986 §3): a scheme, a colon, something after it, no illegal characters.
    #[must_use]
    pub fn is_uri(&self) -> bool {
        let Some((scheme, rest)) = self.0.split_once(':') else {
            return false;
        };
        is_scheme(scheme) && !rest.is_empty() && has_only_uri_characters(rest)
    }
}

impl fmt::Display for SyncToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn has_only_uri_characters(text: &str) -> bool {
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let fine = match c {
            '%' => [rest.next(), rest.next()]
                .iter()
                .all(|digit| digit.is_some_and(|d| d.is_ascii_hexdigit())),
            _ => c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=".contains(c),
        };
        if !fine {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_a_uri_when_it_has_a_scheme_and_only_legal_characters() {
        for (text, is_uri) in [
            ("https://www.example.com/synctoken/0801", true),
            ("data:,17", true),
            ("urn:uuid:a%20b", true),
            ("/carddav/v1/synctoken/0801", false),
            ("17", false),
            ("", false),
            ("http:", false),
            ("1a:b", false),
            ("http://example.com/a b", false),
            ("http://example.com/%2", false),
            ("http://example.com/%zz", false),
        ] {
            assert_eq!(SyncToken(text.to_owned()).is_uri(), is_uri, "{text}");
        }
    }
}
