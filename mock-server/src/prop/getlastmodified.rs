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

fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    described_card(scene, row).map(|card| Content::text(http_date(card.modified)))
}
