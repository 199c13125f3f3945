//! Hand-made runs for the tests of reports and snapshots.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{CurlLogin, Document, Recorder, Replay, RunRecord};
use crate::check::Difference;
use crate::exchange::{Exchange, Failure, Request, Response};
use crate::run::{
    CheckName, CheckReport, Deviation, Exit, RunReport, ScenarioReport, StepReport, Verdict,
    exit_of,
};
use crate::scenario::{
    CheckKind, ContextName, Level, Place, Requirement, RequirementId, Scenario, ScenarioId,
    StepName, Suite,
};
use crate::snapshot::SnapshotReport;

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
        raw: None,
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
        notes: Vec::new(),
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

fn requirement(id: &str, says: &str, source: &str, level: Level) -> Requirement {
    Requirement {
        id: RequirementId(id.to_owned()),
        says: says.to_owned(),
        source: source.to_owned(),
        evidence: vec!["google:PUT-04".to_owned()],
        level,
        place: place("scenarios/requirements/write.yaml", 1, 3),
    }
}

/// The requirements of these runs.
pub(crate) fn suite() -> Suite {
    let requirements = [
        requirement(
            "write-02",
            "A PUT with an If-Match that names an older ETag is refused with 412.",
            "RFC 9110 §13.1.1",
            Level::Must,
        ),
        requirement(
            "write-09",
            "ETags are equal everywhere.",
            "RFC 9110 §8.8.3",
            Level::Should,
        ),
    ];
    Suite {
        scenarios: vec![plain_scenario("write/stale-if-match")],
        requirements: requirements
            .into_iter()
            .map(|requirement| (requirement.id.clone(), requirement))
            .collect(),
        root: std::path::PathBuf::new(),
        snapshots: None,
    }
}

fn plain_scenario(id: &str) -> Scenario {
    Scenario {
        id: ScenarioId(id.to_owned()),
        place: place(&format!("scenarios/{id}.yaml"), 1, 1),
        title: "A stale ETag must not overwrite a newer card".to_owned(),
        description: None,
        tags: Vec::new(),
        needs: Vec::new(),
        depends: Vec::new(),
        needs_book: true,
        steps: Vec::new(),
        finally: Vec::new(),
        timeout: None,
        under: Vec::new(),
        world: None,
    }
}

/// A check that deviates as the quirk says.
fn known_check() -> CheckReport {
    let mut check = status_check(Verdict::KnownDeviation, "412", "204");
    check.deviation = Some(Deviation::Quirk {
        name: "update.if-match".to_owned(),
        value: "ignored".to_owned(),
        place: Some(place("scenarios/write/stale-if-match.yaml", 38, 5)),
    });
    check
}

fn with_step(
    mut scenario: ScenarioReport,
    name: &str,
    exchanges: Vec<Exchange>,
    checks: Vec<CheckReport>,
) -> ScenarioReport {
    let mut step = step(name, 20, exchanges);
    step.checks = checks;
    scenario.steps.push(step);
    scenario
}

/// A scenario of each verdict.
pub(crate) fn every_verdict() -> Vec<ScenarioReport> {
    let put = exchange(
        request(
            "PUT",
            "/a",
            &[("if-match", "\"1\"")],
            "BEGIN:VCARD\r\nEND:VCARD\r\n",
        ),
        response(204, &[("etag", "\"3\"")], ""),
    );
    let lost = Exchange {
        request: request("GET", "/a", &[], ""),
        outcome: Err(Failure::Timeout(Duration::from_secs(5))),
        elapsed: Duration::from_secs(5),
    };
    let mut not_applicable = scenario("create/post", "POST creates", Verdict::NotApplicable);
    not_applicable.reason = Some("the target lacks add-member".to_owned());
    let mut unclear = status_check(Verdict::Inconclusive, "", "");
    unclear.name = CheckName::Answer;
    unclear.covers.clear();
    unclear.differences.clear();
    unclear.reason = Some("no answer within 5s".to_owned());
    let mut changed = known_check();
    changed.verdict = Verdict::Changed;
    changed.differences.clear();
    changed.reason =
        Some("the target is right; delete lines 12-20 of ci/targets/example.yaml".to_owned());
    changed.deviation = Some(Deviation::TargetFile {
        reason: "it never looks at If-Match".to_owned(),
        place: place("ci/targets/example.yaml", 12, 3),
    });
    let mut learned = status_check(Verdict::NotApplicable, "", "");
    learned.differences.clear();
    learned.reason = Some("unknown; seen: 405".to_owned());
    let passed = status_check(Verdict::Pass, "", "");
    vec![
        not_applicable,
        with_step(
            scenario("read/get", "A card can be read", Verdict::Inconclusive),
            "get",
            vec![lost],
            vec![unclear],
        ),
        with_step(
            scenario("read/head", "HEAD is GET without a body", Verdict::Pass),
            "head",
            vec![],
            vec![passed, learned],
        ),
        with_step(
            scenario("write/delete", "DELETE looks at If-Match", Verdict::Changed),
            "stale",
            vec![],
            vec![changed],
        ),
        with_step(
            scenario(
                "write/if-match",
                "PUT looks at If-Match",
                Verdict::KnownDeviation,
            ),
            "stale",
            vec![put.clone()],
            vec![known_check()],
        ),
        with_step(
            scenario(
                "write/stale-if-match",
                "A stale ETag must not overwrite a newer card",
                Verdict::Fail,
            ),
            "stale",
            vec![put],
            vec![status_check(Verdict::Fail, "412", "204")],
        ),
    ]
}

/// What makes the records of these runs.
pub(crate) fn recorder() -> Recorder {
    let arguments = ["--target=mock", "--profile=google-documented", "--seed=7"];
    Recorder {
        suite: Arc::new(suite()),
        replay: Replay {
            by_file: false,
            arguments: arguments.map(str::to_owned).into(),
        },
        login: CurlLogin::Bearer,
        keeps_all: true,
    }
}

/// A run with these scenarios, and how their conversations compare with the accepted ones.
pub(crate) fn run(scenarios: Vec<ScenarioReport>, snapshots: &[SnapshotReport]) -> RunRecord {
    let requirements = [("write-02", Some(Verdict::Fail)), ("write-09", None)];
    let report = RunReport {
        target: "mock".to_owned(),
        profile: "google-documented".to_owned(),
        is_mock: true,
        scenarios,
        level: Level::Should,
        requirements: requirements
            .map(|(id, verdict)| (RequirementId(id.to_owned()), verdict))
            .into(),
        seed: 7,
        shard: None,
        interrupted: false,
        notes: Vec::new(),
        elapsed: Duration::from_millis(1234),
    };
    let recorder = recorder();
    let scenarios = report.scenarios.iter();
    let records = scenarios
        .map(|scenario| recorder.scenario(scenario))
        .collect();
    recorder.run(&report, records, snapshots)
}

/// A document with these runs.
pub(crate) fn document_of(runs: Vec<RunRecord>) -> Document {
    let ends = runs
        .iter()
        .map(|run| exit_of(&[run.tally()], run.snapshots_differ()));
    let exit = Exit::worst(ends);
    let mut document = Document::new(recorder().requirements(), runs, exit);
    document.cardproof = "[version]".to_owned();
    document
}

/// A document with one run of these scenarios.
pub(crate) fn document(scenarios: Vec<ScenarioReport>) -> Document {
    document_of(vec![run(scenarios, &[])])
}
