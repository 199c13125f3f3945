//! Entity tags (RFC 9110 §8.8.3).

use std::fmt;

/// An entity tag, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ETag(pub String);

/// What an entity tag looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ETagForm {
    /// `"abc"`: equal tags mean equal bytes.
    Strong,
    /// `W/"abc"`: equal tags mean equivalent content.
    Weak,
    /// Neither: quotes are missing, or a character is not allowed.
    Malformed,
}

impl ETag {
    /// What the tag looks like.
    #[must_use]
    pub fn form(&self) -> ETagForm {
        match self.0.strip_prefix("W/") {
            Some(opaque) if is_opaque_tag(opaque) => ETagForm::Weak,
            None if is_opaque_tag(&self.0) => ETagForm::Strong,
            _ => ETagForm::Malformed,
        }
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Quoted, with none but `etagc` characters between the quotes.
fn is_opaque_tag(text: &str) -> bool {
    text.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .is_some_and(|opaque| opaque.chars().all(is_etagc))
}

const fn is_etagc(c: char) -> bool {
    matches!(c, '!' | '#'..='~' | '\u{80}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_weak_and_malformed_tags_are_told_apart() {
        for (text, form) in [
            ("\"a\"", ETagForm::Strong),
            ("\"\"", ETagForm::Strong),
            ("\"2026-08-09T09:58:26.261-07:00\"", ETagForm::Strong),
            ("W/\"a\"", ETagForm::Weak),
            ("w/\"a\"", ETagForm::Malformed),
            ("a", ETagForm::Malformed),
            ("\"a", ETagForm::Malformed),
            ("\"", ETagForm::Malformed),
            ("", ETagForm::Malformed),
            ("\"a\"b\"", ETagForm::Malformed),
            ("\"a b\"", ETagForm::Malformed),
            ("W/a", ETagForm::Malformed),
        ] {
            assert_eq!(ETag(text.to_owned()).form(), form, "{text}");
        }
    }
}
