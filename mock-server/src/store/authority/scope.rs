//! Scopes: what a token may be used for.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A set of scopes (RFC 6749 §3.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scopes(BTreeSet<String>);

impl Scopes {
    /// The one scope that opens CardDAV (google:AUTH-11).
    pub const CARDDAV: &str = "https://www.googleapis.com/auth/carddav";

    /// Only [`Scopes::CARDDAV`].
    #[must_use]
    pub fn carddav() -> Self {
        std::iter::once(Self::CARDDAV).collect()
    }

    /// Takes a list of scopes apart, as it stands in requests: names with spaces between them.
    ///
    /// # Errors
    /// The first name that holds a character which no scope may hold (RFC 6749 §3.3).
    pub fn parse(list: &str) -> Result<Self, NotAScope> {
        list.split(' ')
            .filter(|name| !name.is_empty())
            .map(|name| {
                if name.bytes().all(is_scope_byte) {
                    Ok(name.to_owned())
                } else {
                    Err(NotAScope)
                }
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether Google could have a scope of that name.
    pub(crate) fn is_known(scope: &str) -> bool {
        let is_api = |name: &str| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        };
        matches!(
            scope,
            "openid"
                | "email"
                | "profile"
                | "https://mail.google.com/"
                | "https://www.google.com/m8/feeds"
                | "https://www.google.com/m8/feeds/"
                | "https://www.google.com/calendar/feeds"
                | "https://www.google.com/calendar/feeds/"
        ) || scope
            .strip_prefix("https://www.googleapis.com/auth/")
            .is_some_and(is_api)
    }

    /// Whether it holds a scope.
    #[must_use]
    pub fn contains(&self, scope: &str) -> bool {
        self.0.contains(scope)
    }

    /// Whether it holds every scope of another set.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.0.is_subset(&self.0)
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The scopes, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Adds the scopes of another set.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }
}

/// A text that cannot be a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a scope is made of printable ASCII characters other than `\"` and `\\`")]
pub struct NotAScope;

fn is_scope_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\')
}

impl<S: Into<String>> FromIterator<S> for Scopes {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        Self(names.into_iter().map(Into::into).collect())
    }
}

/// The form that requests and answers use: names with one space between them.
impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, scope) in self.iter().enumerate() {
            let space = if position == 0 { "" } else { " " };
            write!(f, "{space}{scope}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_taken_apart_at_spaces_and_put_together_again() {
        let scopes =
            Scopes::parse("openid  https://www.googleapis.com/auth/carddav openid").unwrap();
        assert_eq!(
            scopes.to_string(),
            "https://www.googleapis.com/auth/carddav openid"
        );
    }

    #[test]
    fn quotes_backslashes_control_characters_and_letters_beyond_ascii_are_no_scope() {
        for list in ["a\"b", "a\\b", "a\tb", "a\u{0}b", "é"] {
            assert_eq!(Scopes::parse(list), Err(NotAScope), "{list:?}");
        }
    }

    #[test]
    fn scopes_of_google_are_told_from_others() {
        for scope in [Scopes::CARDDAV, "openid", "https://mail.google.com/"] {
            assert!(Scopes::is_known(scope), "{scope}");
        }
        for scope in [
            "carddav",
            "https://www.googleapis.com/auth/",
            "https://www.googleapis.com/auth/a/b",
            "https://example.com/auth/carddav",
        ] {
            assert!(!Scopes::is_known(scope), "{scope}");
        }
    }

    #[test]
    fn a_set_covers_what_is_narrower_and_not_what_is_broader() {
        let both = Scopes::parse("a b").unwrap();
        let one = Scopes::parse("a").unwrap();
        assert!(both.covers(&one) && !one.covers(&both));
    }
}
