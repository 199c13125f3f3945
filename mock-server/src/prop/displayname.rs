//! `DAV:displayname` (RFC 4918 §15.2).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static DISPLAYNAME: LiveProperty = LiveProperty {
    name: Name::dav("displayname"),
    in_allprop: true,
    value,
};

/// The names that were seen (google:PROP-20).
fn value<'a>(_: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let name = match row {
        Row::Principal => "Principal",
        Row::Home => "Homeset",
        Row::Book => "Address Book",
        Row::Card(..) => "Contact",
    };
    Some(Content::text(name))
}
