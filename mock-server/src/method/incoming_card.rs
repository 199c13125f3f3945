//! A card that comes in: its media type, its size, its text (RFC 6352 §6.3.2.1).

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::turn::Turn;
use crate::dav::Condition;
use crate::limits::MAX_CARD;
use crate::quirk::{
    CreateMediaType, CreateUidConflict, VcardAcceptV4, VcardDoubledEscapes, VcardNoFn, VcardNoUid,
    VcardUid, VcardUnknownType,
};
use crate::refusal::Refusal;
use crate::store::MemberName;
use crate::vcard::{self, BadCard, Card, Version};

/// Refuses other media types than vCard. This looks at headers only, so it comes before the
/// preconditions (RFC 9110 §13.2.1). A request without `Content-Type` is taken for a card. This is
/// the one place that asks `create.media-type`.
pub(super) fn check_media_type(turn: &Turn<'_>) -> Result<(), Refusal> {
    let Some(given) = turn.request.headers.get(CONTENT_TYPE) else {
        return Ok(());
    };
    let given = given.to_str().unwrap_or_default().to_ascii_lowercase();
    let mut parts = given.split(';').map(str::trim);
    let is_vcard = matches!(parts.next(), Some("text/vcard" | "text/x-vcard"));
    let is_utf8 = parts
        .filter_map(|parameter| parameter.strip_prefix("charset="))
        .all(|charset| matches!(charset.trim_matches('"'), "utf-8" | "us-ascii"));
    if (is_vcard && is_utf8)
        || turn.ask(turn.keeper.quirks.create_media_type) == CreateMediaType::Ignored
    {
        return Ok(());
    }
    Err(
        unsupported("the body is no vCard in UTF-8 by its Content-Type")
            .unless("send Content-Type: text/vcard; charset=utf-8"),
    )
}

/// Reads the card in the body.
pub(super) fn read(turn: &Turn<'_>) -> Result<Card, Refusal> {
    let body = &turn.request.body;
    if body.len() > MAX_CARD {
        return Err(
            Refusal::invalid_argument(format!("the card is larger than {MAX_CARD} bytes"))
                .naming(StatusCode::FORBIDDEN, Condition::MaxResourceSize)
                .unless("send a smaller card"),
        );
    }
    let card = Card::parse(body).map_err(|bad| match bad {
        BadCard::OtherVersion => unsupported(bad.to_string()).unless("send a vCard 3.0"),
        _ => invalid(bad.to_string()).unless("send one whole vCard 3.0 with N, FN and UID"),
    })?;
    check_version(turn, &card)?;
    check_properties(turn, &card)?;
    check_values(turn, &card)?;
    Ok(card)
}

/// Refuses a card whose UID belongs to another card, or is another than that of the card which it
/// would overwrite. This is the one place that asks `create.uid-conflict`.
pub(super) fn check_uid(
    turn: &Turn<'_>,
    card: &Card,
    overwrites: Option<&MemberName>,
) -> Result<(), Refusal> {
    let keeper = &turn.keeper;
    let Some(uid) = card.value("UID") else {
        return Ok(());
    };
    let conflict = match keeper.account.book.with_uid(uid) {
        Some(owner) if overwrites == Some(owner) => None,
        Some(owner) => Some((owner, "another card has the same UID")),
        None => overwrites
            .filter(|_| keeper.quirks.vcard_uid == VcardUid::Kept)
            .filter(|name| keeper.account.book.has_uid(name))
            .map(|name| (name, "the card that would be overwritten has another UID")),
    };
    let Some((owner, because)) = conflict else {
        return Ok(());
    };
    if turn.ask(keeper.quirks.create_uid_conflict) == CreateUidConflict::Duplicated {
        return Ok(());
    }
    let href = keeper.account.card_href(owner);
    Err(Refusal::invalid_argument(because)
        .naming(StatusCode::CONFLICT, Condition::NoUidConflict(href))
        .unless(format!(
            "update the card {owner}, or send the card with a UID of its own"
        )))
}

/// This is the one place that asks `vcard.accept-v4`.
fn check_version(turn: &Turn<'_>, card: &Card) -> Result<(), Refusal> {
    if card.version() == Version::V4
        && turn.ask(turn.keeper.quirks.vcard_accept_v4) == VcardAcceptV4::Refused
    {
        return Err(unsupported("the card is a vCard 4.0").unless("send a vCard 3.0"));
    }
    Ok(())
}

/// This is the one place that asks `vcard.no-fn` and `vcard.no-uid`.
fn check_properties(turn: &Turn<'_>, card: &Card) -> Result<(), Refusal> {
    let quirks = turn.keeper.quirks;
    let lacks_fn = card.value("FN").is_none() && turn.ask(quirks.vcard_no_fn) == VcardNoFn::Refused;
    let lacks_uid =
        card.value("UID").is_none() && turn.ask(quirks.vcard_no_uid) == VcardNoUid::Refused;
    let (because, remedy) = match (lacks_fn, lacks_uid) {
        (false, false) => return Ok(()),
        (true, false) => ("the card has no FN property", "add FN"),
        (false, true) => ("the card has no UID property", "add a UID of its own"),
        (true, true) => (
            "the card has neither an FN nor a UID property",
            "add FN and a UID of its own",
        ),
    };
    Err(invalid(because).unless(remedy))
}

/// This is the one place that asks `vcard.unknown-type` and `vcard.doubled-escapes`.
fn check_values(turn: &Turn<'_>, card: &Card) -> Result<(), Refusal> {
    let quirks = turn.keeper.quirks;
    if let Some((property, unknown)) = vcard::unknown_type(card)
        && turn.ask(quirks.vcard_unknown_type) == VcardUnknownType::Reject
    {
        let because = format!("{property} has the TYPE {unknown}, which the server does not know");
        return Err(invalid(because).unless("write the label into X-ABLabel, in a group"));
    }
    if let Some(property) = vcard::doubled_escape(card)
        && turn.ask(quirks.vcard_doubled_escapes) == VcardDoubledEscapes::Refused
    {
        let because = format!("in {property} the escape of a colon is escaped once more");
        return Err(invalid(because).unless("read the escapes of the server before you write them"));
    }
    Ok(())
}

fn unsupported(because: impl Into<String>) -> Refusal {
    Refusal::invalid_argument(because).naming(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Condition::SupportedAddressData,
    )
}

fn invalid(because: impl Into<String>) -> Refusal {
    Refusal::invalid_argument(because).naming(StatusCode::FORBIDDEN, Condition::ValidAddressData)
}
