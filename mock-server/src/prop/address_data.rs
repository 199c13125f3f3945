//! `CARDDAV:address-data` (RFC 6352 §10.4): a card inside of a report's answer.

use std::borrow::Cow;

use super::{LiveProperty, Row, Scene};
use crate::dav::{AddressData, Content, Name, lossy};
use crate::quirk::MultigetLineEnds;
use crate::store::StoredCard;
use crate::vcard::Card;

pub(crate) static ADDRESS_DATA: LiveProperty = LiveProperty {
    name: Name::carddav("address-data"),
    in_allprop: false,
    value,
};

/// Only reports set what is wanted of a card; in a PROPFIND it is no property.
fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let (Row::Card(_, card), Some(wanted)) = (row, &scene.address_data) else {
        return None;
    };
    let text = selected(card, wanted);
    // This is the one place that asks `multiget.line-ends`.
    Some(match scene.ask(scene.quirks.multiget_line_ends) {
        MultigetLineEnds::Crlf => Content::Text(text),
        MultigetLineEnds::Lf => Content::text(text.replace("\r\n", "\n")),
    })
}

/// The properties that are wanted.
fn selected<'a>(card: &'a StoredCard, wanted: &AddressData) -> Cow<'a, str> {
    let whole = || lossy(&card.data);
    let Some(selection) = &wanted.selection else {
        return whole();
    };
    Card::parse(&card.data).map_or_else(|_| whole(), |card| Cow::Owned(card.select(selection)))
}
