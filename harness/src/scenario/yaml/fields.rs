//! A map whose keys are known: the strict way to read one.

use super::node::{Key, Node};
use crate::scenario::Span;
use crate::scenario::diagnostic::{
    Listed, NameProblem, Problem, Read, Reported, Reporter, ShapeProblem, Suggestion,
};

/// A map whose keys are known. Unknown keys are reported when it is made.
pub(crate) struct Fields<'a> {
    of: &'static str,
    span: &'a Span,
    entries: &'a [(Key, Node)],
    reporter: &'a Reporter,
    /// Keys that do not exist, with what they may have been.
    unknown: Vec<(Suggestion, Reported)>,
}

impl<'a> Fields<'a> {
    /// Takes a node for a map with these keys; `of` names it in messages: `a step`.
    pub(crate) fn new(
        node: &'a Node,
        of: &'static str,
        known: &[&str],
        reporter: &'a Reporter,
    ) -> Read<Self> {
        #[cfg(test)]
        crate::scenario::language::seen::note(of, known.iter().copied());
        let entries = node.map(reporter)?;
        let unknown = entries
            .iter()
            .filter(|(key, _)| !known.contains(&key.text.as_str()))
            .map(|(key, _)| {
                let suggestion = Suggestion::among(&key.text, known);
                let problem = ShapeProblem::UnknownKey {
                    key: key.text.clone(),
                    of,
                    suggestion: suggestion.clone(),
                };
                (suggestion, reporter.report(&key.span, problem))
            });
        Ok(Self {
            of,
            span: &node.span,
            entries,
            reporter,
            unknown: unknown.collect(),
        })
    }

    /// Reports that none of some keys is there, unless one of them was misspelt: then that was
    /// reported.
    pub(crate) fn missing(&self, keys: &[&str], problem: impl Into<Problem>) -> Reported {
        let misspelt = self
            .unknown
            .iter()
            .find(|(suggestion, _)| match suggestion {
                Suggestion::Near(name) => keys.contains(&name.as_str()),
                _ => false,
            });
        match misspelt {
            Some((_, reported)) => *reported,
            None => self.reporter.report(self.span, problem),
        }
    }

    /// Reports where the map has nothing in it.
    pub(crate) fn not_empty(&self) -> Read<()> {
        if self.entries.is_empty() {
            let problem = ShapeProblem::EmptyList { of: self.of };
            return Err(self.reporter.report(self.span, problem));
        }
        Ok(())
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// What `read` makes of the value of a key that may be missing.
    pub(crate) fn optional<T>(
        &self,
        key: &str,
        read: impl FnOnce(&Node) -> Read<T>,
    ) -> Read<Option<T>> {
        self.get(key).map(read).transpose()
    }

    /// A key with its value.
    pub(crate) fn entry(&self, key: &str) -> Option<&'a (Key, Node)> {
        self.entries.iter().find(|(other, _)| other.text == key)
    }

    /// The value of a key that has to be there.
    pub(crate) fn require(&self, key: &str) -> Read<&'a Node> {
        self.require_hinting(key, None)
    }

    /// The value of a key that has to be there; the hint says what to write.
    pub(crate) fn require_hinting(&self, key: &str, hint: Option<&'static str>) -> Read<&'a Node> {
        self.get(key).ok_or_else(|| {
            let (name, of) = (key.to_owned(), self.of);
            self.missing(
                &[key],
                ShapeProblem::MissingKey {
                    key: name,
                    of,
                    hint,
                },
            )
        })
    }

    /// Those of these keys that are there.
    pub(crate) fn among(&self, keys: &[&str]) -> Vec<&'a (Key, Node)> {
        self.entries
            .iter()
            .filter(|(key, _)| keys.contains(&key.text.as_str()))
            .collect()
    }

    /// The one of these keys that is there; none or several are reported.
    pub(crate) fn one_of(&self, keys: &[&str]) -> Read<&'a (Key, Node)> {
        let found = self.among(keys);
        match found.as_slice() {
            [entry] => Ok(entry),
            [] => Err(self.none_of(keys)),
            [_, (second, _), ..] => {
                let names: Vec<&str> = found.iter().map(|(key, _)| key.text.as_str()).collect();
                let problem = ShapeProblem::SeveralOf {
                    of: self.of,
                    keys: Listed::of(&names),
                };
                Err(self.reporter.report(&second.span, problem))
            }
        }
    }

    /// Reports that none of some keys is there.
    pub(crate) fn none_of(&self, keys: &[&str]) -> Reported {
        let (of, names) = (self.of, Listed::of(keys));
        self.missing(keys, ShapeProblem::NoneOf { of, keys: names })
    }

    /// Reports those of these keys that are there, as not going with something.
    pub(crate) fn refuse(&self, keys: &[&str], with: &str) {
        for (key, _) in self.among(keys) {
            let problem = ShapeProblem::Misplaced {
                key: key.text.clone(),
                with: with.to_owned(),
            };
            self.reporter.report(&key.span, problem);
        }
    }

    /// Where the map stands.
    pub(crate) const fn span(&self) -> &'a Span {
        self.span
    }
}

/// Reports a name that is not made of lower-case letters, digits and `-`.
pub(crate) fn plain_name(text: &str, span: &Span, reporter: &Reporter) -> Read<String> {
    let plain = |character: char| matches!(character, 'a'..='z' | '0'..='9' | '-');
    if !text.is_empty() && text.chars().all(plain) {
        return Ok(text.to_owned());
    }
    let name = text.to_owned();
    Err(reporter.report(span, NameProblem::BadName { name }))
}
