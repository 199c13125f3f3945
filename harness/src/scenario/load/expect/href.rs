//! `href:`: hrefs that are compared as resources.

use super::super::reference::template;
use super::super::scope::Scope;
use super::super::source::source;
use crate::scenario::diagnostic::{Read, ShapeProblem, each};
use crate::scenario::yaml::{Fields, Key, Node};
use crate::scenario::{HrefCheck, HrefTest};

const TESTS: &[&str] = &["same-as", "differs-from", "within"];

/// Reads a list of href checks.
pub(super) fn href(node: &Node, scope: &Scope<'_>) -> Read<Vec<HrefCheck>> {
    let checks = each(node.one_or_many(), |item| one(item, scope))?;
    if checks.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`href`" };
        return Err(scope.reporter().report(&node.span, problem));
    }
    Ok(checks)
}

fn one(node: &Node, scope: &Scope<'_>) -> Read<HrefCheck> {
    let keys = [&["from"], TESTS].concat();
    let fields = Fields::new(node, "an href check", &keys, scope.reporter())?;
    let from = fields.require("from").and_then(|node| source(node, scope));
    let test = fields
        .one_of(TESTS)
        .and_then(|(key, value)| test(key, value, scope));
    Ok(HrefCheck {
        from: from?,
        test: test?,
        place: node.span.place.clone(),
    })
}

fn test(key: &Key, value: &Node, scope: &Scope<'_>) -> Read<HrefTest> {
    let href = template(value, scope)?;
    Ok(match key.text.as_str() {
        "same-as" => HrefTest::SameAs(href),
        "differs-from" => HrefTest::DiffersFrom(href),
        _ => HrefTest::Within(href),
    })
}
