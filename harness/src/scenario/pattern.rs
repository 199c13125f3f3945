//! Regular expressions of scenarios.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// How large a regular expression may be when compiled, in bytes.
const LIMIT: usize = 1 << 20;
/// Shorter ones without counted repetitions are always smaller than [`ROOM`].
const SHORT: usize = 40;
/// Room for 40 of the largest classes, in bytes.
const ROOM: usize = 40 * (1 << 20);

/// A regular expression. A short one is compiled when it is first asked: most runs ask few of a
/// suite's, and compiling all of them takes a tenth of the time that reading the suite takes.
#[derive(Clone)]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

/// A text that is no regular expression, or one that is too large.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidPattern(String);

impl FromStr for Pattern {
    type Err = InvalidPattern;

    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        let compiled = OnceLock::new();
        if text.len() > SHORT || text.contains('{') {
            let regex = compile(text, LIMIT).map_err(|error| invalid(&error.to_string()))?;
            compiled.get_or_init(|| Some(regex));
        } else {
            regex_syntax::parse(text).map_err(|error| invalid(&error.to_string()))?;
        }
        let text = text.to_owned();
        Ok(Self { text, compiled })
    }
}

impl Pattern {
    /// Whether a part of a text fits.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| compile(&self.text, ROOM).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.text).finish()
    }
}

fn compile(text: &str, limit: usize) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(limit).build()
}

/// The cause alone, without the pattern and the caret below it.
fn invalid(message: &str) -> InvalidPattern {
    let last = message.lines().last().unwrap_or_default();
    InvalidPattern(last.trim_start_matches("error: ").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(text: &str) -> String {
        text.parse::<Pattern>().unwrap_err().to_string()
    }

    #[test]
    fn short_and_long_ones_fit_alike() {
        for text in [
            "(?i)^a[^/]+z$",
            r"^(?i:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|a\w{2,4}z)$",
        ] {
            let pattern: Pattern = text.parse().unwrap();
            assert!(pattern.is_match("aBcZ"), "{text}");
            assert!(!pattern.is_match("a/"), "{text}");
            assert_eq!(pattern.to_string(), text);
        }
    }

    #[test]
    fn what_is_wrong_is_told_at_once() {
        assert_eq!(cause("("), "unclosed group");
        assert_eq!(cause("a{2"), "unclosed counted repetition");
        assert_eq!(cause(&"(".repeat(SHORT + 1)), "unclosed group");
        assert!(cause(r"(\w{100}){100}").contains("size limit"));
    }

    #[test]
    fn the_largest_short_one_can_be_compiled() {
        for part in [r"\w", r"\W", r"\b", "(?i)k", "[^a]", r"[\w\s]"] {
            let text = part.repeat(SHORT / part.len());
            assert!(compile(&text, ROOM).is_ok(), "{text}");
        }
    }
}
