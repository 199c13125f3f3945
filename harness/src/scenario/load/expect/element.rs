//! `element:`: XML elements by their path.

use super::super::names;
use super::super::scope::Scope;
use super::super::text_test;
use crate::dav::Name;
use crate::scenario::diagnostic::{NameProblem, Read, ShapeProblem, ValueProblem, each};
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{ElementCheck, TextTest};

/// Reads a list of element checks.
pub(super) fn element(node: &Node, scope: &Scope<'_>) -> Read<Vec<ElementCheck>> {
    let checks = each(node.one_or_many(), |item| one(item, scope))?;
    if checks.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`element`" };
        return Err(scope.reporter().report(&node.span, problem));
    }
    Ok(checks)
}

fn one(node: &Node, scope: &Scope<'_>) -> Read<ElementCheck> {
    let reporter = scope.reporter();
    let keys = ["path", "count", "text"];
    let fields = Fields::new(node, "an element check", &keys, reporter)?;
    let path = fields.require("path").and_then(|node| path(node, scope));
    let count = fields
        .get("count")
        .map(|node| node.number(0, 1_000_000, reporter))
        .transpose();
    let text = fields.get("text").map(|node| text(node, scope)).transpose();
    Ok(ElementCheck {
        path: path?,
        count: count?.and_then(|count| usize::try_from(count).ok()),
        text: text?,
        place: node.span.place.clone(),
    })
}

/// Reads the one test that an element's text can have.
fn text(node: &Node, scope: &Scope<'_>) -> Read<TextTest> {
    let (key, value) = node.single("the test of an element's text", scope.reporter())?;
    Fields::new(
        node,
        "the test of an element's text",
        &text_test::KEYS,
        scope.reporter(),
    )?
    .one_of(&text_test::KEYS)?;
    text_test::test(key, value, scope)
}

fn path(node: &Node, scope: &Scope<'_>) -> Read<Vec<Name>> {
    path_of(node.text(scope.reporter())?, node, scope)
}

/// Reads a path of elements that stands in a node.
pub(in super::super) fn path_of(text: &str, node: &Node, scope: &Scope<'_>) -> Read<Vec<Name>> {
    let reporter = scope.reporter();
    let Some(segments) = segments(text) else {
        let text = text.to_owned();
        return Err(reporter.report(&node.span, ValueProblem::BadPath { text }));
    };
    each(segments, |segment| {
        names::parse(segment).ok_or_else(|| {
            let span = reporter.within(&node.span, segment, 0);
            let suggestion = names::suggestion(segment);
            let name = segment.to_owned();
            reporter.report(&span, NameProblem::UnknownElement { name, suggestion })
        })
    })
}

/// The names of a path. A slash inside `{…}` belongs to a namespace.
fn segments(text: &str) -> Option<Vec<&str>> {
    let mut segments = Vec::new();
    let mut rest = text;
    loop {
        let name_start = match rest.strip_prefix('{') {
            Some(braced) => braced.find('}')? + 2,
            None => 0,
        };
        let end = rest.get(name_start..)?.find('/').map(|at| at + name_start);
        let segment = rest.get(..end.unwrap_or(rest.len()))?;
        if segment.is_empty() {
            return None;
        }
        segments.push(segment);
        match end {
            Some(end) => rest = rest.get(end + 1..)?,
            None => return Some(segments),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::segments;

    #[test]
    fn a_slash_in_a_namespace_does_not_divide() {
        let path = "multistatus/{http://example.com/ns}colour/status";
        let names = ["multistatus", "{http://example.com/ns}colour", "status"];
        assert_eq!(segments(path), Some(names.to_vec()));
    }

    #[test]
    fn a_path_without_a_name_is_none() {
        for text in ["", "/", "a/", "/a", "a//b", "{urn:x"] {
            assert_eq!(segments(text), None, "{text}");
        }
    }
}
