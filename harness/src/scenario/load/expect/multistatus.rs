//! `multistatus:`: a whole multistatus as a set.

use super::super::names;
use super::super::reference::template;
use super::super::scope::Scope;
use crate::scenario::diagnostic::{Read, ShapeProblem, each};
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{MultistatusCheck, MultistatusRow};

/// Reads the rows, or a map with the rows and what is ignored.
pub(super) fn multistatus(node: &Node, scope: &Scope<'_>) -> Read<MultistatusCheck> {
    let reporter = scope.reporter();
    let fields = Fields::new(node, "`multistatus`", &["is", "ignoring"], reporter)?;
    let rows = fields
        .require("is")
        .and_then(|node| each(node.list(reporter)?, |item| row(item, scope)));
    let ignoring = fields.optional("ignoring", |node| names::list(node, scope));
    Ok(MultistatusCheck {
        rows: rows?,
        ignoring: ignoring?.unwrap_or_default(),
    })
}

fn row(node: &Node, scope: &Scope<'_>) -> Read<MultistatusRow> {
    let reporter = scope.reporter();
    let keys = ["of", "name", "value", "status"];
    let fields = Fields::new(node, "a row", &keys, reporter)?;
    let of = fields.require("of").and_then(|node| template(node, scope));
    let name = fields.optional("name", |node| names::name(node, scope));
    let value = fields.optional("value", |node| template(node, scope));
    let status = fields.optional("status", |node| node.number(100, 599, reporter));
    if let (Some((key, _)), None) = (fields.entry("value"), fields.get("name")) {
        let (key_name, other) = ("value", "name");
        let problem = ShapeProblem::NeedsKey {
            key: key_name,
            other,
        };
        return Err(reporter.report(&key.span, problem));
    }
    if fields.get("name").is_none() && fields.get("status").is_none() {
        return Err(fields.none_of(&["name", "status"]));
    }
    let status = status?.map_or(200, |status| u16::try_from(status).unwrap_or(u16::MAX));
    Ok(MultistatusRow {
        of: of?,
        name: name?,
        value: value?,
        status,
        place: node.span.place.clone(),
    })
}
