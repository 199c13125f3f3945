//! `report: { addressbook-query: … }`.

use super::names;
use super::scope::Scope;
use crate::scenario::diagnostic::{Read, each};
use crate::scenario::yaml::{Fields, Kind, Node};
use crate::scenario::{Query, QueryCondition, QueryFilter, QueryProperty, QueryTest, QueryText};

/// The keys under which conditions stand that combine.
const TESTS: [&str; 2] = ["any", "all"];
const MATCHES: [&str; 4] = ["equals", "contains", "starts-with", "ends-with"];

/// RFC 6352 §8.6.
pub(super) fn query(node: &Node, scope: &Scope<'_>) -> Read<Query> {
    let keys = ["props", "data", "filter", "limit"];
    let fields = Fields::new(node, "an addressbook-query report", &keys, scope.reporter())?;
    let props = fields
        .require("props")
        .and_then(|node| names::list(node, scope));
    let filter = fields
        .require("filter")
        .and_then(|node| filter(node, scope));
    let data = fields.get("data").map(|node| {
        let items = node.list(scope.reporter())?;
        each(items, |item| item.sentence(scope.reporter()))
    });
    let limit = fields
        .get("limit")
        .map(|node| node.number(1, u64::from(u32::MAX), scope.reporter()))
        .transpose();
    Ok(Query {
        props: props?,
        data: data.transpose()?.unwrap_or_default(),
        filter: filter?,
        limit: limit?.and_then(|limit| u32::try_from(limit).ok()),
    })
}

/// A list of conditions, `{ any: … }`, `{ all: … }`, or `none` to leave the filter out.
fn filter(node: &Node, scope: &Scope<'_>) -> Read<Option<QueryFilter>> {
    let reporter = scope.reporter();
    let (test, items) = match &node.kind {
        Kind::Text(text) if text == "none" => return Ok(None),
        Kind::List(items) => (QueryTest::Unsaid, items.as_slice()),
        Kind::Map(_) => {
            let fields = Fields::new(node, "a filter", &TESTS, reporter)?;
            let (key, value) = fields.one_of(&TESTS)?;
            (combined(&key.text), value.list(reporter)?)
        }
        _ => return Err(node.wrong_type("a list of conditions, or `none`", reporter)),
    };
    let properties = each(items, |item| property(item, scope))?;
    Ok(Some(QueryFilter { test, properties }))
}

fn combined(key: &str) -> QueryTest {
    match key {
        "any" => QueryTest::AnyOf,
        _ => QueryTest::AllOf,
    }
}

fn property(node: &Node, scope: &Scope<'_>) -> Read<QueryProperty> {
    let keys = ["property", "parameter", "defined", "match", "any", "all"];
    let reporter = scope.reporter();
    let fields = Fields::new(node, "a condition", &keys, reporter)?;
    let name = fields
        .require("property")
        .and_then(|node| node.sentence(reporter));
    let (test, conditions) = if fields.among(&TESTS).is_empty() {
        let condition = condition(&fields, scope)?;
        (QueryTest::Unsaid, condition.into_iter().collect())
    } else {
        let (key, value) = fields.one_of(&TESTS)?;
        fields.refuse(&["parameter", "defined", "match"], &key.text);
        let conditions = each(value.list(reporter)?, |item| {
            let fields = Fields::new(item, "a condition", &keys[1..4], reporter)?;
            fields.not_empty()?;
            condition(&fields, scope)
        })?;
        (
            combined(&key.text),
            conditions.into_iter().flatten().collect(),
        )
    };
    Ok(QueryProperty {
        name: name?,
        test,
        conditions,
    })
}

/// What has to hold of a property, or of one of its parameters; `None` where it only has to be
/// there.
fn condition(fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Option<QueryCondition>> {
    let reporter = scope.reporter();
    let keys = ["defined", "match"];
    let inner = if fields.among(&keys).is_empty() {
        None
    } else {
        let (key, value) = fields.one_of(&keys)?;
        match key.text.as_str() {
            "match" => Some(QueryCondition::Text(text(value, scope)?)),
            _ if value.boolean(reporter)? => None,
            _ => Some(QueryCondition::NotDefined),
        }
    };
    let Some(parameter) = fields.get("parameter") else {
        return Ok(inner);
    };
    Ok(Some(QueryCondition::Parameter {
        name: parameter.sentence(reporter)?,
        condition: inner.map(Box::new),
    }))
}

fn text(node: &Node, scope: &Scope<'_>) -> Read<QueryText> {
    let reporter = scope.reporter();
    let [equals, contains, starts, ends] = MATCHES;
    let keys = [equals, contains, starts, ends, "not", "collation"];
    let fields = Fields::new(node, "a match", &keys, reporter)?;
    let (key, value) = fields.one_of(&MATCHES)?;
    let kind = MATCHES.into_iter().find(|kind| *kind == key.text);
    let negated = fields.get("not").map(|node| node.boolean(reporter));
    let collation = fields.get("collation").map(|node| node.sentence(reporter));
    Ok(QueryText {
        kind: kind.unwrap_or(contains),
        text: value.text(reporter)?.to_owned(),
        collation: collation.transpose()?,
        negated: negated.transpose()?.unwrap_or_default(),
    })
}
