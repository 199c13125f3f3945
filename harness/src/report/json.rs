//! The report for programs. `docs/reports.md` describes its shape.

use serde::Serialize;
use serde_json::Value;

use super::Run;
use crate::exchange::{Exchange, body_text, header_fields};
use crate::run::{CheckReport, Deviation, RunReport, ScenarioReport, StepReport, Verdict};
use crate::scenario::Place;
use crate::snapshot::{SnapshotOutcome, SnapshotReport};

/// The version of the shape. It changes when a key goes away or means something else; new keys
/// come without a change.
pub const JSON_FORMAT: u32 = 1;

/// All runs as one JSON document, and what kept a run from taking place.
#[must_use]
pub fn json(runs: &[Run], error: Option<&str>) -> String {
    let document = Document {
        format: JSON_FORMAT,
        cardproof: env!("CARGO_PKG_VERSION"),
        error,
        runs: runs.iter().map(RunShape::of).collect(),
    };
    // The shape has no maps with keys that are no text, which alone could fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    cardproof: &'static str,
    error: Option<&'a str>,
    runs: Vec<RunShape<'a>>,
}

#[derive(Serialize)]
struct RunShape<'a> {
    target: &'a str,
    profile: &'a str,
    is_mock: bool,
    level: &'static str,
    seed: u64,
    shard: Option<String>,
    interrupted: bool,
    elapsed_ms: u64,
    counts: Value,
    judged: usize,
    requirements: Value,
    notes: &'a [String],
    scenarios: Vec<ScenarioShape<'a>>,
}

#[derive(Serialize)]
struct ScenarioShape<'a> {
    id: &'a str,
    title: &'a str,
    place: String,
    verdict: &'static str,
    reason: Option<&'a str>,
    elapsed_ms: u64,
    snapshot: Option<&'static str>,
    steps: Vec<StepShape<'a>>,
}

#[derive(Serialize)]
struct StepShape<'a> {
    name: &'a str,
    place: Option<String>,
    left_out: Option<&'a str>,
    notes: &'a [String],
    checks: Vec<CheckShape<'a>>,
    exchanges: Vec<ExchangeShape<'a>>,
}

#[derive(Serialize)]
struct CheckShape<'a> {
    name: String,
    place: Option<String>,
    verdict: &'static str,
    level: &'static str,
    covers: Vec<&'a str>,
    section: Option<&'static str>,
    differences: Vec<DifferenceShape<'a>>,
    deviation: Option<DeviationShape<'a>>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct DifferenceShape<'a> {
    expected: &'a str,
    received: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum DeviationShape<'a> {
    Quirk {
        quirk: &'a str,
        value: &'a str,
        place: Option<String>,
    },
    TargetFile {
        reason: &'a str,
        place: String,
    },
}

#[derive(Serialize)]
struct ExchangeShape<'a> {
    method: &'a str,
    url: &'a str,
    request: MessageShape,
    status: Option<u16>,
    response: Option<MessageShape>,
    failure: Option<String>,
    elapsed_ms: u64,
}

#[derive(Serialize)]
struct MessageShape {
    headers: Vec<(String, String)>,
    body: String,
}

impl<'a> RunShape<'a> {
    fn of(run: &'a Run) -> Self {
        let report = &run.report;
        Self {
            target: &report.target,
            profile: &report.profile,
            is_mock: report.is_mock,
            level: report.level.name(),
            seed: report.seed,
            shard: report.shard.map(|shard| shard.to_string()),
            interrupted: report.interrupted,
            elapsed_ms: millis(report.elapsed),
            counts: counts(report),
            judged: report.judged().0,
            requirements: requirements(report),
            notes: &report.notes,
            scenarios: report
                .scenarios
                .iter()
                .map(|scenario| ScenarioShape::of(scenario, &run.snapshots))
                .collect(),
        }
    }
}

/// Every verdict with its count, also those that do not occur.
fn counts(report: &RunReport) -> Value {
    Verdict::ALL
        .iter()
        .map(|verdict| (verdict.name().to_owned(), report.count(*verdict)))
        .collect()
}

/// Every requirement of the suite with its verdict, `null` where nothing covers it.
fn requirements(report: &RunReport) -> Value {
    report
        .requirements
        .iter()
        .map(|(id, verdict)| (id.0.clone(), verdict.map(Verdict::name)))
        .collect()
}

impl<'a> ScenarioShape<'a> {
    fn of(scenario: &'a ScenarioReport, snapshots: &[SnapshotReport]) -> Self {
        let snapshot = snapshots.iter().find(|found| found.scenario == scenario.id);
        Self {
            id: &scenario.id.0,
            title: &scenario.title,
            place: scenario.place.to_string(),
            verdict: scenario.verdict.name(),
            reason: scenario.reason.as_deref(),
            elapsed_ms: millis(scenario.elapsed),
            snapshot: snapshot.map(|found| match found.outcome {
                SnapshotOutcome::Matches => "matches",
                SnapshotOutcome::Differs { .. } => "differs",
                SnapshotOutcome::Missing { .. } => "missing",
                SnapshotOutcome::Unusable { .. } => "unusable",
            }),
            steps: scenario.steps.iter().map(StepShape::of).collect(),
        }
    }
}

impl<'a> StepShape<'a> {
    fn of(step: &'a StepReport) -> Self {
        Self {
            name: &step.name.0,
            place: step.place.as_ref().map(Place::to_string),
            left_out: step.left_out.as_deref(),
            notes: &step.notes,
            checks: step.checks.iter().map(CheckShape::of).collect(),
            exchanges: step.exchanges.iter().map(ExchangeShape::of).collect(),
        }
    }
}

impl<'a> CheckShape<'a> {
    fn of(check: &'a CheckReport) -> Self {
        let differences = check.differences.iter().map(|difference| DifferenceShape {
            expected: &difference.expected,
            received: &difference.received,
        });
        Self {
            name: check.name.to_string(),
            place: check.place.as_ref().map(Place::to_string),
            verdict: check.verdict.name(),
            level: check.level.name(),
            covers: check.covers.iter().map(|id| id.0.as_str()).collect(),
            section: check.section,
            differences: differences.collect(),
            deviation: check.deviation.as_ref().map(DeviationShape::of),
            reason: check.reason.as_deref(),
        }
    }
}

impl<'a> DeviationShape<'a> {
    fn of(deviation: &'a Deviation) -> Self {
        match deviation {
            Deviation::Quirk { name, value, place } => Self::Quirk {
                quirk: name,
                value,
                place: place.as_ref().map(Place::to_string),
            },
            Deviation::TargetFile { reason, place } => Self::TargetFile {
                reason,
                place: place.to_string(),
            },
        }
    }
}

impl<'a> ExchangeShape<'a> {
    fn of(exchange: &'a Exchange) -> Self {
        let request = &exchange.request;
        let response = exchange.outcome.as_ref().ok();
        Self {
            method: &request.method,
            url: &request.url,
            request: MessageShape {
                headers: header_fields(&request.headers),
                body: body_text(&request.body),
            },
            status: response.map(|response| response.status),
            response: response.map(|response| MessageShape {
                headers: header_fields(&response.headers),
                body: body_text(&response.body),
            }),
            failure: exchange.outcome.as_ref().err().map(ToString::to_string),
            elapsed_ms: millis(exchange.elapsed),
        }
    }
}

fn millis(elapsed: std::time::Duration) -> u64 {
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}
