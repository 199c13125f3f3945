//! The world as a whole.

use serde_json::{Value, json};

use super::clock::{CLOCK, reading};
use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{COUNT, Field, Kind, Shape};
use crate::shared::SharedService;
use crate::store::AccountSummary;

pub(super) const ACCOUNT: Shape = Shape {
    name: "Account",
    about: "An account with its one address book.",
    fields: &[
        Field::required("number", COUNT, "Counts accounts from 1."),
        Field::required("address", Kind::Text, "The e-mail address."),
        Field::required("book", Kind::Text, "The path of the address book."),
        Field::required("cards", COUNT, "How many cards it has."),
        Field::required(
            "revision",
            COUNT,
            "The newest revision; 0 if nothing ever happened.",
        ),
        Field::required(
            "changed",
            Kind::OrNull(&Kind::Time),
            "When the newest change was, on the service clock.",
        ),
        Field::required(
            "has_app_password",
            Kind::Boolean,
            "Whether Basic has a password.",
        ),
        Field::required("clock", Kind::Object(&CLOCK), "What its clocks show."),
    ],
};

const WORLD: Shape = Shape {
    name: "World",
    about: "Everything that answers depend on, without secrets.",
    fields: &[
        Field::required("account", Kind::Text, "The account that a client is given."),
        Field::required(
            "accounts",
            Kind::List(&Kind::Object(&ACCOUNT)),
            "All of them.",
        ),
        Field::required(
            "clock",
            Kind::Object(&CLOCK),
            "What the clocks show that new accounts get.",
        ),
        Field::required(
            "quirks",
            Kind::Map(&Kind::Text),
            "The value of every quirk.",
        ),
        Field::required("faults", COUNT, "How many fault rules there are."),
        Field::required(
            "saves",
            Kind::List(&Kind::Text),
            "The names of what is saved.",
        ),
        Field::required(
            "answered",
            COUNT,
            "How many requests were answered since the start.",
        ),
    ],
};

pub(super) const GROUP: Group = Group {
    name: "world",
    about: "The world as a whole.",
    operations: &[
        Operation::get(
            ("showWorld", "/world"),
            "Shows the world: accounts, clocks, quirks.",
            (Answer::Json(&WORLD), "The world, without secrets."),
            show,
        ),
        Operation::change(
            ("reset", "POST", "/reset"),
            "Comes back to the start: world, clocks and fault rules as they were, an empty journal. \
             What was saved stays.",
            reset,
        ),
        Operation::change(
            ("startHere", "POST", "/reset/here"),
            "Makes the present state the one to which reset comes back.",
            start_here,
        ),
    ],
};

pub(super) fn account(account: &AccountSummary, service: &SharedService) -> Result<Value, Problem> {
    Ok(json!({
        "number": account.number,
        "address": account.address,
        "book": account.book,
        "cards": account.cards,
        "revision": account.revision,
        "changed": account.changed,
        "has_app_password": account.has_app_password,
        "clock": reading(&service.clock_of(&account.address).read()?),
    }))
}

fn show(call: &Call<'_>) -> Result<Reply, Problem> {
    let service = call.service;
    let (accounts, quirks, answered) = service.with_service(|service| {
        let world = service.world();
        let accounts = world.account_summaries();
        let quirks = super::quirks::values(world.quirks());
        (accounts, quirks, service.journal().answered())
    });
    let accounts = accounts.iter().map(|one| account(one, service));
    let accounts: Vec<_> = accounts.collect::<Result<_, _>>()?;
    Ok(Reply::Json(json!({
        "account": service.account(),
        "accounts": accounts,
        "clock": reading(&service.clock()),
        "quirks": quirks,
        "faults": service.faults().len(),
        "saves": service.saves(),
        "answered": answered,
    })))
}

fn reset(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.restart();
    Ok(Reply::Nothing)
}

fn start_here(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.start_here();
    Ok(Reply::Nothing)
}
