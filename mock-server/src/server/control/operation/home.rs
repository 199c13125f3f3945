//! The home of an account.

use serde_json::json;

use super::{Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{ACCOUNT, Field, Kind, Shape};

const MOVE: Shape = Shape {
    name: "MoveHome",
    about: "Where a home is to go.",
    fields: &[
        ACCOUNT,
        Field::new(
            "prefix",
            Kind::Text,
            "What its paths begin with; without it, a random one.",
        ),
    ],
};

const MOVED: Shape = Shape {
    name: "MovedHome",
    about: "Where a home is now.",
    fields: &[Field::required(
        "book",
        Kind::Text,
        "The path of the address book.",
    )],
};

pub(super) const GROUP: Group = Group {
    name: "home",
    about: "Where an account lives.",
    operations: &[Operation::change(
        ("moveHome", "POST", "/home/move"),
        "Gives an account's home another path prefix. Old URLs lead nowhere; the well-known URI \
         leads to the new place.",
        move_home,
    )
    .body(&MOVE)
    .giving(200, &MOVED, "The new place.")],
};

fn move_home(call: &Call<'_>) -> Result<Reply, Problem> {
    let account = call.account();
    let book = call.service.with_service(|service| {
        let world = service.world_mut();
        match call.text("prefix") {
            None => world.move_home(&account),
            Some(prefix) => {
                world.set_home_prefix(&account, prefix)?;
                world.book_href(&account)
            }
        }
    })?;
    Ok(Reply::Json(json!({ "book": book })))
}
