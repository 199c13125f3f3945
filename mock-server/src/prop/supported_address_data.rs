//! `CARDDAV:supported-address-data` (RFC 6352 §6.2.2).

use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Element, Name};
use crate::quirk::PropSupportedAddressData;

pub(super) static SUPPORTED_ADDRESS_DATA: LiveProperty = LiveProperty {
    name: Name::carddav("supported-address-data"),
    in_allprop: false,
    value,
};

/// This is the one place that asks `prop.supported-address-data`.
fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let Row::Book = row else { return None };
    let answered = scene.ask(scene.quirks.prop_supported_address_data);
    (answered == PropSupportedAddressData::Reported).then(|| {
        let vcard3 = Element::empty(Name::carddav("address-data-type"))
            .with("content-type", "text/vcard")
            .with("version", "3.0");
        Content::Children(vec![vcard3])
    })
}
