//! `DAV:current-user-privilege-set` (RFC 3744 §5.4).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Element, Name};
use crate::quirk::PropPrivileges;

pub(super) static CURRENT_USER_PRIVILEGE_SET: LiveProperty = LiveProperty {
    name: Name::dav("current-user-privilege-set"),
    in_allprop: false,
    value,
};

/// The privileges that were seen on home set and address book, in their order (google:PROP-16).
const AGGREGATES: [&str; 6] = [
    "read",
    "read-acl",
    "read-current-user-privilege-set",
    "unlock",
    "write",
    "write-acl",
];

/// What the owner can do to an address book: `write` contains the four behind it (RFC 3744 §3.12).
const OF_THE_BOOK: [&str; 7] = [
    "read",
    "read-current-user-privilege-set",
    "write",
    "write-properties",
    "write-content",
    "bind",
    "unbind",
];

/// The home set has one address book, and no other can be made.
const OF_THE_HOME: [&str; 2] = ["read", "read-current-user-privilege-set"];

/// This is the one place that asks `prop.privileges`.
fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    if !matches!(row, Row::Home | Row::Book) {
        return None;
    }
    let names: &[&'static str] = match (scene.ask(scene.quirks.prop_privileges), row) {
        (PropPrivileges::AggregatesOnly, _) => &AGGREGATES,
        (PropPrivileges::WithContained, Row::Book) => &OF_THE_BOOK,
        (PropPrivileges::WithContained, _) => &OF_THE_HOME,
    };
    Some(Content::Children(names.iter().map(privilege).collect()))
}

fn privilege(name: &&'static str) -> Element<'static> {
    Element::new(Name::dav("privilege"), Content::names([Name::dav(name)]))
}
