//! `CARDDAV:addressbook-description` (RFC 6352 §6.2.1), as it was seen (google:PROP-20).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static ADDRESSBOOK_DESCRIPTION: LiveProperty = LiveProperty {
    name: Name::carddav("addressbook-description"),
    in_allprop: false,
    value,
};

fn value(_: &Scene<'_>, row: Row<'_>) -> Option<Content> {
    matches!(row, Row::Book).then(|| Content::Text("My Contacts".to_owned()))
}
