//! `DAV:getcontenttype` (RFC 4918 §15.5), and the one place that asks whether cards have the
//! properties that describe their bytes.

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name};
use crate::explanation::Notes;
use crate::quirk::{PropLiveCardProperties, Quirks};
use crate::store::StoredCard;

/// The media type of a card, also in the header of GET (google:GET-02).
pub(crate) const CONTENT_TYPE: &str = "text/vcard; charset=UTF-8";

pub(super) static GETCONTENTTYPE: LiveProperty = LiveProperty {
    name: Name::dav("getcontenttype"),
    in_allprop: true,
    value,
};

fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    described_card(scene, row).map(|_| Content::text(CONTENT_TYPE))
}

/// The card, if the row is one and its bytes are described.
pub(super) fn described_card<'a>(scene: &Scene<'_>, row: Row<'a>) -> Option<&'a StoredCard> {
    match row {
        Row::Card(_, card) if describes_bytes(scene.quirks, scene.notes) => Some(card),
        _ => None,
    }
}

/// Whether a card's bytes are described: media type, length, dates. This is the one place that
/// asks `prop.live-card-properties`.
pub(crate) fn describes_bytes(quirks: &Quirks, notes: &Notes) -> bool {
    notes.ask(quirks.prop_live_card_properties) == PropLiveCardProperties::Reported
}
