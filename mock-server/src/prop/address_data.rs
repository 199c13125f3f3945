//! `CARDDAV:address-data` (RFC 6352 §10.4): a card inside of a report's answer.

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
fn value(scene: &Scene<'_>, row: Row<'_>) -> Option<Content> {
    let (Row::Card(_, card), Some(wanted)) = (row, &scene.address_data) else {
        return None;
    };
    let text = selected(card, wanted);
    // This is the one place that asks `multiget.line-ends`.
    Some(Content::Text(
        match scene.ask(scene.quirks.multiget_line_ends) {
            MultigetLineEnds::Crlf => text,
            MultigetLineEnds::Lf => text.replace("\r\n", "\n"),
        },
    ))
}

/// The properties that are wanted.
fn selected(card: &StoredCard, wanted: &AddressData) -> String {
    let whole = || lossy(&card.data).into_owned();
    let Some(selection) = &wanted.selection else {
        return whole();
    };
    Card::parse(&card.data).map_or_else(|_| whole(), |card| card.select(selection))
}
