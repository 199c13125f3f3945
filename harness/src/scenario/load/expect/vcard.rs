//! `vcard:`: cards by meaning.

use super::super::card::{card, properties, property_names};
use super::super::reference::template;
use super::super::scope::Scope;
use crate::scenario::VcardCheck;
use crate::scenario::diagnostic::{Read, ShapeProblem, each};
use crate::scenario::yaml::{Fields, Node};

const TESTS: &[&str] = &["has", "lacks", "same-as", "exactly"];

/// Reads a card check or a list of them.
pub(super) fn vcard(node: &Node, scope: &Scope<'_>) -> Read<Vec<VcardCheck>> {
    let checks = each(node.one_or_many(), |item| one(item, scope))?;
    if checks.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`vcard`" };
        return Err(scope.reporter().report(&node.span, problem));
    }
    Ok(checks)
}

fn one(node: &Node, scope: &Scope<'_>) -> Read<VcardCheck> {
    let keys = [&["of", "ignoring"], TESTS].concat();
    let fields = Fields::new(node, "a card check", &keys, scope.reporter())?;
    if fields.among(TESTS).is_empty() {
        return Err(fields.none_of(TESTS));
    }
    let of = fields
        .get("of")
        .map(|node| template(node, scope))
        .transpose();
    let has = fields
        .get("has")
        .map(|node| properties(node, scope))
        .transpose();
    let lacks = fields
        .get("lacks")
        .map(|node| property_names(node, scope))
        .transpose();
    let same_as = fields
        .get("same-as")
        .map(|node| card(node, scope))
        .transpose();
    let exactly = fields.optional("exactly", |node| card(node, scope));
    let ignoring = fields
        .get("ignoring")
        .map(|node| property_names(node, scope))
        .transpose();
    if let (Some((key, _)), None) = (fields.entry("ignoring"), fields.get("same-as")) {
        let problem = ShapeProblem::NeedsKey {
            key: "ignoring",
            other: "same-as",
        };
        return Err(scope.reporter().report(&key.span, problem));
    }
    Ok(VcardCheck {
        of: of?,
        has: has?.unwrap_or_default(),
        lacks: lacks?.unwrap_or_default(),
        same_as: same_as?,
        ignoring: ignoring?.unwrap_or_default(),
        exactly: exactly?,
        place: node.span.place.clone(),
    })
}
