//! The report for CI systems: one suite a folder of scenarios, one case a scenario.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::document::{CheckRecord, Document, Requirements, RunRecord, ScenarioRecord, StepRecord};
use crate::run::Verdict;

/// All runs as one JUnit document, and what kept a run from taking place.
///
/// A fail or a change is a failure, what was not or could not be judged is skipped with its
/// reason, and a known deviation passes with a property that names it. The profile is part of the
/// suite's name, since one scenario runs under several.
#[must_use]
pub fn junit(document: &Document) -> String {
    let mut report = Report::new("cardproof");
    for run in &document.runs {
        let several = several_targets(document).then_some(run.target.as_str());
        let writer = Writer {
            requirements: &document.requirements,
            run,
            prefix: several.map_or_else(String::new, |target| format!("{target}/")),
        };
        report.add_test_suites(writer.suites());
    }
    if let Some(error) = &document.error {
        report.add_test_suite(not_run(error));
    }
    report.set_time(document.runs.iter().map(RunRecord::elapsed).sum());
    // Writing into memory fails only for names with characters that XML cannot hold, and the
    // library takes those out.
    report.to_string().unwrap_or_default()
}

fn several_targets(document: &Document) -> bool {
    let mut targets = document.runs.iter().map(|run| &run.target);
    let first = targets.next();
    targets.any(|target| Some(target) != first)
}

fn not_run(error: &str) -> TestSuite {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(error);
    let mut suite = TestSuite::new("cardproof");
    suite.add_test_case(TestCase::new("the run", status));
    suite
}

struct Writer<'a> {
    requirements: &'a Requirements,
    run: &'a RunRecord,
    /// The target, where there are several.
    prefix: String,
}

impl Writer<'_> {
    fn suites(&self) -> Vec<TestSuite> {
        let run = self.run;
        let mut suites: BTreeMap<&str, TestSuite> = BTreeMap::new();
        for scenario in &run.scenarios {
            let folder = scenario.id.rsplit_once('/');
            let folder = folder.map_or("", |(folder, _)| folder);
            let suite = suites.entry(folder).or_insert_with(|| {
                let name = format!("{}{}/{folder}", self.prefix, run.profile);
                let mut suite = TestSuite::new(name.trim_end_matches('/'));
                suite.add_property(Property::new("target", &run.target));
                suite.add_property(Property::new("profile", &run.profile));
                suite.add_property(Property::new("seed", run.seed.to_string()));
                suite
            });
            suite.add_test_case(self.case(scenario));
        }
        suites.into_values().collect()
    }

    fn case(&self, scenario: &ScenarioRecord) -> TestCase {
        let mut case = TestCase::new(scenario.id.as_str(), self.status(scenario));
        case.set_classname(format!("{}{}", self.prefix, self.run.profile));
        case.set_time(scenario.elapsed());
        case.set_assertions(scenario.checks().count());
        case.add_property(Property::new("title", &scenario.title));
        case.add_property(Property::new("verdict", scenario.verdict.name()));
        case.add_property(Property::new("file", scenario.place.to_string()));
        for check in scenario.checks() {
            if let Some(property) = known_deviation(check) {
                case.add_property(property);
            }
        }
        let mut steps: String = scenario.steps.iter().map(step_lines).collect();
        for command in scenario.commands() {
            steps += &format!("{command}\n");
        }
        case.set_system_out(steps);
        case
    }

    fn status(&self, scenario: &ScenarioRecord) -> TestCaseStatus {
        let mut status = match scenario.verdict {
            Verdict::Pass | Verdict::KnownDeviation => return TestCaseStatus::success(),
            Verdict::NotApplicable | Verdict::Inconclusive => {
                let mut status = TestCaseStatus::skipped();
                status.set_message(scenario.why().unwrap_or_default());
                status
            }
            Verdict::Fail | Verdict::Changed => self.failure(scenario),
        };
        status.set_type(scenario.verdict.name());
        status
    }

    fn failure(&self, scenario: &ScenarioRecord) -> TestCaseStatus {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let found = broken(scenario);
        let reason = || format!("{}: {}", scenario.place, scenario.why().unwrap_or_default());
        let first = found.first();
        status.set_message(first.map_or_else(reason, |(step, check)| headline(step, check)));
        let all = found
            .iter()
            .map(|(step, check)| self.description(step, check));
        let left_out = scenario.steps.iter().filter_map(left_out);
        let commands = scenario.commands().join("\n") + "\n";
        let all: Vec<_> = all.chain(left_out).chain([commands]).collect();
        status.set_description(all.join("\n"));
        status
    }

    fn description(&self, step: &StepRecord, check: &CheckRecord) -> String {
        let mut text = format!("{} ({})\n", headline(step, check), check.level);
        for id in &check.covers {
            let says = self.requirements.get(id);
            let says = says.map_or_else(String::new, |found| {
                format!(": {} ({})", found.says, found.source)
            });
            text += &format!("{id}{says}\n");
        }
        if let Some(section) = &check.section {
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
}

fn broken(scenario: &ScenarioRecord) -> Vec<(&StepRecord, &CheckRecord)> {
    let pairs = scenario
        .steps
        .iter()
        .flat_map(|step| step.checks.iter().map(move |check| (step, check)));
    pairs
        .filter(|(_, check)| matches!(check.verdict, Verdict::Fail | Verdict::Changed))
        .collect()
}

/// A step that did not run may be what fails a scenario.
fn left_out(step: &StepRecord) -> Option<String> {
    let reason = step.left_out.as_ref()?;
    Some(format!("step {} was left out: {reason}\n", step.name))
}

/// `scenarios/write/x.yaml:23:15: step stale, check status`
fn headline(step: &StepRecord, check: &CheckRecord) -> String {
    let place = check.place_in(step);
    let place = place.map_or_else(String::new, |place| format!("{place}: "));
    format!("{place}step {}, check {}", step.name, check.name)
}

fn known_deviation(check: &CheckRecord) -> Option<Property> {
    if check.verdict != Verdict::KnownDeviation {
        return None;
    }
    let deviation = check.deviation.as_ref()?;
    Some(Property::new("known-deviation", deviation.in_words()))
}

/// A line a step: its requests and what came of its checks.
fn step_lines(step: &StepRecord) -> String {
    let exchanges = step.exchanges.iter();
    let exchanges = exchanges.map(|exchange| {
        format!(
            "{} {} -> {}",
            exchange.method,
            exchange.url,
            exchange.outcome()
        )
    });
    let mut parts: Vec<_> = exchanges.collect();
    parts.extend(step.notes.iter().cloned());
    parts.extend(step.mock.iter().map(|action| format!("mock: {action}")));
    parts.extend(
        step.left_out
            .iter()
            .map(|reason| format!("left out: {reason}")),
    );
    parts.extend(step.verdict().map(|verdict| verdict.name().to_owned()));
    format!("{}: {}\n", step.name, parts.join("; "))
}
