use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;

use super::*;
use crate::exchange::{Request, Response};
use crate::run::sample::{place, scenario, status, step};
use crate::scenario::{CheckKind, Expectation, Requirement, RequirementId, StepName, Values};

#[test]
fn the_table_of_verdicts() {
    use Verdict::{Changed, Fail, KnownDeviation, NotApplicable, Pass};
    for (required, known, expected) in [
        (Some(true), None, Pass),
        (Some(false), None, Fail),
        (Some(true), Some(true), Pass),
        (Some(true), Some(false), Changed),
        (Some(false), Some(true), KnownDeviation),
        (Some(false), Some(false), Fail),
        (None, Some(true), Pass),
        (None, Some(false), Changed),
        (None, None, NotApplicable),
    ] {
        assert_eq!(verdict(required, known), expected, "{required:?} {known:?}");
    }
}

/// The check of a status: what is required, what is known, and what the target file lists, against
/// what is received.
struct Case {
    required: Option<u16>,
    known: Known,
    listed: Option<&'static str>,
    received: u16,
}

fn because() -> Because {
    Because {
        quirk: "update.if-match".to_owned(),
        value: "ignored".to_owned(),
        place: place(50),
        is_standard: false,
    }
}

fn instead(code: u16) -> Known {
    Known::Instead(status(code, 50), because())
}

impl Case {
    const fn new(required: u16, received: u16) -> Self {
        Self {
            required: Some(required),
            known: Known::Nothing,
            listed: None,
            received,
        }
    }

    fn knowing(required: Option<u16>, known: Known, received: u16) -> Self {
        Self {
            required,
            known,
            listed: None,
            received,
        }
    }

    fn judged(self) -> Option<CheckReport> {
        let deviations: Vec<_> = self.listed.map(entry).into_iter().collect();
        let request = Request {
            method: "PUT".to_owned(),
            url: "http://h/".to_owned(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            raw: None,
        };
        let response = Response {
            status: self.received,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            foreign: 0,
        };
        let values = Values::default();
        let check = PlayedCheck {
            kind: CheckKind::Status,
            required: self.required.map(|code| status(code, 7)),
            known: self.known,
        };
        let mut step = step("stale", 412);
        step.expect
            .insert(CheckKind::Status, Box::new(status(412, 7)));
        step.covers = vec![RequirementId("write-02".to_owned())];
        judge_with(&deviations, &step).check(&check, &Subject::new(&request, &response, &values))
    }

    fn report(self) -> CheckReport {
        self.judged().expect("there is something to check")
    }
}

fn judge_with<'a>(deviations: &'a [KnownDeviation], step: &'a Step) -> Judge<'a> {
    // Leaked: a test process ends soon.
    let scenario = Box::leak(Box::new(scenario(Vec::new())));
    Judge {
        suite: Box::leak(Box::new(suite())),
        scenario: &scenario.id,
        deviations,
        step,
        stable: Box::leak(Box::new(Stable::new(
            Box::leak(Box::new(Values::new(1))),
            "run-1",
            Box::leak(Box::default()),
        ))),
    }
}

fn suite() -> Suite {
    let requirement = Requirement {
        id: RequirementId("write-02".to_owned()),
        says: "It is refused.".to_owned(),
        source: "RFC 9110 §13.1.1".to_owned(),
        evidence: Vec::new(),
        level: Level::Should,
        place: Place {
            file: "scenarios/requirements/write.yaml".into(),
            line: 1,
            column: 3,
        },
    };
    Suite {
        scenarios: Vec::new(),
        requirements: BTreeMap::from([(requirement.id.clone(), requirement)]),
        root: std::path::PathBuf::new(),
        snapshots: None,
    }
}

fn entry(received: &str) -> KnownDeviation {
    KnownDeviation {
        scenario: ScenarioId("sample".to_owned()),
        step: StepName("stale".to_owned()),
        check: CheckName::Step(CheckKind::Status),
        received: received.to_owned(),
        requirement: None,
        reason: "it does not look".to_owned(),
        evidence: String::new(),
        since: "1.0".to_owned(),
        place: Place {
            file: Arc::from("target.yaml"),
            line: 3,
            column: 1,
        },
        last_line: 9,
    }
}

#[test]
fn a_requirement_alone_passes_or_fails_at_its_place_and_level() {
    let held = Case::new(412, 412).report();
    assert_eq!(held.verdict, Verdict::Pass);
    let broken = Case::new(412, 204).report();
    assert_eq!(broken.verdict, Verdict::Fail);
    assert_eq!(broken.place, Some(place(7)));
    assert_eq!(broken.level, Level::Should);
    assert_eq!(broken.covers, [RequirementId("write-02".to_owned())]);
    assert_eq!(broken.differences, [Difference::new("412", "204")]);
}

#[test]
fn a_known_quirk_makes_a_known_deviation_and_names_itself() {
    let report = Case::knowing(Some(412), instead(204), 204).report();
    assert_eq!(report.verdict, Verdict::KnownDeviation);
    let deviation = Deviation::Quirk {
        name: "update.if-match".to_owned(),
        value: "ignored".to_owned(),
        place: Some(place(50)),
    };
    assert_eq!(report.deviation, Some(deviation));
    assert_eq!(report.differences.len(), 1);
}

#[test]
fn what_belongs_to_the_profile_rfc_excuses_nothing() {
    let because = || Because {
        is_standard: true,
        ..because()
    };
    let of = |known, received| {
        let known = Known::Instead(status(known, 50), because());
        Case::knowing(Some(412), known, received).report()
    };
    assert_eq!(of(412, 412).verdict, Verdict::Pass);
    let report = of(204, 204);
    assert_eq!(report.verdict, Verdict::Fail);
    assert_eq!(report.differences, [Difference::new("412", "204")]);
    assert_eq!(
        report.reason.as_deref(),
        Some(
            "it is as update.if-match=ignored says (sample.yaml:50:1), which is no deviation: the \
             profile rfc has it"
        )
    );
}

#[test]
fn a_target_that_is_right_after_all_has_changed() {
    let report = Case::knowing(Some(412), instead(204), 412).report();
    assert_eq!(report.verdict, Verdict::Changed);
    assert_eq!(
        report.reason.as_deref(),
        Some(
            "as required, and no longer as update.if-match=ignored says: if the target is right, \
             delete sample.yaml:50:1"
        )
    );
}

#[test]
fn what_is_neither_required_nor_known_fails() {
    let report = Case::knowing(Some(412), instead(204), 500).report();
    assert_eq!(report.verdict, Verdict::Fail);
    assert_eq!(
        report.reason.as_deref(),
        Some("nor is it 204, as update.if-match=ignored says (sample.yaml:50:1)")
    );
    assert_eq!(report.differences[0].expected, "412");
}

#[test]
fn both_may_hold() {
    let either = Known::Instead(
        Expectation {
            place: place(50),
            check: Check::Status(vec![StatusPattern::Class(4)]),
        },
        because(),
    );
    let report = Case::knowing(Some(412), either, 412).report();
    assert_eq!((report.verdict, report.deviation), (Verdict::Pass, None));
}

#[test]
fn a_check_that_only_a_quirk_asks_for_passes_or_has_changed() {
    let of = |received| Case::knowing(None, instead(204), received).report().verdict;
    assert_eq!(of(204), Verdict::Pass);
    assert_eq!(of(412), Verdict::Changed);
}

#[test]
fn a_removed_check_does_not_run() {
    assert!(
        Case::knowing(Some(412), Known::Removed, 204)
            .judged()
            .is_none()
    );
}

#[test]
fn a_guess_is_not_applicable_and_says_what_was_seen() {
    let of = |received| {
        let guess = Known::Guess(status(204, 50), because());
        let report = Case::knowing(None, guess, received).report();
        assert_eq!(report.verdict, Verdict::NotApplicable);
        report.reason.unwrap_or_default()
    };
    assert_eq!(of(412), "unknown; seen: 412");
    assert_eq!(
        of(204),
        "unknown; seen: what update.if-match=ignored guesses"
    );
}

#[test]
fn an_entry_of_the_target_file_has_to_say_exactly_what_is_received() {
    let of = |listed, required, received| {
        let case = Case {
            listed: Some(listed),
            ..Case::new(required, received)
        };
        let report = case.report();
        (report.verdict, report.reason.unwrap_or_default())
    };
    assert_eq!(
        of("204", 412, 204),
        (Verdict::KnownDeviation, String::new())
    );
    assert_eq!(
        of("204", 412, 500),
        (
            Verdict::Fail,
            "the target file knows another answer here (target.yaml:3:1): 204".to_owned()
        )
    );
    assert_eq!(
        of("204", 412, 412),
        (
            Verdict::Changed,
            "the target is right; delete lines 3-9 of target.yaml".to_owned()
        )
    );
}

fn standing(explained: Option<(Deviation, String)>, outcome: Outcome) -> CheckReport {
    let step = step("stale", 412);
    let deviations = [entry("204")];
    judge_with(&deviations, &step).found(Found {
        name: CheckName::Standing("well-formed"),
        place: None,
        section: Some("RFC 4918 §8.2"),
        level: Level::Should,
        outcome,
        explained,
    })
}

fn broken() -> Outcome {
    Outcome::Broken(vec![Difference::new("XML", "204")])
}

#[test]
fn an_entry_for_another_check_changes_nothing() {
    let report = standing(None, broken());
    assert_eq!(
        (report.verdict, report.level),
        (Verdict::Fail, Level::Should)
    );
    assert!(report.covers.is_empty());
}

#[test]
fn what_is_explained_is_a_known_deviation_only_where_it_is_broken() {
    let quirk = Deviation::Quirk {
        name: "alias.resolve".to_owned(),
        value: "all-but-delete".to_owned(),
        place: None,
    };
    let explained = Some((quirk.clone(), "it is an alias".to_owned()));
    let report = standing(explained.clone(), broken());
    assert_eq!(report.verdict, Verdict::KnownDeviation);
    assert_eq!(report.deviation, Some(quirk));
    assert_eq!(report.reason.as_deref(), Some("it is an alias"));
    let held = standing(explained, Outcome::Held);
    assert_eq!((held.verdict, held.deviation), (Verdict::Pass, None));
}
