//! `DAV:creationdate` (RFC 4918 §15.1).

use super::getcontenttype::described_card;
use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static CREATIONDATE: LiveProperty = LiveProperty {
    name: Name::dav("creationdate"),
    in_allprop: true,
    value,
};

fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let card = described_card(scene, row)?;
    let date = card.created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    Some(Content::text(date))
}
