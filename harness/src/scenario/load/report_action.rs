//! `report:`: the bodies of reports.

use super::names;
use super::query::query;
use super::reference::{earlier_step, template};
use super::scope::{Known, Scope};
use crate::scenario::diagnostic::{
    NameProblem, Read, ShapeProblem, Suggestion, ValueProblem, each,
};
use crate::scenario::yaml::{Fields, Kind, Node};
use crate::scenario::{Body, Depth, Hrefs, Template};

/// Reads a report: its body, and the depth that it has where none is given.
pub(super) fn report(node: &Node, scope: &Scope<'_>) -> Read<(Body, Option<Depth>)> {
    let (key, value) = node.single("a report", scope.reporter())?;
    match key.text.as_str() {
        "sync-collection" => Ok((sync_collection(value, scope)?, Some(Depth::Working))),
        "addressbook-multiget" => {
            let depth = Depth::Exactly("0".to_owned());
            Ok((multiget(value, scope)?, Some(depth)))
        }
        "addressbook-query" => {
            let depth = Depth::Exactly("1".to_owned());
            Ok((Body::Query(query(value, scope)?), Some(depth)))
        }
        other => {
            let known = [
                "sync-collection",
                "addressbook-multiget",
                "addressbook-query",
            ];
            let suggestion = Suggestion::among(other, known);
            let problem = ValueProblem::UnknownWord {
                word: other.to_owned(),
                wanted: "report",
                suggestion,
            };
            Err(scope.reporter().report(&key.span, problem))
        }
    }
}

/// RFC 6578 §6.1.
fn sync_collection(node: &Node, scope: &Scope<'_>) -> Read<Body> {
    let keys = ["sync-token", "props", "sync-level", "limit"];
    let fields = Fields::new(node, "a sync-collection report", &keys, scope.reporter())?;
    let token = match fields.get("sync-token") {
        Some(node) if !node.is_null() => template(node, scope),
        _ => Ok(Template {
            parts: Vec::new(),
            place: node.span.place.clone(),
        }),
    };
    let props = fields
        .require("props")
        .and_then(|node| names::list(node, scope));
    let level = fields
        .get("sync-level")
        .map(|node| node.text(scope.reporter()))
        .transpose();
    let limit = fields
        .get("limit")
        .map(|node| node.number(1, u64::from(u32::MAX), scope.reporter()))
        .transpose();
    Ok(Body::SyncCollection {
        token: token?,
        level: level?.unwrap_or("1").to_owned(),
        props: props?,
        limit: limit?.and_then(|limit| u32::try_from(limit).ok()),
    })
}

/// RFC 6352 §8.7.
fn multiget(node: &Node, scope: &Scope<'_>) -> Read<Body> {
    let keys = ["hrefs", "props"];
    let fields = Fields::new(
        node,
        "an addressbook-multiget report",
        &keys,
        scope.reporter(),
    )?;
    let hrefs = fields.require("hrefs").and_then(|node| hrefs(node, scope));
    let props = fields
        .require("props")
        .and_then(|node| names::list(node, scope));
    Ok(Body::Multiget {
        hrefs: hrefs?,
        props: props?,
    })
}

fn hrefs(node: &Node, scope: &Scope<'_>) -> Read<Hrefs> {
    if !matches!(node.kind, Kind::Map(_)) {
        let items = node.list(scope.reporter())?;
        return each(items, |item| template(item, scope)).map(Hrefs::These);
    }
    let fields = Fields::new(node, "`hrefs`", &["changed"], scope.reporter())?;
    let changed = fields.require("changed")?;
    match changed.list(scope.reporter())? {
        [before, after] => {
            let before = listing(before, scope);
            let after = listing(after, scope);
            Ok(Hrefs::Changed {
                before: before?,
                after: after?,
                place: changed.span.place.clone(),
            })
        }
        _ => {
            let problem = ShapeProblem::WrongType {
                wanted: "two steps that list members, the earlier first",
                found: "a list of another length",
            };
            Err(scope.reporter().report(&changed.span, problem))
        }
    }
}

/// Reads the name of an earlier step that lists members.
fn listing(node: &Node, scope: &Scope<'_>) -> Read<String> {
    let name = node.text(scope.reporter())?;
    match earlier_step(name, &node.span, scope)? {
        Known::Broken(reported) => Err(*reported),
        Known::Step { lists: true, .. } => {
            let full = scope.full(name);
            scope.usage.borrow_mut().refer_to_listing(&full);
            Ok(full)
        }
        Known::Step { .. } | Known::Flow { .. } => {
            let name = name.to_owned();
            Err(scope
                .reporter()
                .report(&node.span, NameProblem::NotAListing { name }))
        }
    }
}
