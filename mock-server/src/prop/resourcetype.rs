//! `DAV:resourcetype` (RFC 4918 §15.9).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static RESOURCETYPE: LiveProperty = LiveProperty {
    name: Name::dav("resourcetype"),
    in_allprop: true,
    value,
};

/// A card's is empty (google:PROP-21); the principal's was never seen, so it is as RFC 3744 §4
/// asks.
fn value<'a>(_: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let collection = Name::dav("collection");
    Some(match row {
        Row::Principal => Content::names([collection, Name::dav("principal")]),
        Row::Home => Content::names([collection]),
        Row::Book => Content::names([collection, Name::carddav("addressbook")]),
        Row::Card(..) => Content::Empty,
    })
}
