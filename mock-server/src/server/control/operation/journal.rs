//! The journal.

use http::Method;
use serde_json::json;

use super::exchange::{EXCHANGE, SUMMARY, summary, whole};
use super::{Answer, Group, Operation, har};
use crate::journal::{Exchange, JournalFilter};
use crate::server::control::call::Call;
use crate::server::control::problem::Problem;
use crate::server::control::reply::Reply;
use crate::server::control::shape::{COUNT, Field, Kind, Shape};
use crate::store::ControlError;

const JOURNAL: Shape = Shape {
    name: "Journal",
    about: "What was asked and answered, as far as it is kept.",
    fields: &[
        Field::required("answered", COUNT, "How many requests were answered in all."),
        Field::required("dropped", COUNT, "How many of the oldest had to make room."),
        Field::required("bytes", COUNT, "How many bytes are kept, roughly."),
        Field::required("limit", COUNT, "How many bytes are kept at most."),
        Field::required(
            "exchanges",
            Kind::List(&Kind::Object(&SUMMARY)),
            "Those that are wanted, oldest first.",
        ),
    ],
};

const STATUS: Kind = Kind::Number(100, 599);

const FILTER: &[Field] = &[
    Field::new(
        "account",
        Kind::Text,
        "Only of the account with this address.",
    ),
    Field::new("method", Kind::Text, "Only with this method."),
    Field::new(
        "status_from",
        STATUS,
        "Only with a status from this one on.",
    ),
    Field::new("status_to", STATUS, "Only with a status up to this one."),
    Field::new(
        "path",
        Kind::Text,
        "Only those whose path or query holds this text.",
    ),
    Field::new(
        "quirk",
        Kind::Text,
        "Only those in which this quirk was asked.",
    ),
    Field::new(
        "faulted",
        Kind::Boolean,
        "Only those that a fault struck, or the others.",
    ),
    Field::new("after", COUNT, "Only after the exchange of this number."),
    Field::new(
        "newest",
        Kind::Number(0, 1_000_000),
        "Only the newest so many of these.",
    ),
];

pub(super) const NUMBER: &[Field] = &[Field::required("number", COUNT, "The exchange.")];

pub(super) const GROUP: Group = Group {
    name: "journal",
    about: "What was asked, what was answered, and why; bounded by bytes, without secrets.",
    operations: &[
        Operation::get(
            ("showJournal", "/journal"),
            "Lists exchanges.",
            (Answer::Json(&JOURNAL), "The exchanges in short."),
            list,
        )
        .query(FILTER),
        Operation::change(
            ("clearJournal", "DELETE", "/journal"),
            "Forgets the exchanges. Numbers go on.",
            clear,
        ),
        Operation::get(
            ("followJournal", "/journal/follow"),
            "Sends exchanges as they come, an event of type `exchange` each, after those that are \
             kept and wanted. It ends when the reader goes or the server stops.",
            (
                Answer::Events,
                "Server-sent events; the data of each is an ExchangeSummary.",
            ),
            follow,
        )
        .query(FILTER),
        Operation::get(
            ("exportJournal", "/journal.har"),
            "Exports exchanges as a HTTP Archive.",
            (Answer::Document, "HAR 1.2."),
            export,
        )
        .query(FILTER),
        Operation::get(
            ("showExchange", "/journal/{number}"),
            "Shows an exchange, whole.",
            (Answer::Json(&EXCHANGE), "The exchange."),
            show,
        )
        .path_fields(NUMBER),
    ],
};

fn filter(call: &Call<'_>) -> Result<JournalFilter, Problem> {
    let account = call.text("account").map(|address| {
        let accounts = call
            .service
            .with_service(|service| service.world().account_summaries());
        let found = accounts.iter().find(|account| account.address == address);
        let found = found.map(|account| account.number);
        found.ok_or_else(|| Problem::from(ControlError::NoAccount).at("?account"))
    });
    let method = call.text("method").map(|method| {
        Method::from_bytes(method.as_bytes()).map_err(|_| {
            let detail = "the text is no method";
            Problem::bad_value("?method", detail, "Write `PROPFIND`.")
        })
    });
    let status = |name| call.number(name).and_then(|status| status.try_into().ok());
    Ok(JournalFilter {
        account: account.transpose()?,
        method: method.transpose()?,
        status_from: status("status_from"),
        status_to: status("status_to"),
        path: call.text("path").map(str::to_owned),
        quirk: call.text("quirk").map(str::to_owned),
        faulted: call.boolean("faulted"),
        after: call.number("after"),
        newest: call
            .number("newest")
            .and_then(|newest| newest.try_into().ok()),
    })
}

fn list(call: &Call<'_>) -> Result<Reply, Problem> {
    let exchanges = call.service.journal_of(&filter(call)?);
    let exchanges: Vec<_> = exchanges
        .iter()
        .map(|exchange| summary(call.service, exchange))
        .collect();
    Ok(Reply::Json(call.service.with_service(|service| {
        let journal = service.journal();
        json!({
            "answered": journal.answered(),
            "dropped": journal.dropped(),
            "bytes": journal.bytes(),
            "limit": journal.limit(),
            "exchanges": exchanges,
        })
    })))
}

fn clear(call: &Call<'_>) -> Result<Reply, Problem> {
    call.service.clear_journal();
    Ok(Reply::Nothing)
}

fn follow(call: &Call<'_>) -> Result<Reply, Problem> {
    let filter = filter(call)?;
    let after = filter.after.unwrap_or_default();
    Ok(Reply::Events(Box::new(filter), after))
}

fn export(call: &Call<'_>) -> Result<Reply, Problem> {
    let exchanges = call.service.journal_of(&filter(call)?);
    Ok(Reply::Json(har::archive(&exchanges)))
}

fn show(call: &Call<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(whole(call.service, &wanted(call)?)))
}

/// The exchange of the number in the path.
pub(super) fn wanted(call: &Call<'_>) -> Result<Exchange, Problem> {
    let number = call.number("number").unwrap_or_default();
    call.service.exchange_numbered(number).ok_or_else(|| {
        let detail = "the journal has no exchange with that number, or no longer";
        let remedy = "GET /__cardproof/journal lists what is kept.";
        Problem::not_found(detail, remedy).at("/number")
    })
}
