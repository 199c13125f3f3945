//! Exchanges of the journal as JSON.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Value, json};

use crate::explanation::Explanation;
use crate::fault::{Cut, Wire};
use crate::journal::Exchange;
use crate::server::control::shape::{COUNT, Field, Kind, Shape};
use crate::shared::SharedService;

pub(super) const SUMMARY: Shape = Shape {
    name: "ExchangeSummary",
    about: "An exchange in short.",
    fields: &[
        Field::required("number", COUNT, "Counts from 1; never used again."),
        Field::required("at", Kind::Time, "When it was answered, in real time."),
        Field::required(
            "account",
            Kind::OrNull(&Kind::Text),
            "Who asked; null where nobody was let in.",
        ),
        Field::required("method", Kind::Text, "The method."),
        Field::required("target", Kind::Text, "Path and query."),
        Field::required(
            "status",
            Kind::Number(100, 599),
            "The status of the answer.",
        ),
        Field::required("because", Kind::Text, "Why."),
        Field::required("fault", Kind::OrNull(&COUNT), "The rule that struck."),
    ],
};

const HEADER: Shape = Shape {
    name: "Header",
    about: "A header line.",
    fields: &[
        Field::required("name", Kind::Text, "Its name, in lower case."),
        Field::required("value", Kind::Text, "Its value; credentials are left out."),
    ],
};

const BODY: Shape = Shape {
    name: "Body",
    about: "A body: text, or Base64 where it is none.",
    fields: &[
        Field::required("bytes", COUNT, "How long it is."),
        Field::new("text", Kind::Text, "The text."),
        Field::new("base64", Kind::Text, "The bytes."),
    ],
};

const REQUEST: Shape = Shape {
    name: "Request",
    about: "What was asked.",
    fields: &[
        Field::required("method", Kind::Text, "The method."),
        Field::required("target", Kind::Text, "Path and query as sent."),
        Field::required(
            "headers",
            Kind::List(&Kind::Object(&HEADER)),
            "The headers.",
        ),
        Field::required("body", Kind::Object(&BODY), "The body."),
    ],
};

const RESPONSE: Shape = Shape {
    name: "Response",
    about: "What was answered.",
    fields: &[
        Field::required("status", Kind::Number(100, 599), "The status."),
        Field::required(
            "headers",
            Kind::List(&Kind::Object(&HEADER)),
            "The headers.",
        ),
        Field::required("body", Kind::Object(&BODY), "The body."),
        Field::required(
            "wire",
            Kind::OrNull(&Kind::Text),
            "What a fault did to it on its way.",
        ),
    ],
};

pub(super) const QUIRK_USE: Shape = Shape {
    name: "QuirkUse",
    about: "A quirk that was asked.",
    fields: &[
        Field::required("quirk", Kind::Text, "Its id."),
        Field::required("value", Kind::Text, "The value that it had."),
    ],
};

pub(super) const FACT: Shape = Shape {
    name: "Fact",
    about: "A piece of state that was looked at.",
    fields: &[
        Field::required("name", Kind::Text, "What it is."),
        Field::required("value", Kind::Text, "Its value."),
    ],
};

const EXPLANATION: Shape = Shape {
    name: "Explanation",
    about: "Why an answer is what it is.",
    fields: &[
        Field::required("because", Kind::Text, "The rule that decided."),
        Field::required(
            "quirks",
            Kind::List(&Kind::Object(&QUIRK_USE)),
            "In the order of asking.",
        ),
        Field::required("facts", Kind::List(&Kind::Object(&FACT)), "The state."),
        Field::required("fault", Kind::OrNull(&COUNT), "The rule that struck."),
        Field::required(
            "remedy",
            Kind::OrNull(&Kind::Text),
            "For a refusal: the smallest change to the request that would have succeeded.",
        ),
    ],
};

pub(super) const EXCHANGE: Shape = Shape {
    name: "Exchange",
    about: "A request with its answer and the reason for it, without secrets.",
    fields: &[
        Field::required("number", COUNT, "Counts from 1."),
        Field::required("at", Kind::Time, "When it was answered, in real time."),
        Field::required("account", Kind::OrNull(&Kind::Text), "Who asked."),
        Field::required("request", Kind::Object(&REQUEST), "What was asked."),
        Field::required("response", Kind::Object(&RESPONSE), "What was answered."),
        Field::required("explanation", Kind::Object(&EXPLANATION), "Why."),
    ],
};

/// The address of the account that asked, if that is known and still there.
fn account(service: &SharedService, explanation: &Explanation) -> Option<String> {
    let number = explanation.account?;
    let accounts = service.with_service(|service| service.world().account_summaries());
    let found = accounts
        .into_iter()
        .find(|account| account.number == number);
    found.map(|account| account.address)
}

/// An exchange in short.
pub(in crate::server::control) fn summary(service: &SharedService, exchange: &Exchange) -> Value {
    let explanation = &exchange.explanation;
    json!({
        "number": exchange.number,
        "at": exchange.at,
        "account": account(service, explanation),
        "method": exchange.request.method.as_str(),
        "target": exchange.request.target,
        "status": exchange.response.status.as_u16(),
        "because": explanation.because,
        "fault": explanation.fault.map(crate::fault::FaultId::number),
    })
}

/// An exchange, whole.
pub(super) fn whole(service: &SharedService, exchange: &Exchange) -> Value {
    let Exchange {
        request, response, ..
    } = exchange;
    json!({
        "number": exchange.number,
        "at": exchange.at,
        "account": account(service, &exchange.explanation),
        "request": {
            "method": request.method.as_str(),
            "target": request.target,
            "headers": headers(&request.headers),
            "body": body(&request.body),
        },
        "response": {
            "status": response.status.as_u16(),
            "headers": headers(&response.headers),
            "body": body(&response.body),
            "wire": wire(exchange.wire),
        },
        "explanation": explanation(&exchange.explanation),
    })
}

fn explanation(explanation: &Explanation) -> Value {
    json!({
        "because": explanation.because,
        "quirks": explanation
            .quirks
            .iter()
            .map(|used| json!({ "quirk": used.quirk, "value": used.value }))
            .collect::<Vec<_>>(),
        "facts": facts(explanation),
        "fault": explanation.fault.map(crate::fault::FaultId::number),
        "remedy": explanation.remedy,
    })
}

pub(super) fn facts(explanation: &Explanation) -> Vec<Value> {
    let facts = explanation.facts.iter();
    facts
        .map(|fact| json!({ "name": fact.name, "value": fact.value }))
        .collect()
}

/// Header lines, without what lets anybody in.
pub(super) fn headers(headers: &HeaderMap) -> Vec<Value> {
    let line = |name: &http::HeaderName, value: &http::HeaderValue| {
        let value = String::from_utf8_lossy(value.as_bytes());
        let hidden = matches!(
            name.as_str(),
            "cookie" | "set-cookie" | "proxy-authorization"
        );
        let value = if hidden { "[secret]".into() } else { value };
        json!({ "name": name.as_str(), "value": value })
    };
    headers
        .iter()
        .map(|(name, value)| line(name, value))
        .collect()
}

fn body(body: &Bytes) -> Value {
    match std::str::from_utf8(body) {
        Ok(text) => json!({ "bytes": body.len(), "text": text }),
        Err(_) => json!({ "bytes": body.len(), "base64": BASE64_STANDARD.encode(body) }),
    }
}

/// What became of the answer on its way, in words.
pub(super) fn wire(wire: Wire) -> Option<String> {
    let place = |at: Cut| match at {
        Cut::Start => "before its first byte".to_owned(),
        Cut::Body(bytes) => format!("after {bytes} bytes of its body"),
    };
    Some(match wire {
        Wire::Whole => return None,
        Wire::Pause { at, by } => format!("waits {by:?} {}", place(at)),
        Wire::Dribble { from, bytes, every } => {
            format!("{from} bytes, then {bytes} bytes every {every:?}")
        }
        Wire::Close { at } => format!("ends {}", place(at)),
        Wire::Reset { at } => format!("breaks off {}", place(at)),
        Wire::Silence { at } => format!("falls silent {}", place(at)),
        Wire::Length { stated } => format!("states a Content-Length of {stated}"),
    })
}
