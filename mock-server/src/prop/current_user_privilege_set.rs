//! `DAV:current-user-privilege-set` (RFC 3744 §5.4).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Element, Name};

pub(super) static CURRENT_USER_PRIVILEGE_SET: LiveProperty = LiveProperty {
    name: Name::dav("current-user-privilege-set"),
    in_allprop: false,
    value,
};

/// The privileges that were seen on home set and address book, in their order (google:PROP-16).
const PRIVILEGES: [&str; 6] = [
    "read",
    "read-acl",
    "read-current-user-privilege-set",
    "unlock",
    "write",
    "write-acl",
];

fn value<'a>(_: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    if !matches!(row, Row::Home | Row::Book) {
        return None;
    }
    let privilege = |name| Element::new(Name::dav("privilege"), Content::names([Name::dav(name)]));
    Some(Content::Children(PRIVILEGES.map(privilege).into()))
}
