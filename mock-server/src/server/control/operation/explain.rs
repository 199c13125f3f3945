//! Why an answer is what it is.

use serde_json::{Value, json};

use super::exchange::{FACT, facts};
use super::journal::{NUMBER, wanted};
use super::{Answer, Group, Operation};
use crate::explanation::QuirkUse;
use crate::quirk::CATALOGUE;
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{COUNT, Field, Kind, Shape};

const QUIRK: Shape = Shape {
    name: "ExplainedQuirk",
    about: "A quirk that was asked, what its value does, and what that rests on.",
    fields: &[
        Field::required("quirk", Kind::Text, "Its id."),
        Field::required("value", Kind::Text, "The value that it had."),
        Field::required("about", Kind::Text, "The question that it answers."),
        Field::required("does", Kind::Text, "What the server does under the value."),
        Field::required("evidence", Kind::List(&Kind::Text), "What that rests on."),
    ],
};

const EXPLAINED: Shape = Shape {
    name: "Explained",
    about: "Why an answer is what it is.",
    fields: &[
        Field::required("number", COUNT, "The exchange."),
        Field::required("request", Kind::Text, "Method and path."),
        Field::required(
            "status",
            Kind::Number(100, 599),
            "The status of the answer.",
        ),
        Field::required("because", Kind::Text, "The rule that decided."),
        Field::required(
            "quirks",
            Kind::List(&Kind::Object(&QUIRK)),
            "What was asked.",
        ),
        Field::required(
            "facts",
            Kind::List(&Kind::Object(&FACT)),
            "The state that was looked at.",
        ),
        Field::required("fault", Kind::OrNull(&COUNT), "The fault rule that struck."),
        Field::required(
            "remedy",
            Kind::OrNull(&Kind::Text),
            "For a refusal: the smallest change to the request that would have succeeded.",
        ),
    ],
};

pub(super) const GROUP: Group = Group {
    name: "explain",
    about: "Why an answer is what it is.",
    operations: &[Operation::get(
        ("explain", "/explain/{number}"),
        "Explains the answer of an exchange.",
        (
            Answer::Json(&EXPLAINED),
            "Rule, quirks, facts, and what would have succeeded.",
        ),
        explain,
    )
    .path_fields(NUMBER)],
};

fn explain(call: &Call<'_>) -> Result<Reply, Problem> {
    let exchange = wanted(call)?;
    let (request, explanation) = (&exchange.request, &exchange.explanation);
    Ok(Reply::Json(json!({
        "number": exchange.number,
        "request": format!("{} {}", request.method, request.target),
        "status": exchange.response.status.as_u16(),
        "because": explanation.because,
        "quirks": explanation.quirks.iter().filter_map(quirk).collect::<Vec<_>>(),
        "facts": facts(explanation),
        "fault": explanation.fault.map(crate::fault::FaultId::number),
        "remedy": explanation.remedy,
    })))
}

fn quirk(used: &QuirkUse) -> Option<Value> {
    let quirk = CATALOGUE.iter().find(|quirk| quirk.name == used.quirk)?;
    let value = quirk.value(used.value)?;
    let evidence = value.evidence.iter();
    let evidence: Vec<_> = evidence
        .map(|one| format!("{}, {}", one.kind, one.source))
        .collect();
    Some(json!({
        "quirk": used.quirk,
        "value": used.value,
        "about": quirk.about,
        "does": value.does,
        "evidence": evidence,
    }))
}
