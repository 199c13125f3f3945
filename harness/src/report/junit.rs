//! The report for CI systems: one suite a folder of scenarios, one case a scenario.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::Run;
use super::deviation::deviation_text;
use crate::run::{CheckReport, ScenarioReport, StepReport, Verdict};

/// All runs as one JUnit document, and what kept a run from taking place.
///
/// A fail or a change is a failure, what was not or could not be judged is skipped with its
/// reason, and a known deviation passes with a property that names it. The profile is part of the
/// suite's name, since one scenario runs under several.
#[must_use]
pub fn junit(runs: &[Run], error: Option<&str>) -> String {
    let mut report = Report::new("cardproof");
    for run in runs {
        report.add_test_suites(suites(run));
    }
    if let Some(error) = error {
        report.add_test_suite(not_run(error));
    }
    report.set_time(runs.iter().map(|run| run.report.elapsed).sum());
    // Writing into memory fails only for names with characters that XML cannot hold, and the
    // library takes those out.
    report.to_string().unwrap_or_default()
}

fn not_run(error: &str) -> TestSuite {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(error);
    let mut suite = TestSuite::new("cardproof");
    suite.add_test_case(TestCase::new("the run", status));
    suite
}

fn suites(run: &Run) -> Vec<TestSuite> {
    let mut suites: BTreeMap<String, TestSuite> = BTreeMap::new();
    for scenario in &run.report.scenarios {
        let folder = scenario
            .id
            .0
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let name = format!("{}/{folder}", run.report.profile);
        let suite = suites.entry(folder.to_owned()).or_insert_with(|| {
            let mut suite = TestSuite::new(name.trim_end_matches('/'));
            suite.add_property(Property::new("target", &run.report.target));
            suite.add_property(Property::new("profile", &run.report.profile));
            suite.add_property(Property::new("seed", run.report.seed.to_string()));
            suite
        });
        suite.add_test_case(case(run, scenario));
    }
    suites.into_values().collect()
}

fn case(run: &Run, scenario: &ScenarioReport) -> TestCase {
    let mut case = TestCase::new(scenario.id.0.as_str(), status(run, scenario));
    case.set_classname(run.report.profile.as_str());
    case.set_time(scenario.elapsed);
    case.set_assertions(scenario.checks().count());
    case.add_property(Property::new("title", &scenario.title));
    case.add_property(Property::new("verdict", scenario.verdict.name()));
    for check in scenario.checks() {
        if let Some(property) = known_deviation(check) {
            case.add_property(property);
        }
    }
    case.set_system_out(steps(scenario));
    case
}

fn status(run: &Run, scenario: &ScenarioReport) -> TestCaseStatus {
    match scenario.verdict {
        Verdict::Pass | Verdict::KnownDeviation => TestCaseStatus::success(),
        Verdict::NotApplicable | Verdict::Inconclusive => {
            let mut status = TestCaseStatus::skipped();
            status.set_type(scenario.verdict.name());
            status.set_message(reason(scenario));
            status
        }
        Verdict::Fail | Verdict::Changed => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(scenario.verdict.name());
            let found = broken(scenario);
            let first = found
                .first()
                .map_or_else(|| reason(scenario), |(step, check)| headline(step, check));
            status.set_message(first);
            let all: Vec<_> = found
                .iter()
                .map(|(step, check)| description(run, step, check))
                .collect();
            status.set_description(all.join("\n"));
            status
        }
    }
}

fn reason(scenario: &ScenarioReport) -> String {
    let from_checks = scenario
        .checks()
        .filter(|check| check.verdict == scenario.verdict)
        .find_map(|check| check.reason.clone());
    scenario.reason.clone().or(from_checks).unwrap_or_default()
}

fn broken(scenario: &ScenarioReport) -> Vec<(&StepReport, &CheckReport)> {
    fn of_step(step: &StepReport) -> impl Iterator<Item = (&StepReport, &CheckReport)> {
        let is_broken =
            |check: &&CheckReport| matches!(check.verdict, Verdict::Fail | Verdict::Changed);
        step.checks
            .iter()
            .filter(is_broken)
            .map(move |check| (step, check))
    }
    scenario.steps.iter().flat_map(of_step).collect()
}

/// `scenarios/write/x.yaml:23:15: step stale, check status`
fn headline(step: &StepReport, check: &CheckReport) -> String {
    let place = check.place.as_ref().or(step.place.as_ref());
    let place = place.map_or_else(String::new, |place| format!("{place}: "));
    format!("{place}step {}, check {}", step.name, check.name)
}

fn description(run: &Run, step: &StepReport, check: &CheckReport) -> String {
    let mut text = format!("{} ({})\n", headline(step, check), check.level);
    for id in &check.covers {
        let says = run.suite.requirements.get(id);
        let says = says.map_or_else(String::new, |found| {
            format!(": {} ({})", found.says, found.source)
        });
        text += &format!("{id}{says}\n");
    }
    if let Some(section) = check.section {
        text += &format!("{section}\n");
    }
    for difference in &check.differences {
        text += &format!(
            "expected {}\nreceived {}\n",
            difference.expected, difference.received
        );
    }
    if let Some(reason) = &check.reason {
        text += &format!("{reason}\n");
    }
    text
}

fn known_deviation(check: &CheckReport) -> Option<Property> {
    if check.verdict != Verdict::KnownDeviation {
        return None;
    }
    let deviation = check.deviation.as_ref()?;
    Some(Property::new("known-deviation", deviation_text(deviation)))
}

/// A line a step: its requests and what came of its checks.
fn steps(scenario: &ScenarioReport) -> String {
    scenario.steps.iter().map(step_line).collect()
}

fn step_line(step: &StepReport) -> String {
    let mut parts = Vec::new();
    for exchange in &step.exchanges {
        let outcome = match &exchange.outcome {
            Ok(response) => response.status.to_string(),
            Err(failure) => failure.to_string(),
        };
        let request = &exchange.request;
        parts.push(format!("{} {} -> {outcome}", request.method, request.url));
    }
    parts.extend(step.notes.iter().cloned());
    if let Some(reason) = &step.left_out {
        parts.push(format!("left out: {reason}"));
    }
    if let Some(verdict) = Verdict::over(step.checks.iter().map(|check| check.verdict)) {
        parts.push(verdict.name().to_owned());
    }
    format!("{}: {}\n", step.name, parts.join("; "))
}
