use std::time::Duration;

use super::*;
use crate::run::sample::{place, scenario};
use crate::run::scenario::blank;
use crate::run::{CheckName, StepReport};
use crate::scenario::{CheckKind, Level, StepName};

fn check(verdict: Verdict, level: Level, covers: &[&str]) -> CheckReport {
    CheckReport {
        name: CheckName::Step(CheckKind::Status),
        place: Some(place(1)),
        verdict,
        covers: covers
            .iter()
            .map(|id| RequirementId((*id).to_owned()))
            .collect(),
        section: None,
        level,
        differences: Vec::new(),
        deviation: None,
        reason: None,
    }
}

fn with(verdict: Verdict, checks: Vec<CheckReport>) -> ScenarioReport {
    let step = StepReport {
        name: StepName("one".to_owned()),
        place: Some(place(1)),
        left_out: None,
        notes: Vec::new(),
        exchanges: Vec::new(),
        checks,
    };
    ScenarioReport {
        verdict,
        steps: vec![step],
        ..blank(&scenario(Vec::new()))
    }
}

fn report(level: Level, scenario: ScenarioReport) -> RunReport {
    RunReport {
        target: "mock".to_owned(),
        profile: "rfc".to_owned(),
        is_mock: true,
        scenarios: vec![scenario],
        level,
        requirements: BTreeMap::new(),
        seed: 1,
        shard: None,
        interrupted: false,
        notes: Vec::new(),
        elapsed: Duration::ZERO,
    }
}

#[test]
fn a_fail_counts_from_the_level_on_that_was_asked_for() {
    for (level, from, counts) in [
        (Level::Must, Level::Must, true),
        (Level::Should, Level::Must, false),
        (Level::Should, Level::Should, true),
        (Level::May, Level::Should, false),
        (Level::May, Level::May, true),
    ] {
        let fail = with(Verdict::Fail, vec![check(Verdict::Fail, level, &[])]);
        assert_eq!(
            report(from, fail).counts_as_failed(),
            counts,
            "{level} from {from}"
        );
    }
}

#[test]
fn a_change_counts_at_every_level_and_so_does_a_check_that_never_ran() {
    let change = with(
        Verdict::Changed,
        vec![check(Verdict::Changed, Level::May, &[])],
    );
    assert!(report(Level::Must, change).counts_as_failed());
    let never_ran = with(Verdict::Fail, vec![check(Verdict::Pass, Level::May, &[])]);
    assert!(report(Level::Must, never_ran).counts_as_failed());
}

#[test]
fn a_requirement_has_the_worst_verdict_of_its_checks() {
    let scenario = with(
        Verdict::Fail,
        vec![
            check(Verdict::Pass, Level::Must, &["a", "b"]),
            check(Verdict::Fail, Level::Must, &["b"]),
            check(Verdict::NotApplicable, Level::Must, &["a", "c"]),
        ],
    );
    let verdicts = by_requirement([&scenario]);
    let of = |id: &str| verdicts[&RequirementId(id.to_owned())];
    assert_eq!(
        (of("a"), of("b"), of("c")),
        (Verdict::Pass, Verdict::Fail, Verdict::NotApplicable)
    );
}

#[test]
fn what_is_not_applicable_or_inconclusive_was_not_judged() {
    let mut report = report(Level::Must, with(Verdict::Pass, Vec::new()));
    for (id, verdict) in [
        ("a", Some(Verdict::Pass)),
        ("b", Some(Verdict::KnownDeviation)),
        ("c", Some(Verdict::NotApplicable)),
        ("d", Some(Verdict::Inconclusive)),
        ("e", None),
    ] {
        report
            .requirements
            .insert(RequirementId(id.to_owned()), verdict);
    }
    assert_eq!(report.judged(), (2, 5));
    assert_eq!(report.count(Verdict::Pass), 1);
    assert!(report.has(Verdict::Pass) && !report.has(Verdict::Fail));
}
