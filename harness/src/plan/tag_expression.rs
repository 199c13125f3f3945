//! Which tags are meant: words with `and`, `or`, `not` and parentheses.

use std::fmt;
use std::str::FromStr;

/// Which tags are meant. `not` binds more strongly than `and`, and `and` than `or`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagExpression {
    /// The scenario has the tag.
    Tag(String),
    /// It does not fit.
    Not(Box<Self>),
    /// It fits both.
    And(Box<Self>, Box<Self>),
    /// It fits one of them, or both.
    Or(Box<Self>, Box<Self>),
}

/// The words that combine tags; the loader sees to it that no tag is called so.
const TAG_WORDS: [&str; 3] = ["and", "or", "not"];
/// How deep parentheses and `not` may nest: nobody types more.
const DEPTH: usize = 32;

/// Why a text is no tag expression: the user's fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TagExpressionError {
    /// Something else than a tag stands where one is wanted.
    #[error("`{expression}` is no tag expression: a tag is wanted before `{before}`")]
    NoTagBefore {
        /// As given.
        expression: String,
        /// What stands there.
        before: String,
    },
    /// It ends where a tag is wanted.
    #[error("`{expression}` is no tag expression: a tag is wanted at the end")]
    NoTagAtEnd {
        /// As given.
        expression: String,
    },
    /// A tag, or an opening parenthesis, stands where `and`, `or` or the end is wanted.
    #[error("`{expression}` is no tag expression: `and` or `or` is wanted before `{before}`")]
    NoWordBefore {
        /// As given.
        expression: String,
        /// What stands there.
        before: String,
    },
    /// A parenthesis is not closed.
    #[error("`{expression}` is no tag expression: a parenthesis is not closed")]
    NotClosed {
        /// As given.
        expression: String,
    },
    /// A parenthesis is closed that was not opened.
    #[error("`{expression}` is no tag expression: a parenthesis is closed that was not opened")]
    NotOpened {
        /// As given.
        expression: String,
    },
    /// It nests too deeply.
    #[error("the tag expression nests deeper than 32")]
    TooDeep,
}

impl TagExpression {
    /// Whether a scenario with these tags fits.
    #[must_use]
    pub fn fits(&self, tags: &[String]) -> bool {
        match self {
            Self::Tag(tag) => tags.contains(tag),
            Self::Not(inner) => !inner.fits(tags),
            Self::And(left, right) => left.fits(tags) && right.fits(tags),
            Self::Or(left, right) => left.fits(tags) || right.fits(tags),
        }
    }

    /// The tags that it names.
    #[must_use]
    pub fn tags(&self) -> Vec<&str> {
        match self {
            Self::Tag(tag) => vec![tag],
            Self::Not(inner) => inner.tags(),
            Self::And(left, right) | Self::Or(left, right) => [left.tags(), right.tags()].concat(),
        }
    }
}

impl fmt::Display for TagExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(tag) => f.write_str(tag),
            Self::Not(inner) if matches!(**inner, Self::Tag(_) | Self::Not(_)) => {
                write!(f, "not {inner}")
            }
            Self::Not(inner) => write!(f, "not ({inner})"),
            Self::And(left, right) => {
                let side = |side: &Self| match side {
                    Self::Or(..) => format!("({side})"),
                    _ => side.to_string(),
                };
                write!(f, "{} and {}", side(left), side(right))
            }
            Self::Or(left, right) => write!(f, "{left} or {right}"),
        }
    }
}

impl FromStr for TagExpression {
    type Err = TagExpressionError;

    fn from_str(text: &str) -> Result<Self, TagExpressionError> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut reader = Reader { text, rest: &words };
        let expression = reader.or(0)?;
        let expression_of = || text.to_owned();
        match reader.rest.first() {
            None => Ok(expression),
            Some(&")") => Err(TagExpressionError::NotOpened {
                expression: expression_of(),
            }),
            Some(word) => Err(TagExpressionError::NoWordBefore {
                expression: expression_of(),
                before: (*word).to_owned(),
            }),
        }
    }
}

/// Reads an expression from its words.
struct Reader<'a> {
    text: &'a str,
    rest: &'a [&'a str],
}

impl Reader<'_> {
    /// Whether a word comes next; then it is taken.
    fn takes(&mut self, word: &str) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == word => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn or(&mut self, depth: usize) -> Result<TagExpression, TagExpressionError> {
        let mut left = self.and(depth)?;
        while self.takes("or") {
            left = TagExpression::Or(Box::new(left), Box::new(self.and(depth)?));
        }
        Ok(left)
    }

    fn and(&mut self, depth: usize) -> Result<TagExpression, TagExpressionError> {
        let mut left = self.one(depth)?;
        while self.takes("and") {
            left = TagExpression::And(Box::new(left), Box::new(self.one(depth)?));
        }
        Ok(left)
    }

    fn one(&mut self, depth: usize) -> Result<TagExpression, TagExpressionError> {
        if depth > DEPTH {
            return Err(TagExpressionError::TooDeep);
        }
        if self.takes("not") {
            return Ok(TagExpression::Not(Box::new(self.one(depth + 1)?)));
        }
        let expression = self.text.to_owned();
        if self.takes("(") {
            let inner = self.or(depth + 1)?;
            return match self.rest.first() {
                Some(&")") => {
                    self.takes(")");
                    Ok(inner)
                }
                Some(word) => Err(TagExpressionError::NoWordBefore {
                    expression,
                    before: (*word).to_owned(),
                }),
                None => Err(TagExpressionError::NotClosed { expression }),
            };
        }
        match self.rest {
            [] => Err(TagExpressionError::NoTagAtEnd { expression }),
            [word, ..] if *word == ")" || TAG_WORDS.contains(word) => {
                let before = (*word).to_owned();
                Err(TagExpressionError::NoTagBefore { expression, before })
            }
            [tag, rest @ ..] => {
                self.rest = rest;
                Ok(TagExpression::Tag((*tag).to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(expression: &str, tags: &[&str]) -> bool {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        expression.parse::<TagExpression>().unwrap().fits(&tags)
    }

    #[test]
    fn not_binds_more_strongly_than_and_and_that_than_or() {
        assert!(fits("a or b and c", &["a"]));
        assert!(!fits("(a or b) and c", &["a"]));
        assert!(fits("not a and b", &["b"]));
        assert!(!fits("not (a or b)", &["b"]));
        assert!(fits("not not a", &["a"]));
        assert!(fits("a and(not b)", &["a"]));
    }

    #[test]
    fn an_expression_is_printed_as_it_is_meant() {
        for (written, printed) in [
            ("a", "a"),
            ("((a))", "a"),
            ("(a or b)and not c", "(a or b) and not c"),
            ("not (a and not not b)", "not (a and not not b)"),
            ("a and b or c", "a and b or c"),
        ] {
            let read: TagExpression = written.parse().unwrap();
            assert_eq!(read.to_string(), printed);
            assert_eq!(printed.parse(), Ok(read));
        }
    }

    #[test]
    fn what_is_no_expression_is_told() {
        for (written, told) in [
            (
                "a and",
                "`a and` is no tag expression: a tag is wanted at the end",
            ),
            ("", "`` is no tag expression: a tag is wanted at the end"),
            (
                "or a",
                "`or a` is no tag expression: a tag is wanted before `or`",
            ),
            (
                "()",
                "`()` is no tag expression: a tag is wanted before `)`",
            ),
            (
                "a b",
                "`a b` is no tag expression: `and` or `or` is wanted before `b`",
            ),
            (
                "(a b)",
                "`(a b)` is no tag expression: `and` or `or` is wanted before `b`",
            ),
            (
                "(a",
                "`(a` is no tag expression: a parenthesis is not closed",
            ),
            (
                "a)",
                "`a)` is no tag expression: a parenthesis is closed that was not opened",
            ),
        ] {
            let error = written.parse::<TagExpression>().unwrap_err();
            assert_eq!(error.to_string(), told);
        }
    }

    #[test]
    fn an_expression_that_nests_without_end_is_refused() {
        for deep in ["(".repeat(100_000), "not ".repeat(100_000)] {
            let error = deep.parse::<TagExpression>().unwrap_err();
            assert_eq!(error, TagExpressionError::TooDeep);
            assert_eq!(error.to_string(), "the tag expression nests deeper than 32");
        }
    }
}
