//! What the reports that send cards have in common: a scene with cards in it.

use http::StatusCode;
use roxmltree::Node;

use crate::dav::{AddressData, BadPropertyRequest, Condition, PropertyRequest, SelectedProperty};
use crate::method::turn::Turn;
use crate::prop::{ADDRESS_DATA, Scene};
use crate::quirk::{MultigetPartialData, MultigetVersion, QueryPartialData};
use crate::refusal::Refusal;

/// A scene in which cards have `address-data`.
pub(super) fn scene<'a>(turn: &'a Turn<'_>, address_data: Option<AddressData>) -> Scene<'a> {
    let keeper = &turn.keeper;
    Scene {
        account: keeper.account,
        book_href: keeper.account.book_href(),
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

/// The properties that a report asks for; all of them where it names none (RFC 6352 §10.3,
/// §10.7).
pub(super) fn asked(root: Node<'_, '_>) -> Result<PropertyRequest, Refusal> {
    match PropertyRequest::read(root) {
        Ok(asked) => Ok(asked),
        Err(BadPropertyRequest::Nothing) => Ok(PropertyRequest::All {
            include: Vec::new(),
        }),
        Err(bad) => Err(Refusal::invalid_argument(bad.to_string())),
    }
}

/// How much of each card a multiget or a delta sends. This is the one place that asks
/// `multiget.partial-data`.
pub(super) fn multiget_data(turn: &Turn<'_>, asked: &PropertyRequest) -> AddressData {
    let mut wanted = asked.address_data();
    if wanted.selection.is_some()
        && turn.ask(turn.keeper.quirks.multiget_partial_data) == MultigetPartialData::Ignored
    {
        wanted.selection = None;
    }
    wanted
}

/// How much of each card a query sends. This is the one place that asks `query.partial-data`.
pub(super) fn query_data(turn: &Turn<'_>, asked: &PropertyRequest) -> AddressData {
    let mut wanted = asked.address_data();
    if let Some(selection) = &mut wanted.selection
        && turn.ask(turn.keeper.quirks.query_partial_data) == QueryPartialData::WithMandatory
    {
        // Behind the named ones, the first of which decides whether values come.
        let more = ["VERSION", "N", "FN", "UID", "REV"];
        selection.extend(more.map(|name| SelectedProperty {
            name: name.to_owned(),
            without_value: false,
        }));
    }
    wanted
}
