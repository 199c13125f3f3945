//! Texts that are the same in every run: what a target makes up anew each time is replaced by the
//! reference that stands for it.

use std::cell::OnceCell;

use crate::exchange::Redactor;
use crate::scenario::Values;

/// References shorter than this would be found everywhere.
const SHORTEST: usize = 4;

/// Replaces hrefs, ETags, tokens and UUIDs that a scenario knows by their references.
#[derive(Debug)]
pub(super) struct Stable<'a> {
    values: &'a Values,
    run: &'a str,
    redactor: &'a Redactor,
    /// What is looked for, longest first, and what stands for it: made when there is a text.
    known: OnceCell<Vec<(String, String)>>,
}

impl<'a> Stable<'a> {
    /// Knows what the references stand for by now, the run by its id, and what must not be shown.
    pub(super) const fn new(values: &'a Values, run: &'a str, redactor: &'a Redactor) -> Self {
        Self {
            values,
            run,
            redactor,
            known: OnceCell::new(),
        }
    }

    fn known(&self) -> Vec<(String, String)> {
        let references = self.values.references().into_iter();
        let mut known: Vec<(String, String)> = references
            .filter(|(_, text)| is_opaque(text))
            .flat_map(|(name, text)| {
                let all = spellings(&text).into_iter();
                all.map(move |text| (text, name.clone()))
            })
            .collect();
        known.push((self.run.to_owned(), "[run]".to_owned()));
        // The sort is stable: of two names for one text the first stays the first.
        known.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        known
    }

    /// The text with references, and without secrets.
    pub(super) fn text(&self, text: &str) -> String {
        self.redactor.text(&self.with_references(text))
    }

    fn with_references(&self, text: &str) -> String {
        let known = self.known.get_or_init(|| self.known());
        let mut stable = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let found = known.iter().find(|(text, _)| rest.starts_with(text));
            let taken = match found {
                Some((text, name)) => {
                    stable.push_str(name);
                    text.len()
                }
                None => {
                    stable.push(next);
                    next.len_utf8()
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        stable
    }
}

/// Whether a text is made up by a machine: words of people are left alone.
fn is_opaque(text: &str) -> bool {
    text.len() >= SHORTEST
        && !text.contains(char::is_whitespace)
        && text.contains(['/', '"', ':', '-', '%'])
}

/// An href may come back with its at sign encoded, or not.
fn spellings(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    for other in [text.replace('@', "%40"), text.replace("%40", "@")] {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{ContextName, Value};

    fn values() -> Values {
        let mut values = Values::new(1);
        values.set_context(ContextName::Book, "/u@example.com/book/");
        for (name, text) in [
            ("create/put.href", "/u@example.com/book/1"),
            ("create/put.etag", "\"abc\""),
            ("list.name", "Address Book"),
            ("list.count", "12"),
        ] {
            values.capture(name, Value::Text(text.to_owned()));
        }
        values
    }

    fn told(values: &Values, text: &str) -> String {
        let mut redactor = Redactor::default();
        redactor.hide_account("u@example.com");
        Stable::new(values, "run-1", &redactor).text(text)
    }

    #[test]
    fn the_longest_reference_is_found_in_every_spelling() {
        let values = values();
        let uuid = values.uuid("a");
        for (text, expected) in [
            ("/u@example.com/book/1", "$create.href"),
            ("/u%40example.com/book/1 gone", "$create.href gone"),
            ("/u@example.com/book/2", "$book2"),
            ("/u@example.com/other/", "/[account]/other/"),
            ("ETag: W/\"abc\"", "ETag: W/$create.etag"),
            ("X-CARDPROOF-RUN:run-1", "X-CARDPROOF-RUN:[run]"),
        ] {
            assert_eq!(told(&values, text), expected);
        }
        assert_eq!(told(&values, &format!("{uuid}.vcf")), "$uuid.a.vcf");
    }

    #[test]
    fn words_and_numbers_are_left_alone() {
        assert_eq!(told(&values(), "Address Book 12 é"), "Address Book 12 é");
    }
}
