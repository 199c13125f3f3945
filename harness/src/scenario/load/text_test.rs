//! What a piece of text has to be.

use super::reference::template;
use super::scope::Scope;
use crate::scenario::TextTest;
use crate::scenario::diagnostic::{Read, ValueProblem, each};
use crate::scenario::yaml::{Fields, Key, Node};

/// The keys of a test.
pub(super) const KEYS: [&str; 4] = ["equals", "contains", "matches", "differs-from"];

/// Reads a map of tests, at least one.
pub(super) fn tests(node: &Node, scope: &Scope<'_>) -> Read<Vec<TextTest>> {
    let fields = Fields::new(node, "a test", &KEYS, scope.reporter())?;
    let found = fields.among(&KEYS);
    fields.not_empty()?;
    each(found, |(key, value)| test(key, value, scope))
}

/// Reads one test: its key and its value.
pub(super) fn test(key: &Key, value: &Node, scope: &Scope<'_>) -> Read<TextTest> {
    match key.text.as_str() {
        "equals" => template(value, scope).map(TextTest::Equals),
        "contains" => template(value, scope).map(TextTest::Contains),
        "differs-from" => template(value, scope).map(TextTest::DiffersFrom),
        _ => regex(value, scope).map(TextTest::Matches),
    }
}

/// A regular expression may be this large when compiled.
const REGEX_LIMIT: usize = 1 << 20;

fn regex(node: &Node, scope: &Scope<'_>) -> Read<regex::Regex> {
    let text = node.text(scope.reporter())?;
    let built = regex::RegexBuilder::new(text)
        .size_limit(REGEX_LIMIT)
        .build();
    built.map_err(|error| {
        let message = error.to_string();
        let last = message.lines().last().unwrap_or_default();
        let cause = last.trim_start_matches("error: ").to_owned();
        scope
            .reporter()
            .report(&node.span, ValueProblem::BadRegex { cause })
    })
}
