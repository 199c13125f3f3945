//! What the reports that send cards have in common: a scene with cards in it.

use http::StatusCode;

use crate::dav::{AddressData, Condition, PropertyRequest};
use crate::method::turn::Turn;
use crate::prop::{ADDRESS_DATA, Scene};
use crate::quirk::MultigetVersion;
use crate::refusal::Refusal;

/// A scene in which cards have `address-data`.
pub(super) fn scene<'a>(turn: &'a Turn<'_>, address_data: Option<AddressData>) -> Scene<'a> {
    let keeper = &turn.keeper;
    Scene {
        account: keeper.account,
        quirks: keeper.quirks,
        notes: keeper.notes,
        is_listing: false,
        sync_token: None,
        address_data,
    }
}

/// Refuses a request for cards in a form that the server does not have (RFC 6352 §8.7). This is
/// the one place that asks `multiget.version`.
pub(super) fn check_version(turn: &Turn<'_>, asked: &PropertyRequest) -> Result<(), Refusal> {
    if !asked.asks_for(&ADDRESS_DATA.name) {
        return Ok(());
    }
    let wanted = asked.address_data();
    let content_type = wanted.content_type.as_deref().unwrap_or("text/vcard");
    let version = wanted.version.as_deref().unwrap_or("3.0");
    let is_ours = content_type.eq_ignore_ascii_case("text/vcard") && version == "3.0";
    if is_ours || turn.ask(turn.keeper.quirks.multiget_version) == MultigetVersion::Ignored {
        return Ok(());
    }
    Err(
        Refusal::invalid_argument("cards are kept in text/vcard 3.0 and not converted")
            .naming(StatusCode::FORBIDDEN, Condition::SupportedAddressData)
            .unless("ask for text/vcard in version 3.0, or for no version"),
    )
}
