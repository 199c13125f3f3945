//! `property:`: properties and their propstat status.

use super::super::names;
use super::super::reference::template;
use super::super::scope::Scope;
use super::super::{condition, text_test};
use crate::scenario::diagnostic::{Read, ShapeProblem, each};
use crate::scenario::yaml::{Fields, Key, Node};
use crate::scenario::{PropertyCheck, PropertyTest, TextTest};

const TESTS: &[&str] = &[
    "is",
    "equals",
    "contains",
    "matches",
    "differs-from",
    "status",
    "has-elements",
    "lacks-elements",
    "href",
];

/// Reads a list of property checks.
pub(super) fn property(node: &Node, scope: &Scope<'_>) -> Read<Vec<PropertyCheck>> {
    let checks = each(node.one_or_many(), |item| one(item, scope))?;
    if checks.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`property`" };
        return Err(scope.reporter().report(&node.span, problem));
    }
    Ok(checks.into_iter().flatten().collect())
}

fn one(node: &Node, scope: &Scope<'_>) -> Read<Vec<PropertyCheck>> {
    let keys = [&["name", "of"], TESTS].concat();
    let fields = Fields::new(node, "a property check", &keys, scope.reporter())?;
    let name = fields
        .require("name")
        .and_then(|node| names::name(node, scope));
    let of = fields
        .get("of")
        .map(|node| template(node, scope))
        .transpose();
    let found = fields.among(TESTS);
    if found.is_empty() {
        return Err(fields.none_of(TESTS));
    }
    let tests = each(found, |(key, value)| test(key, value, scope));
    let (name, of) = (name?, of?);
    let check = |test| PropertyCheck {
        of: of.clone(),
        name: name.clone(),
        test,
        place: node.span.place.clone(),
    };
    Ok(tests?.into_iter().map(check).collect())
}

fn test(key: &Key, value: &Node, scope: &Scope<'_>) -> Read<PropertyTest> {
    match key.text.as_str() {
        "is" => presence(value, scope).map(PropertyTest::Text),
        "status" => status(value, scope).map(PropertyTest::Status),
        "has-elements" => names::list(value, scope).map(PropertyTest::HasElements),
        "lacks-elements" => names::list(value, scope).map(PropertyTest::LacksElements),
        "href" => template(value, scope).map(PropertyTest::Href),
        _ => text_test::test(key, value, scope).map(PropertyTest::Text),
    }
}

fn presence(node: &Node, scope: &Scope<'_>) -> Read<TextTest> {
    let words = [("present", true), ("missing", false)];
    let present = condition::word(node, "test of a property", &words, scope.reporter())?;
    Ok(if present {
        TextTest::Present
    } else {
        TextTest::Absent
    })
}

fn status(node: &Node, scope: &Scope<'_>) -> Read<u16> {
    let number = node.number(100, 599, scope.reporter())?;
    Ok(u16::try_from(number).unwrap_or(u16::MAX))
}
