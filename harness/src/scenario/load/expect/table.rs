//! Which key of `expect:` is read by which file.

use std::collections::BTreeMap;

use super::super::names;
use super::super::scope::Scope;
use super::{
    answer_within, element, error_body, header, href, members, multistatus, property, status,
    symbol, vcard,
};
use crate::scenario::diagnostic::{NameProblem, Read, Suggestion, each};
use crate::scenario::yaml::{Key, Node};
use crate::scenario::{Check, CheckKind, Expectation};

/// Reads `expect:`.
pub(in super::super) fn checks(
    node: &Node,
    scope: &Scope<'_>,
) -> Read<BTreeMap<CheckKind, Box<Expectation>>> {
    let checks = each(node.map(scope.reporter())?, |(key, value)| {
        let kind = kind(key, scope)?;
        Ok((kind, Box::new(check(kind, key, value, scope)?)))
    })?;
    Ok(checks.into_iter().collect())
}

/// Reads the name of a kind of check.
pub(in super::super) fn kind(key: &Key, scope: &Scope<'_>) -> Read<CheckKind> {
    let found = CheckKind::ALL
        .into_iter()
        .find(|kind| kind.name() == key.text);
    found.ok_or_else(|| {
        let suggestion = Suggestion::among(&key.text, CheckKind::ALL.map(CheckKind::name));
        let name = key.text.clone();
        let problem = NameProblem::UnknownCheck { name, suggestion };
        scope.reporter().report(&key.span, problem)
    })
}

/// Reads a check of a kind.
pub(in super::super) fn check(
    kind: CheckKind,
    key: &Key,
    node: &Node,
    scope: &Scope<'_>,
) -> Read<Expectation> {
    scope.usage.borrow_mut().reading.1 = Some(kind);
    let check = match kind {
        CheckKind::Status => status::status(node, scope.reporter()).map(Check::Status),
        CheckKind::Header => header::header(node, scope).map(Check::Header),
        CheckKind::Members => members::members(node, scope).map(Check::Members),
        CheckKind::Property => property::property(node, scope).map(Check::Property),
        CheckKind::Href => href::href(node, scope).map(Check::Href),
        CheckKind::Etag => symbol::etag(node, scope).map(Check::Etag),
        CheckKind::SyncToken => symbol::sync_token(node, scope).map(Check::SyncToken),
        CheckKind::Precondition => names::name(node, scope).map(Check::Precondition),
        CheckKind::Vcard => vcard::vcard(node, scope).map(Check::Vcard),
        CheckKind::Element => element::element(node, scope).map(Check::Element),
        CheckKind::ErrorBody => error_body::error_body(node, scope).map(Check::ErrorBody),
        CheckKind::Multistatus => multistatus::multistatus(node, scope).map(Check::Multistatus),
        CheckKind::AnswerWithin => {
            answer_within::answer_within(node, scope).map(Check::AnswerWithin)
        }
    };
    scope.usage.borrow_mut().reading.1 = None;
    Ok(Expectation {
        place: key.span.place.clone(),
        check: check?,
    })
}
