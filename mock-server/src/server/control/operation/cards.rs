//! Cards, as another device sees them.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{ACCOUNT, COUNT, Field, Kind, Shape};
use crate::store::CardSummary;

const CARD: Shape = Shape {
    name: "Card",
    about: "A card without its text.",
    fields: &[
        Field::required("href", Kind::Text, "Its path."),
        Field::required("etag", Kind::Text, "Its entity tag."),
        Field::required("bytes", COUNT, "How long its text is."),
        Field::required(
            "modified",
            Kind::Time,
            "When it changed last, on the service clock.",
        ),
        Field::required(
            "revision",
            COUNT,
            "The revision of the book that this made.",
        ),
    ],
};

const CARDS: Shape = Shape {
    name: "Cards",
    about: "The cards of an account.",
    fields: &[Field::required(
        "cards",
        Kind::List(&Kind::Object(&CARD)),
        "By name.",
    )],
};

const TEXT: Shape = Shape {
    name: "CardText",
    about: "A card with its text.",
    fields: &[
        Field::required("href", Kind::Text, "Its path."),
        Field::required("vcard", Kind::Text, "Its text as it is stored."),
    ],
};

const NEW: Shape = Shape {
    name: "NewCard",
    about: "A card to be created. A body of type `text/vcard` is one too.",
    fields: &[
        Field::required("vcard", Kind::Text, "A vCard 3.0."),
        ACCOUNT,
    ],
};

const CHANGED: Shape = Shape {
    name: "ChangedCard",
    about: "The new text of a card. A body of type `text/vcard` is one too.",
    fields: &[Field::required("vcard", Kind::Text, "A vCard 3.0.")],
};

const HREF: &[Field] = &[Field::required("href", Kind::Text, "The path of the card.")];

pub(super) const GROUP: Group = Group {
    name: "cards",
    about: "Cards, as another device of the user sees and changes them.",
    operations: &[
        Operation::get(
            ("listCards", "/cards"),
            "Lists the cards of an account.",
            (Answer::Json(&CARDS), "The cards, without their texts."),
            list,
        )
        .query(&[ACCOUNT]),
        Operation::change(
            ("createCard", "POST", "/cards"),
            "Creates a card, as another device would.",
            create,
        )
        .body(&NEW)
        .giving(201, &CARD, "The card."),
        Operation::get(
            ("showCard", "/card"),
            "Shows a card as it is stored.",
            (Answer::Json(&TEXT), "The card."),
            show,
        )
        .query(HREF),
        Operation::change(
            ("changeCard", "PUT", "/card"),
            "Replaces a card, as another device would.",
            change,
        )
        .query(HREF)
        .body(&CHANGED),
        Operation::change(
            ("deleteCard", "DELETE", "/card"),
            "Deletes a card, as another device would.",
            delete,
        )
        .query(HREF),
    ],
};

fn card(card: &CardSummary) -> Value {
    json!({
        "href": card.href,
        "etag": card.etag,
        "bytes": card.bytes,
        "modified": card.modified,
        "revision": card.revision,
    })
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let account = call.account();
    let cards = call
        .service
        .with_service(|service| service.world().card_summaries(&account))?;
    let cards: Vec<_> = cards.iter().map(card).collect();
    Ok(Reply::Json(json!({ "cards": cards })))
}

fn create(call: &Call<'_>) -> Result<Reply, Problem> {
    let (account, now) = (call.account(), Timestamp::now());
    let created = call.service.with_service(|service| {
        let world = service.world_mut();
        let href = world.create_card(&account, call.required("vcard"), now)?;
        let cards = world.card_summaries(&account)?;
        Ok::<_, Problem>(cards.into_iter().find(|card| card.href == href))
    })?;
    Ok(Reply::Json(created.as_ref().map(card).unwrap_or_default()))
}

fn show(call: &Call<'_>) -> Result<Reply, Problem> {
    let href = call.required("href");
    let text = call.service.card(href)?;
    Ok(Reply::Json(json!({ "href": href, "vcard": text })))
}

fn change(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service
        .change_card(call.required("href"), call.required("vcard"))?;
    Ok(Reply::Nothing)
}

fn delete(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.delete_card(call.required("href"))?;
    Ok(Reply::Nothing)
}
