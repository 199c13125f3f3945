//! "Did you mean": what a misspelt name may have been.

use std::fmt;

/// What may have been meant by a name that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suggestion {
    /// A name that looks like it.
    Near(String),
    /// Nothing looks like it; these exist.
    OneOf(Listed),
    /// Nothing can be said.
    Nothing,
}

/// How much alike two names have to be: the share of letters that stay (Damerau-Levenshtein).
const ALIKE: f64 = 0.62;
/// The longest list that a message prints.
const LISTED: usize = 16;

impl Suggestion {
    /// Looks for a name among those that exist.
    pub(crate) fn among<S: AsRef<str>>(name: &str, known: impl IntoIterator<Item = S>) -> Self {
        let known: Vec<S> = known.into_iter().collect();
        let nearest = known
            .iter()
            .map(|candidate| (likeness(name, candidate.as_ref()), candidate))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((likeness, candidate)) if likeness >= ALIKE => {
                Self::Near(candidate.as_ref().to_owned())
            }
            Some(_) if known.len() <= LISTED => Self::OneOf(Listed::of(&known)),
            _ => Self::Nothing,
        }
    }

    /// The name that looks like it, if there is one.
    pub(crate) fn near(self) -> Option<String> {
        match self {
            Self::Near(name) => Some(name),
            Self::OneOf(_) | Self::Nothing => None,
        }
    }

    /// The help line, if there is one.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::Near(name) => Some(format!("did you mean `{name}`?")),
            Self::OneOf(names) => Some(format!("there is {names}")),
            Self::Nothing => None,
        }
    }
}

fn likeness(name: &str, candidate: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&name.to_lowercase(), &candidate.to_lowercase())
}

/// Names in a sentence: `a`, `b` and `c`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed(pub Vec<String>);

impl Listed {
    /// A list of names.
    pub(crate) fn of<S: AsRef<str>>(names: &[S]) -> Self {
        Self(names.iter().map(|name| name.as_ref().to_owned()).collect())
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.0.iter().enumerate() {
            match index {
                0 => {}
                _ if index + 1 == self.0.len() => f.write_str(" and ")?,
                _ => f.write_str(", ")?,
            }
            write!(f, "`{name}`")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_recognised() {
        let suggestion = Suggestion::among("dept", ["depth", "headers"]);
        assert_eq!(suggestion, Suggestion::Near("depth".to_owned()));
    }

    #[test]
    fn two_letters_that_changed_places_are_recognised() {
        let suggestion = Suggestion::among("gte", ["get", "put"]);
        assert_eq!(suggestion, Suggestion::Near("get".to_owned()));
    }

    #[test]
    fn a_common_beginning_is_not_enough() {
        let suggestion = Suggestion::among("no-such-condition", ["no-uid-conflict"]);
        assert!(matches!(suggestion, Suggestion::OneOf(_)));
    }

    #[test]
    fn a_name_like_no_other_gets_the_list() {
        let suggestion = Suggestion::among("zzz", ["a", "b", "c"]);
        assert_eq!(
            suggestion.help().as_deref(),
            Some("there is `a`, `b` and `c`")
        );
    }

    #[test]
    fn a_long_list_is_not_printed() {
        let names = (0..40).map(|number| format!("name-{number}"));
        assert_eq!(Suggestion::among("zzz", names), Suggestion::Nothing);
    }
}
