//! `DAV:getetag` (RFC 4918 §15.6): cards have one, collections have none (google:PROP-05).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static GETETAG: LiveProperty = LiveProperty {
    name: Name::dav("getetag"),
    in_allprop: true,
    value,
};

fn value(_: &Scene<'_>, row: Row<'_>) -> Option<Content> {
    match row {
        Row::Card(_, card) => Some(Content::Text(card.etag.as_str().to_owned())),
        Row::Principal | Row::Home | Row::Book => None,
    }
}
