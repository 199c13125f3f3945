//! Hand-made runs for the tests of reports and snapshots.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::check::Difference;
use crate::exchange::{Exchange, Request, Response};
use crate::run::{CheckName, CheckReport, ScenarioReport, StepReport, Verdict};
use crate::scenario::{CheckKind, ContextName, Level, Place, RequirementId, ScenarioId, StepName};

/// The mock's base URL in these runs.
pub(crate) const BASE: &str = "http://127.0.0.1:4321";

/// The address book in these runs.
pub(crate) const BOOK: &str = "/carddav/v1/principals/[account]/lists/default/";

pub(crate) fn place(file: &str, line: u32, column: u32) -> Place {
    Place {
        file: Arc::from(file),
        line,
        column,
    }
}

pub(crate) fn headers(fields: &[(&str, &str)]) -> HeaderMap {
    fields
        .iter()
        .map(|(name, value)| {
            (
                name.parse::<HeaderName>().unwrap(),
                value.parse::<HeaderValue>().unwrap(),
            )
        })
        .collect()
}

pub(crate) fn request(method: &str, path: &str, fields: &[(&str, &str)], body: &str) -> Request {
    Request {
        method: method.to_owned(),
        url: format!("{BASE}{path}"),
        headers: headers(fields),
        body: Bytes::from(body.to_owned()),
    }
}

pub(crate) fn response(status: u16, fields: &[(&str, &str)], body: &str) -> Response {
    Response {
        status,
        headers: headers(fields),
        body: Bytes::from(body.to_owned()),
        foreign: 0,
    }
}

pub(crate) fn exchange(request: Request, response: Response) -> Exchange {
    Exchange {
        request,
        outcome: Ok(response),
        elapsed: Duration::from_millis(3),
    }
}

/// A step of a scenario file at a line, without checks.
pub(crate) fn step(name: &str, line: u32, exchanges: Vec<Exchange>) -> StepReport {
    StepReport {
        name: StepName(name.to_owned()),
        place: Some(place("scenarios/write/stale-if-match.yaml", line, 5)),
        left_out: None,
        exchanges,
        checks: Vec::new(),
    }
}

/// A status check of level must that covers `write-02`.
pub(crate) fn status_check(verdict: Verdict, expected: &str, received: &str) -> CheckReport {
    let differences = match verdict {
        Verdict::Pass => Vec::new(),
        _ => vec![Difference {
            expected: expected.to_owned(),
            received: received.to_owned(),
        }],
    };
    CheckReport {
        name: CheckName::Step(CheckKind::Status),
        place: Some(place("scenarios/write/stale-if-match.yaml", 23, 15)),
        verdict,
        covers: vec![RequirementId("write-02".to_owned())],
        section: None,
        level: Level::Must,
        differences,
        deviation: None,
        reason: None,
    }
}

/// A scenario that passed, without steps.
pub(crate) fn scenario(id: &str, title: &str, verdict: Verdict) -> ScenarioReport {
    ScenarioReport {
        id: ScenarioId(id.to_owned()),
        place: place(&format!("scenarios/{id}.yaml"), 1, 1),
        title: title.to_owned(),
        verdict,
        reason: None,
        steps: Vec::new(),
        context: BTreeMap::from([
            (ContextName::Base, BASE.to_owned()),
            (ContextName::Book, BOOK.to_owned()),
        ]),
        cards: Vec::new(),
        elapsed: Duration::from_millis(12),
    }
}
