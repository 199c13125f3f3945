//! `DAV:getlastmodified` (RFC 4918 §15.7): the same as `Last-Modified` in the answer to GET.

use super::getcontenttype::described_card;
use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};
use crate::reply::http_date;

pub(super) static GETLASTMODIFIED: LiveProperty = LiveProperty {
    name: Name::dav("getlastmodified"),
    in_allprop: true,
    value,
};

fn value(scene: &Scene<'_>, row: Row<'_>) -> Option<Content> {
    described_card(scene, row).map(|card| Content::Text(http_date(card.modified)))
}
