//! Texts that are the same in every run: what a target makes up anew each time is replaced by the
//! reference that stands for it.

use crate::exchange::Redactor;
use crate::scenario::Values;

/// References shorter than this would be found everywhere.
const SHORTEST: usize = 4;

/// Replaces hrefs, ETags, tokens and UUIDs that a scenario knows by their references.
#[derive(Clone, Debug, Default)]
pub(super) struct Stable {
    /// What is looked for, longest first, and what stands for it.
    known: Vec<(String, String)>,
    redactor: Redactor,
}

impl Stable {
    /// Knows what the references stand for by now, the run by its id, and what must not be shown.
    pub(super) fn new(values: &Values, run: &str, redactor: &Redactor) -> Self {
        let mut known: Vec<(String, String)> = values
            .references()
            .into_iter()
            .filter(|(_, text)| is_opaque(text))
            .flat_map(|(name, text)| {
                let all = spellings(&text).into_iter();
                all.map(move |text| (text, name.clone()))
            })
            .collect();
        known.push((run.to_owned(), "[run]".to_owned()));
        // The sort is stable: of two names for one text the first stays the first.
        known.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        Self {
            known,
            redactor: redactor.clone(),
        }
    }

    /// The text with references, and without secrets.
    pub(super) fn text(&self, text: &str) -> String {
        self.redactor.text(&self.with_references(text))
    }

    fn with_references(&self, text: &str) -> String {
        let mut stable = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let found = self.known.iter().find(|(text, _)| rest.starts_with(text));
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

    fn stable() -> (Stable, String) {
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
        let uuid = values.uuid("a");
        let mut redactor = Redactor::default();
        redactor.hide_account("u@example.com");
        (Stable::new(&values, "run-1", &redactor), uuid)
    }

    #[test]
    fn the_longest_reference_is_found_in_every_spelling() {
        let (stable, uuid) = stable();
        for (text, expected) in [
            ("/u@example.com/book/1", "$create.href"),
            ("/u%40example.com/book/1 gone", "$create.href gone"),
            ("/u@example.com/book/2", "$book2"),
            ("/u@example.com/other/", "/[account]/other/"),
            ("ETag: W/\"abc\"", "ETag: W/$create.etag"),
            ("X-CARDPROOF-RUN:run-1", "X-CARDPROOF-RUN:[run]"),
        ] {
            assert_eq!(stable.text(text), expected);
        }
        assert_eq!(stable.text(&format!("{uuid}.vcf")), "$uuid.a.vcf");
    }

    #[test]
    fn words_and_numbers_are_left_alone() {
        assert_eq!(stable().0.text("Address Book 12 é"), "Address Book 12 é");
    }
}
