//! The clocks.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Answer, Group, Operation};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{COUNT, Field, Kind, Shape};
use crate::shared::{AccountClock, ClockReading};
use crate::store::CtagAllowance;

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

/// Whose clock is meant.
const WHOSE: Field = Field::new(
    "account",
    Kind::Text,
    "The address of the account whose service clock is meant; without it, those of all accounts.",
);

const ADVANCE: Shape = Shape {
    name: "Advance",
    about: "How far to move the clock.",
    fields: &[
        Field::required("by", Kind::Duration, "How far: `30 days`."),
        Field::new(
            "credentials",
            Kind::Boolean,
            "Whether the clock of credentials moves too, so that access tokens end. All accounts \
             share it.",
        ),
        WHOSE,
    ],
};

const SET: Shape = Shape {
    name: "SetClock",
    about: "What the service clock is to show.",
    fields: &[
        Field::required(
            "at",
            Kind::Time,
            "The instant. Once cards or sync tokens bear dates, not earlier than now.",
        ),
        WHOSE,
    ],
};

const FREEZE: Shape = Shape {
    name: "FreezeClock",
    about: "Where the service clock is to stand still.",
    fields: &[
        Field::new("at", Kind::Time, "The instant; without it, where it is."),
        WHOSE,
    ],
};

const SHIFT: Shape = Shape {
    name: "ShiftDate",
    about: "By how much `Date` in answers is to be wrong.",
    fields: &[
        Field::required("by", Kind::Duration, "By how much: `5 minutes`."),
        Field::new("backward", Kind::Boolean, "Whether it is behind real time."),
    ],
};

const ALLOWANCE: Shape = Shape {
    name: "CtagAllowance",
    about: "How often an account may ask for getctag before that is polling.",
    fields: &[
        Field::required("requests", COUNT, "How many requests."),
        Field::required(
            "per",
            Kind::Duration,
            "In how much time of the service clock.",
        ),
    ],
};

const THAW: Shape = Shape {
    name: "ThawClock",
    about: "Which service clock is to go on.",
    fields: &[WHOSE],
};

pub(super) const GROUP: Group = Group {
    name: "clock",
    about: "The service clock dates cards, ETags and sync tokens. Each account has its own; without \
            `account` all are meant. Credentials follow real time.",
    operations: &[
        Operation::get(
            ("showClock", "/clock"),
            "Shows the clocks.",
            (Answer::Json(&CLOCK), "What they show."),
            show,
        )
        .query(&[Field::new(
            "account",
            Kind::Text,
            "The address of an account; without it, the time that new accounts get.",
        )]),
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
        .body(&THAW)
        .giving(200, &CLOCK, "What the clocks show now."),
        Operation::change(
            ("shiftDate", "POST", "/clock/shift-date"),
            "Makes `Date` in answers wrong, until the reset, as if the clock of one of the two \
             machines were. Nothing else is dated by it.",
            shift_date,
        )
        .body(&SHIFT),
        Operation::change(
            ("setCtagAllowance", "PUT", "/ctag-allowance"),
            "Says how often each account may ask for getctag; the quirk `rate.ctag-poll-limit` decides \
             what becomes of more.",
            allow,
        )
        .body(&ALLOWANCE),
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

/// The clock of the account that is named, if one is.
fn of_account(call: &Call<'_>) -> Option<AccountClock> {
    call.text("account")
        .map(|address| call.service.clock_of(address))
}

fn show(call: &Call<'_>) -> Result<Reply, Problem> {
    let clock = match of_account(call) {
        Some(clock) => clock.read()?,
        None => call.service.clock(),
    };
    Ok(Reply::Json(reading(&clock)))
}

fn advance(call: &Call<'_>) -> Result<Reply, Problem> {
    let by = call.duration("by").unwrap_or_default();
    match of_account(call) {
        Some(clock) => clock.advance(by)?,
        None => call.service.advance(by),
    }
    if call.boolean("credentials") == Some(true) {
        call.service.advance_credentials(by);
    }
    show(call)
}

fn set(call: &Call<'_>) -> Result<Reply, Problem> {
    let at = call.time("at").unwrap_or_default();
    match of_account(call) {
        Some(clock) => clock.set(at)?,
        None => call.service.set_clock(at)?,
    }
    show(call)
}

fn freeze(call: &Call<'_>) -> Result<Reply, Problem> {
    match (of_account(call), call.time("at")) {
        (Some(clock), Some(at)) => clock.freeze_at(at)?,
        (Some(clock), None) => clock.freeze()?,
        (None, Some(at)) => call.service.freeze_clock_at(at)?,
        (None, None) => call.service.freeze_clock(),
    }
    show(call)
}

fn thaw(call: &Call<'_>) -> Result<Reply, Problem> {
    match of_account(call) {
        Some(clock) => clock.thaw()?,
        None => call.service.thaw_clock(),
    }
    show(call)
}

fn shift_date(call: &Call<'_>) -> Result<Reply, Problem> {
    let by = call.duration("by").unwrap_or_default();
    let by = SignedDuration::try_from(by).unwrap_or_default();
    let is_behind = call.boolean("backward") == Some(true);
    call.service.shift_date(if is_behind { -by } else { by });
    Ok(Reply::Nothing)
}

fn allow(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.set_ctag_allowance(CtagAllowance {
        requests: call.number("requests").unwrap_or_default(),
        per: call.duration("per").unwrap_or_default(),
    });
    Ok(Reply::Nothing)
}
