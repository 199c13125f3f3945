//! Whether the server is there, and what it can do.

use serde_json::json;

use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::openapi;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{Field, Kind, Shape};

const HEALTH: Shape = Shape {
    name: "Health",
    about: "A server that answers.",
    fields: &[
        Field::required("status", Kind::Word(&["ready"]), "Always `ready`."),
        Field::required("version", Kind::Text, "The version of the mock."),
    ],
};

pub(super) const GROUP: Group = Group {
    name: "server",
    about: "Whether the server is there, and what it can do.",
    operations: &[
        Operation::get(
            ("health", "/health"),
            "Tells that the server answers.",
            (Answer::Json(&HEALTH), "The server answers."),
            health,
        ),
        Operation::get(
            ("openapi", "/openapi.json"),
            "Describes the control API.",
            (Answer::Document, "The OpenAPI 3.1 document."),
            document,
        ),
    ],
};

fn health(_: &Call<'_>) -> Result<Reply, Problem> {
    let version = env!("CARGO_PKG_VERSION");
    Ok(Reply::Json(
        json!({ "status": "ready", "version": version }),
    ))
}

fn document(_: &Call<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(openapi::document()))
}
