//! What a piece of text has to be.

use super::reference::template;
use super::scope::Scope;
use crate::scenario::diagnostic::{Read, ValueProblem, each};
use crate::scenario::yaml::{Fields, Key, Node};
use crate::scenario::{InvalidPattern, Pattern, TextTest};

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
        _ => pattern(value, scope).map(TextTest::Matches),
    }
}

fn pattern(node: &Node, scope: &Scope<'_>) -> Read<Pattern> {
    let text = node.text(scope.reporter())?;
    text.parse().map_err(|error: InvalidPattern| {
        let cause = error.to_string();
        scope
            .reporter()
            .report(&node.span, ValueProblem::BadRegex { cause })
    })
}
