//! `DAV:getetag` (RFC 4918 §15.6): cards have one, collections have none (google:PROP-05).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static GETETAG: LiveProperty = LiveProperty {
    name: Name::dav("getetag"),
    in_allprop: true,
    value,
};

fn value<'a>(_: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    match row {
        Row::Card(_, card) => Some(Content::text(card.etag.as_str())),
        Row::Principal | Row::Home | Row::Book => None,
    }
}
