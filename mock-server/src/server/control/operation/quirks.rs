//! The quirks.

use serde_json::{Map, Value, json};

use super::{Answer, Group, Operation};
use crate::quirk::{CATALOGUE, QuirkDefinition, Quirks};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{Field, Kind, Shape};

const VALUE: Shape = Shape {
    name: "QuirkValue",
    about: "A value that a quirk can have.",
    fields: &[
        Field::required("name", Kind::Text, "Its name."),
        Field::required("does", Kind::Text, "What the server does under it."),
        Field::required("evidence", Kind::List(&Kind::Text), "What it rests on."),
    ],
};

const QUIRK: Shape = Shape {
    name: "Quirk",
    about: "A named point at which servers differ.",
    fields: &[
        Field::required("name", Kind::Text, "Its id."),
        Field::required("value", Kind::Text, "The value that it has."),
        Field::required("about", Kind::Text, "The question that it answers."),
        Field::required("effect", Kind::Text, "What it means for users."),
        Field::required(
            "values",
            Kind::List(&Kind::Object(&VALUE)),
            "What it can have.",
        ),
    ],
};

const QUIRKS: Shape = Shape {
    name: "Quirks",
    about: "The value of every quirk.",
    fields: &[Field::required("quirks", Kind::Map(&Kind::Text), "By id.")],
};

const SET: Shape = Shape {
    name: "SetQuirk",
    about: "What a quirk is to be.",
    fields: &[Field::required(
        "value",
        Kind::Text,
        "The name of the value.",
    )],
};

const NAME: &[Field] = &[Field::required(
    "name",
    Kind::Text,
    "The id of the quirk: `update.if-match`.",
)];

pub(super) const GROUP: Group = Group {
    name: "quirks",
    about: "Named points at which servers differ.",
    operations: &[
        Operation::get(
            ("listQuirks", "/quirks"),
            "Shows the value of every quirk.",
            (Answer::Json(&QUIRKS), "The values by id."),
            list,
        ),
        Operation::get(
            ("showQuirk", "/quirks/{name}"),
            "Shows a quirk, its values, and what they rest on.",
            (Answer::Json(&QUIRK), "The quirk."),
            show,
        )
        .path_fields(NAME),
        Operation::change(
            ("setQuirk", "PUT", "/quirks/{name}"),
            "Gives a quirk another value. Paths that exist already stay where they are.",
            set,
        )
        .path_fields(NAME)
        .body(&SET),
    ],
};

pub(super) fn values(quirks: &Quirks) -> Map<String, Value> {
    let value = |quirk: &QuirkDefinition| quirks.value(quirk.name).ok();
    CATALOGUE
        .iter()
        .filter_map(|quirk| Some((quirk.name.to_owned(), value(quirk)?.into())))
        .collect()
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let quirks = call
        .service
        .with_service(|service| values(service.world().quirks()));
    Ok(Reply::Json(json!({ "quirks": quirks })))
}

fn show(call: &Call<'_>) -> Result<Reply, Problem> {
    let name = call.required("name");
    let value = call
        .service
        .with_service(|service| service.world().quirks().value(name))?;
    let definition = CATALOGUE.iter().find(|quirk| quirk.name == name);
    Ok(Reply::Json(
        definition
            .map(|quirk| described(quirk, value))
            .unwrap_or_default(),
    ))
}

fn described(quirk: &QuirkDefinition, value: &str) -> Value {
    let values = quirk.values.iter().map(|value| {
        let evidence = value.evidence.iter();
        let evidence: Vec<_> = evidence
            .map(|one| format!("{}, {}", one.kind, one.source))
            .collect();
        json!({ "name": value.name, "does": value.does, "evidence": evidence })
    });
    json!({
        "name": quirk.name,
        "value": value,
        "about": quirk.about,
        "effect": quirk.effect,
        "values": values.collect::<Vec<_>>(),
    })
}

fn set(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service
        .set_quirk(call.required("name"), call.required("value"))?;
    Ok(Reply::Nothing)
}
