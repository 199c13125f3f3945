//! States to come back to.

use http::StatusCode;
use serde_json::json;

use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{Field, Kind, Shape};
use crate::store::ControlError;

/// How many states a server keeps.
const MOST: usize = 1000;

const NAME: &[Field] = &[Field::required(
    "name",
    Kind::Name,
    "The name of the state.",
)];

const SAVES: Shape = Shape {
    name: "Saves",
    about: "What is saved.",
    fields: &[Field::required(
        "saves",
        Kind::List(&Kind::Text),
        "The names, in order.",
    )],
};

pub(super) const GROUP: Group = Group {
    name: "saves",
    about: "States to come back to: world, clocks and fault rules, not the journal.",
    operations: &[
        Operation::get(
            ("listSaves", "/saves"),
            "Lists what is saved.",
            (Answer::Json(&SAVES), "The names."),
            list,
        ),
        Operation::change(
            ("save", "PUT", "/saves/{name}"),
            "Saves the present state under a name, in place of what was saved under it.",
            save,
        )
        .path_fields(NAME),
        Operation::change(
            ("restore", "POST", "/saves/{name}/restore"),
            "Comes back to a saved state. The journal goes on.",
            restore,
        )
        .path_fields(NAME),
        Operation::change(
            ("forgetSave", "DELETE", "/saves/{name}"),
            "Forgets a saved state.",
            forget,
        )
        .path_fields(NAME),
    ],
};

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!({ "saves": call.service.saves() })))
}

fn save(call: &Call<'_>) -> Result<Reply, Problem> {
    let name = call.required("name");
    let saves = call.service.saves();
    if saves.len() >= MOST && !saves.iter().any(|saved| saved == name) {
        let kind = ("too-many-saves", "Too many states are saved");
        let detail = format!("{MOST} states are saved already");
        let remedy = "DELETE one that is no longer needed.";
        return Err(Problem::new(StatusCode::CONFLICT, kind, detail, remedy));
    }
    call.service.save(name);
    Ok(Reply::Nothing)
}

fn restore(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.restore(call.required("name"))?;
    Ok(Reply::Nothing)
}

fn forget(call: &Call<'_>) -> Result<Reply, Problem> {
    if call.service.forget_save(call.required("name")) {
        return Ok(Reply::Nothing);
    }
    Err(ControlError::NoSave.into())
}
