//! `CARDDAV:addressbook-description` (RFC 6352 §6.2.1), as it was seen (google:PROP-20).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static ADDRESSBOOK_DESCRIPTION: LiveProperty = LiveProperty {
    name: Name::carddav("addressbook-description"),
    in_allprop: false,
    value,
};

fn value<'a>(_: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    matches!(row, Row::Book).then(|| Content::text("My Contacts"))
}
