//! Names of properties and elements, written by their local part.

use super::scope::Scope;
use crate::dav::{CALENDARSERVER, CARDDAV, DAV, Name};
use crate::scenario::diagnostic::{NameProblem, Read, Suggestion, each};
use crate::scenario::yaml::Node;

/// The names of `DAV:` that scenarios may write by their local part (RFC 3744, 4918, 5397, 5995,
/// 6578 and others).
const OF_DAV: &[&str] = &[
    "acl",
    "add-member",
    "all",
    "allprop",
    "bind",
    "collection",
    "creationdate",
    "current-user-principal",
    "current-user-privilege-set",
    "displayname",
    "error",
    "getcontentlanguage",
    "getcontentlength",
    "getcontenttype",
    "getetag",
    "getlastmodified",
    "href",
    "limit",
    "lockdiscovery",
    "multistatus",
    "need-privileges",
    "number-of-matches-within-limits",
    "owner",
    "principal",
    "principal-URL",
    "principal-collection-set",
    "privilege",
    "prop",
    "propfind",
    "propfind-finite-depth",
    "propstat",
    "quota-available-bytes",
    "quota-used-bytes",
    "read",
    "read-acl",
    "read-current-user-privilege-set",
    "report",
    "resource-must-be-null",
    "resourcetype",
    "response",
    "responsedescription",
    "status",
    "supported-live-property-set",
    "supported-method-set",
    "supported-report-set",
    "supported-report",
    "supportedlock",
    "sync-collection",
    "sync-level",
    "sync-token",
    "sync-traversal-supported",
    "unauthenticated",
    "unbind",
    "valid-sync-token",
    "write",
    "write-acl",
    "write-content",
    "write-properties",
];

/// The names of CardDAV (RFC 6352).
const OF_CARDDAV: &[&str] = &[
    "address-data",
    "address-data-type",
    "addressbook",
    "addressbook-collection-location-ok",
    "addressbook-description",
    "addressbook-home-set",
    "addressbook-multiget",
    "addressbook-query",
    "max-resource-size",
    "no-uid-conflict",
    "principal-address",
    "supported-address-data",
    "supported-address-data-conversion",
    "supported-collation",
    "supported-collation-set",
    "supported-filter",
    "valid-address-data",
];

/// The name in the namespace of CalendarServer (caldav-ctag-02).
const OF_CALENDARSERVER: &[&str] = &["getctag"];

const TABLES: [(&str, &[&str]); 3] = [
    (DAV, OF_DAV),
    (CARDDAV, OF_CARDDAV),
    (CALENDARSERVER, OF_CALENDARSERVER),
];

/// The names that scenarios may write by their local part.
pub(crate) fn element_names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().flat_map(|(_, names)| names.iter().copied())
}

/// A name, if it is known or written with its namespace: `getetag`, `{urn:example}colour`.
pub(super) fn parse(text: &str) -> Option<Name> {
    if let Some((namespace, local)) = text.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        return is_local_name(local).then(|| Name::new(namespace, local));
    }
    TABLES
        .iter()
        .find(|(_, names)| names.contains(&text))
        .map(|(namespace, _)| Name::new(*namespace, text))
}

/// Whether a text can be the local part of an element's name (XML 1.0 §2.3, ASCII only).
fn is_local_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// What may be meant by an unknown name.
pub(super) fn suggestion(text: &str) -> Suggestion {
    Suggestion::among(text, TABLES.iter().flat_map(|(_, names)| names.iter()))
}

/// Reads the name of a property or element.
pub(super) fn name(node: &Node, scope: &Scope<'_>) -> Read<Name> {
    let text = node.text(scope.reporter())?;
    parse(text).ok_or_else(|| {
        let problem = NameProblem::UnknownElement {
            name: text.to_owned(),
            suggestion: suggestion(text),
        };
        scope.reporter().report(&node.span, problem)
    })
}

/// Reads a list of names.
pub(super) fn list(node: &Node, scope: &Scope<'_>) -> Read<Vec<Name>> {
    each(node.list(scope.reporter())?, |item| name(item, scope))
}
