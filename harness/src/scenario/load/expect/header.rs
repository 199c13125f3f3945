//! `header:`: header fields.

use super::super::condition::word;
use super::super::header::name;
use super::super::scope::Scope;
use super::super::text_test::tests;
use crate::scenario::diagnostic::{Read, each};
use crate::scenario::yaml::{Key, Kind, Node};
use crate::scenario::{HeaderCheck, TextTest};

/// Reads a map of header names and what each has to be.
pub(super) fn header(node: &Node, scope: &Scope<'_>) -> Read<Vec<HeaderCheck>> {
    let checks = each(node.map(scope.reporter())?, |(key, value)| {
        one(key, value, scope)
    })?;
    Ok(checks.into_iter().flatten().collect())
}

fn one(key: &Key, value: &Node, scope: &Scope<'_>) -> Read<Vec<HeaderCheck>> {
    let name = name(&key.text, &key.span, scope.reporter());
    let tests = match value.kind {
        Kind::Map(_) => tests(value, scope),
        _ => presence(value, scope).map(|test| vec![test]),
    };
    let name = name?;
    let check = |test| HeaderCheck {
        name: name.clone(),
        test,
        place: key.span.place.clone(),
    };
    Ok(tests?.into_iter().map(check).collect())
}

fn presence(node: &Node, scope: &Scope<'_>) -> Read<TextTest> {
    let words = [("present", true), ("absent", false)];
    let present = word(node, "test of a header", &words, scope.reporter())?;
    Ok(if present {
        TextTest::Present
    } else {
        TextTest::Absent
    })
}
