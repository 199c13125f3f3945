//! `DAV:getcontentlength` (RFC 4918 §15.4).

use super::getcontenttype::described_card;
use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};

pub(super) static GETCONTENTLENGTH: LiveProperty = LiveProperty {
    name: Name::dav("getcontentlength"),
    in_allprop: true,
    value,
};

fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    described_card(scene, row).map(|card| Content::text(card.data.len().to_string()))
}
