//! From what a run tells to its record.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::{
    CheckRecord, Counts, DeviationRecord, DifferenceRecord, ExchangeRecord, RequirementRecord,
    Requirements, RunRecord, ScenarioRecord, SnapshotRecord, SnapshotState, StepRecord,
};
use crate::report::{CurlLogin, Replay};
use crate::run::{CheckReport, Deviation, RunReport, ScenarioReport, StepReport, Verdict};
use crate::scenario::{
    Action, Credentials, Device, MockAction, RequirementId, Scenario, Step, StepName, Suite,
};
use crate::snapshot::{SnapshotOutcome, SnapshotReport, fingerprints};

/// Turns what a run tells into its record.
#[derive(Clone, Debug)]
pub struct Recorder {
    /// The scenarios and requirements.
    pub suite: Arc<Suite>,
    /// How a scenario is played again.
    pub replay: Replay,
    /// How `curl` logs in.
    pub login: CurlLogin,
    /// Whether the conversation of a scenario is kept where nothing is wrong with it.
    pub keeps_all: bool,
}

impl Recorder {
    /// The requirements of the suite.
    #[must_use]
    pub fn requirements(&self) -> Requirements {
        let requirements = self.suite.requirements.values();
        let record = |found: &crate::scenario::Requirement| RequirementRecord {
            level: found.level,
            says: found.says.clone(),
            source: found.source.clone(),
            evidence: found.evidence.clone(),
        };
        requirements
            .map(|found| (found.id.0.clone(), record(found)))
            .collect()
    }

    /// The record of a scenario. How it compares with its snapshot is not known yet.
    #[must_use]
    pub fn scenario(&self, report: &ScenarioReport) -> ScenarioRecord {
        let mut scenarios = self.suite.scenarios.iter();
        let scenario = scenarios.find(|found| found.id == report.id);
        let keeps = self.keeps_all || is_worth_telling(report);
        ScenarioRecord {
            id: report.id.0.clone(),
            title: report.title.clone(),
            place: report.place.clone(),
            tags: scenario.map(|found| found.tags.clone()).unwrap_or_default(),
            covers: scenario.map(covers).unwrap_or_default(),
            verdict: report.verdict,
            reason: report.reason.clone(),
            elapsed_ms: millis(report.elapsed),
            command: self.replay.command(report),
            repro: self.replay.repro(report),
            snapshot: None,
            steps: if keeps {
                steps(report, scenario, self.keeps_all)
            } else {
                let bare = report.steps.iter();
                bare.map(|step| step_record(step, scenario, Vec::new()))
                    .collect()
            },
        }
    }

    /// The record of a run, whose scenarios have been recorded one by one.
    #[must_use]
    pub fn run(
        &self,
        report: &RunReport,
        mut scenarios: Vec<ScenarioRecord>,
        snapshots: &[SnapshotReport],
    ) -> RunRecord {
        scenarios.sort_by(|a, b| a.id.cmp(&b.id));
        for scenario in &mut scenarios {
            let found = snapshots
                .iter()
                .find(|found| found.scenario.0 == scenario.id);
            scenario.snapshot = found.map(snapshot);
        }
        let requirements = report.requirements.iter();
        RunRecord {
            target: report.target.clone(),
            profile: report.profile.clone(),
            is_mock: report.is_mock,
            level: report.level,
            seed: report.seed,
            shard: report.shard.map(|shard| shard.to_string()),
            login: self.login,
            began: Timestamp::UNIX_EPOCH,
            interrupted: report.interrupted,
            elapsed_ms: millis(report.elapsed),
            counts: Counts::over(&scenarios),
            judged: report.judged().0,
            requirements: requirements
                .map(|(id, verdict)| (id.0.clone(), *verdict))
                .collect(),
            notes: report.notes.clone(),
            snapshots_count: true,
            scenarios,
        }
    }
}

fn is_worth_telling(report: &ScenarioReport) -> bool {
    let told = |verdict| {
        matches!(
            verdict,
            Verdict::Fail | Verdict::Changed | Verdict::Inconclusive
        )
    };
    told(report.verdict) || report.checks().any(|check| told(check.verdict))
}

fn covers(scenario: &Scenario) -> Vec<String> {
    scenario
        .covers()
        .into_iter()
        .map(|id| id.0.clone())
        .collect()
}

/// The steps with their exchanges, and with fingerprints where these are of use.
fn steps(
    report: &ScenarioReport,
    scenario: Option<&Scenario>,
    with_fingerprints: bool,
) -> Vec<StepRecord> {
    let mut prints = if with_fingerprints {
        fingerprints(report).into_iter()
    } else {
        Vec::new().into_iter()
    };
    let steps = report.steps.iter().map(|step| {
        let exchanges = step.exchanges.iter();
        let exchanges = exchanges
            .map(|exchange| ExchangeRecord::of(exchange, prints.next().unwrap_or_default()));
        step_record(step, scenario, exchanges.collect())
    });
    steps.collect()
}

fn step_record(
    step: &StepReport,
    scenario: Option<&Scenario>,
    exchanges: Vec<ExchangeRecord>,
) -> StepRecord {
    let written = scenario.and_then(|scenario| find_step(scenario, &step.name));
    let (mock, credentials) = match written.map(|written| &written.action) {
        Some(Action::Mock(mock)) => (Some(in_words(&mock.action)), Credentials::Own),
        Some(Action::Request(request)) => (None, request.credentials),
        None => (None, Credentials::Own),
    };
    StepRecord {
        name: step.name.0.clone(),
        place: step.place.clone(),
        other_device: written.is_some_and(|written| written.device == Device::Other),
        mock,
        credentials,
        left_out: step.left_out.clone(),
        notes: step.notes.clone(),
        checks: step.checks.iter().map(check).collect(),
        exchanges,
    }
}

fn find_step<'a>(scenario: &'a Scenario, name: &StepName) -> Option<&'a Step> {
    scenario.all_steps().find(|step| step.name == *name)
}

fn in_words(action: &MockAction) -> String {
    match action {
        MockAction::Advance(by) => format!("advance {by:#}"),
        _ => action.name().to_owned(),
    }
}

fn check(check: &CheckReport) -> CheckRecord {
    let differences = check.differences.iter().map(|found| DifferenceRecord {
        expected: found.expected.clone(),
        received: found.received.clone(),
    });
    let id = |id: &RequirementId| id.0.clone();
    CheckRecord {
        name: check.name.to_string(),
        place: check.place.clone(),
        verdict: check.verdict,
        level: check.level,
        covers: check.covers.iter().map(id).collect(),
        section: check.section.map(str::to_owned),
        differences: differences.collect(),
        deviation: check.deviation.as_ref().map(deviation),
        reason: check.reason.clone(),
    }
}

fn deviation(deviation: &Deviation) -> DeviationRecord {
    match deviation {
        Deviation::Quirk { name, value, place } => DeviationRecord::Quirk {
            quirk: name.clone(),
            value: value.clone(),
            place: place.clone(),
        },
        Deviation::TargetFile { reason, place } => DeviationRecord::TargetFile {
            reason: reason.clone(),
            place: place.clone(),
        },
    }
}

fn snapshot(report: &SnapshotReport) -> SnapshotRecord {
    let path = |path: &std::path::PathBuf| path.display().to_string();
    let mut record = SnapshotRecord {
        state: SnapshotState::Matches,
        file: path(&report.file),
        diff: None,
        pending: None,
        cause: None,
    };
    match &report.outcome {
        SnapshotOutcome::Matches => {}
        SnapshotOutcome::Differs { diff, pending } => {
            record.state = SnapshotState::Differs;
            record.diff = Some(diff.clone());
            record.pending = pending.as_ref().map(path);
        }
        SnapshotOutcome::Missing { pending } => {
            record.state = SnapshotState::Missing;
            record.pending = pending.as_ref().map(path);
        }
        SnapshotOutcome::Unusable { cause } => {
            record.state = SnapshotState::Unusable;
            record.cause = Some(cause.clone());
        }
    }
    record
}

/// A duration in whole milliseconds.
pub(super) fn millis(elapsed: Duration) -> u64 {
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}
