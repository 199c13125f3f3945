//! Fault rules.

use serde_json::{Value, json};

use super::{Answer, Group, Operation};
use crate::fault::{Each, FaultId, FaultRecord, RetryAfter, WrittenFault};
use crate::period::Period;
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{COUNT, Field, Kind, Shape};

const FAULT: Shape = Shape {
    name: "Fault",
    about: "A fault rule and what it has done so far.",
    fields: &[
        Field::required("id", COUNT, "Its number."),
        Field::required("rule", Kind::Text, "The rule in words."),
        Field::required("matched", COUNT, "How many requests matched it."),
        Field::required("struck", COUNT, "How many it struck."),
    ],
};

const FAULTS: Shape = Shape {
    name: "Faults",
    about: "Fault rules.",
    fields: &[Field::required(
        "faults",
        Kind::List(&Kind::Object(&FAULT)),
        "In the order in which they are tried.",
    )],
};

const MANY: Kind = Kind::Number(1, u32::MAX as u64);
const BYTES: Kind = Kind::Number(0, u32::MAX as u64);
const SECONDS: Kind = Kind::Number(0, 86_400);
const RETRY_AFTER: Kind = Kind::Either(&[SECONDS, Kind::Word(RetryAfter::WORDS)]);
const PERIOD: Kind = Kind::Either(&[Kind::Duration, Kind::Word(Period::WORDS)]);

const NEW: Shape = Shape {
    name: "NewFault",
    about: "A rule by which requests fail: which, what, when, and on which of those that match.",
    fields: &[
        Field::new(
            "operation",
            Kind::Text,
            "Which requests: any, discovery, propfind, multiget, query, sync-collection, create, \
             update, delete, get, token, or a method in capitals. Without it any.",
        ),
        Field::new(
            "account",
            Kind::Text,
            "Only those of the account with this address.",
        ),
        Field::new(
            "preset",
            Kind::Text,
            "What happens, by the name of a preset: rate-429.",
        ),
        Field::new(
            "kind",
            Kind::Word(WrittenFault::KINDS),
            "What happens; with `status` it need not be said.",
        ),
        Field::new(
            "status",
            Kind::Number(400, 599),
            "The status, for status and page.",
        ),
        Field::new(
            "retry_after",
            RETRY_AFTER,
            "A Retry-After header: seconds, or when-over for those until the rule lets requests \
             through; never leaves out the one of a preset.",
        ),
        Field::new("delay", Kind::Duration, "How long, for delay."),
        Field::new("piece", MANY, "How many bytes at a time, for dribble."),
        Field::new(
            "every",
            Kind::Duration,
            "The wait before each piece, for dribble.",
        ),
        Field::new("too_short", MANY, "By how many bytes, for content-length."),
        Field::new("too_long", MANY, "By how many bytes, for content-length."),
        Field::new(
            "content_type",
            Kind::Text,
            "What to state, for content-type.",
        ),
        Field::new(
            "phase",
            Kind::Word(WrittenFault::PHASES),
            "When; without it the usual time of the kind.",
        ),
        Field::new("at_byte", BYTES, "At which byte of the body, for mid-body."),
        Field::new("first", MANY, "Until it has struck so often."),
        Field::new("nth", MANY, "At this match."),
        Field::new("every_nth", MANY, "At every n-th match."),
        Field::new(
            "chance",
            Kind::Number(0, 100),
            "With this likelihood in percent.",
        ),
        Field::new("over", BYTES, "At more matches than that within `per`."),
        Field::new(
            "per",
            PERIOD,
            "The window of `over`, on the service clock, from its first match on; pacific-day ends \
             at midnight Pacific Time. Presets that speak of a limit have one of their own.",
        ),
        Field::new("during", PERIOD, "For so long from the first match on."),
        Field::new(
            "each",
            Kind::Word(Each::NAMES),
            "Whether matches count for the whole world or for each account; without it for the \
             world, but with `over` of the preset rate-403 for each account.",
        ),
    ],
};

const ID: &[Field] = &[Field::required("id", COUNT, "The number of the rule.")];

pub(super) const GROUP: Group = Group {
    name: "faults",
    about: "Rules by which requests fail.",
    operations: &[
        Operation::get(
            ("listFaults", "/faults"),
            "Lists the fault rules.",
            (Answer::Json(&FAULTS), "The rules."),
            list,
        ),
        Operation::change(("addFault", "POST", "/faults"), "Adds a fault rule.", add)
            .body(&NEW)
            .giving(201, &FAULT, "The rule."),
        Operation::change(
            ("clearFaults", "DELETE", "/faults"),
            "Takes every rule away, and forgets what became of them.",
            clear,
        ),
        Operation::get(
            ("unfiredFaults", "/faults/unfired"),
            "Lists the rules that never struck, neither before a reset nor after it, also those \
             that are gone. Taking every rule away begins anew.",
            (Answer::Json(&FAULTS), "The rules."),
            unfired,
        ),
        Operation::change(
            ("removeFault", "DELETE", "/faults/{id}"),
            "Takes a rule away.",
            remove,
        )
        .path_fields(ID),
    ],
};

fn fault(record: &FaultRecord) -> Value {
    json!({
        "id": record.id.number(),
        "rule": record.fault.to_string(),
        "matched": record.matched,
        "struck": record.struck,
    })
}

fn all(records: &[FaultRecord]) -> Reply {
    let faults: Vec<_> = records.iter().map(fault).collect();
    Reply::Json(json!({ "faults": faults }))
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(all(&call.service.faults()))
}

fn unfired(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(all(&call.service.unfired_faults()))
}

fn add(call: &Call<'_>) -> Result<Reply, Problem> {
    let rule = written(call).rule().map_err(|error| {
        let remedy = "docs/faults.md tells what goes together.";
        Problem::bad_value(format!("/{}", error.field), error.problem, remedy)
    })?;
    let id = call.service.inject_fault(rule);
    let faults = call.service.faults();
    let added = faults.iter().find(|record| record.id == id);
    Ok(Reply::Json(added.map(fault).unwrap_or_default()))
}

fn written(call: &Call<'_>) -> WrittenFault {
    let text = |name| call.text(name).map(str::to_owned);
    let period = |name| {
        let word = call.text(name).and_then(Period::named);
        word.or_else(|| call.duration(name).map(Period::from))
    };
    let size = |name| call.number(name).and_then(|number| number.try_into().ok());
    WrittenFault {
        operation: text("operation"),
        account: text("account"),
        preset: text("preset"),
        kind: text("kind"),
        status: call
            .number("status")
            .and_then(|status| status.try_into().ok()),
        retry_after: retry_after(call),
        delay: call.duration("delay"),
        piece: size("piece"),
        every: call.duration("every"),
        too_short: call.number("too_short"),
        too_long: call.number("too_long"),
        content_type: text("content_type"),
        phase: text("phase"),
        at_byte: size("at_byte"),
        first: call.number32("first"),
        nth: call.number32("nth"),
        every_nth: call.number32("every_nth"),
        chance: call
            .number("chance")
            .and_then(|chance| chance.try_into().ok()),
        over: call.number32("over"),
        per: period("per"),
        during: period("during"),
        each: text("each"),
    }
}

fn retry_after(call: &Call<'_>) -> Option<RetryAfter> {
    let seconds = call.number("retry_after").map(RetryAfter::Seconds);
    seconds.or_else(|| RetryAfter::named(call.text("retry_after")?))
}

fn remove(call: &Call<'_>) -> Result<Reply, Problem> {
    let id = FaultId::of(call.number("id").unwrap_or_default());
    if call.service.remove_fault(id) {
        return Ok(Reply::Nothing);
    }
    let detail = "there is no rule with that number, or no longer";
    let remedy = "GET /__cardproof/faults lists the rules.";
    Err(Problem::not_found(detail, remedy).at("/id"))
}

fn clear(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.clear_faults();
    Ok(Reply::Nothing)
}
