//! The clocks.

use serde_json::{Value, json};

use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{Field, Kind, Shape};
use crate::shared::ClockReading;

pub(super) const CLOCK: Shape = Shape {
    name: "Clock",
    about: "What the clocks show.",
    fields: &[
        Field::required(
            "service",
            Kind::Time,
            "What dates cards, ETags and sync tokens.",
        ),
        Field::required("credentials", Kind::Time, "What ends tokens."),
        Field::required("real", Kind::Time, "Real time, as in `Date`."),
        Field::required(
            "frozen",
            Kind::Boolean,
            "Whether the service clock stands still.",
        ),
    ],
};

const ADVANCE: Shape = Shape {
    name: "Advance",
    about: "How far to move the clock.",
    fields: &[
        Field::required("by", Kind::Duration, "How far: `30 days`."),
        Field::new(
            "credentials",
            Kind::Boolean,
            "Whether the clock of credentials moves too, so that access tokens end.",
        ),
    ],
};

const SET: Shape = Shape {
    name: "SetClock",
    about: "What the service clock is to show.",
    fields: &[Field::required(
        "at",
        Kind::Time,
        "The instant. Once cards or sync tokens bear dates, not earlier than now.",
    )],
};

const FREEZE: Shape = Shape {
    name: "FreezeClock",
    about: "Where the service clock is to stand still.",
    fields: &[Field::new(
        "at",
        Kind::Time,
        "The instant; without it, where it is.",
    )],
};

pub(super) const GROUP: Group = Group {
    name: "clock",
    about: "The service clock dates cards, ETags and sync tokens. Credentials follow real time.",
    operations: &[
        Operation::get(
            ("showClock", "/clock"),
            "Shows the clocks.",
            (Answer::Json(&CLOCK), "What they show."),
            show,
        ),
        Operation::change(
            ("advanceClock", "POST", "/clock/advance"),
            "Moves the service clock forward.",
            advance,
        )
        .body(&ADVANCE)
        .giving(200, &CLOCK, "What the clocks show now."),
        Operation::change(
            ("setClock", "POST", "/clock/set"),
            "Sets the service clock.",
            set,
        )
        .body(&SET)
        .giving(200, &CLOCK, "What the clocks show now."),
        Operation::change(
            ("freezeClock", "POST", "/clock/freeze"),
            "Lets the service clock stand still. Changes still get ETags of their own.",
            freeze,
        )
        .body(&FREEZE)
        .giving(200, &CLOCK, "What the clocks show now."),
        Operation::change(
            ("thawClock", "POST", "/clock/thaw"),
            "Lets a frozen service clock go on from where it stands.",
            thaw,
        )
        .giving(200, &CLOCK, "What the clocks show now."),
    ],
};

pub(super) fn reading(clock: &ClockReading) -> Value {
    json!({
        "service": clock.service,
        "credentials": clock.credentials,
        "real": clock.real,
        "frozen": clock.frozen,
    })
}

fn show(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(reading(&call.service.clock())))
}

fn advance(call: &Call<'_>) -> Result<Reply, Problem> {
    let by = call.duration("by").unwrap_or_default();
    call.service.advance(by);
    if call.boolean("credentials") == Some(true) {
        call.service.advance_credentials(by);
    }
    show(call)
}

fn set(call: &Call<'_>) -> Result<Reply, Problem> {
    if let Some(at) = call.time("at") {
        call.service.set_clock(at)?;
    }
    show(call)
}

fn freeze(call: &Call<'_>) -> Result<Reply, Problem> {
    match call.time("at") {
        Some(at) => call.service.freeze_clock_at(at)?,
        None => call.service.freeze_clock(),
    }
    show(call)
}

fn thaw(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.thaw_clock();
    show(call)
}
