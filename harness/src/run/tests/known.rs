//! What is known of a target: by quirks, and by its target file.

use std::sync::Arc;

use cardproof_mock::quirk::Profile;

use super::bench::{Bench, check, mock, verdict};
use crate::plan::KnownDeviation;
use crate::run::{CheckName, Deviation, Exit, RunReport, Verdict, exit_code};
use crate::scenario::{CheckKind, Place, ScenarioId, StepName};

const STALE: &str = "\
given: { ada: minimal }
steps:
  - name: newer
    put: $given.ada.href
    card: { from: minimal, set: { UID: $given.ada.uid, NOTE: second } }
    expect: { status: 2xx }
  - name: stale
    put: $given.ada.href
    headers: { If-Match: $given.ada.etag }
    card: { from: minimal, set: { UID: $given.ada.uid, NOTE: third } }
    expect: { status: 412 }
    covers: [x-01]
under:
  - when: { update.if-match: ignored }
    expect: { stale: { status: [200, 204] } }
";

/// The scenario on a server that does one thing, of which another is believed.
async fn judged(does: &str, believed: &str, received: Option<&str>) -> RunReport {
    let builder = cardproof_mock::MockServer::builder().profile(Profile::Rfc);
    let builder = builder.quirk("update.if-match", does).unwrap();
    let mock = builder.start().await.unwrap();
    let bench = Bench::elsewhere(STALE, &mock, Profile::Rfc);
    let mut bench = bench.with_quirk("update.if-match", believed);
    let entries = received.map(entry);
    bench.server().known_deviations.extend(entries);
    bench.report().await
}

fn entry(received: &str) -> KnownDeviation {
    KnownDeviation {
        scenario: ScenarioId("x/one".to_owned()),
        step: StepName("stale".to_owned()),
        check: CheckName::Step(CheckKind::Status),
        received: received.to_owned(),
        requirement: None,
        reason: "it does not look".to_owned(),
        evidence: "its source".to_owned(),
        since: "1.0".to_owned(),
        place: Place {
            file: Arc::from("target.yaml"),
            line: 5,
            column: 3,
        },
        last_line: 11,
    }
}

fn outcome(report: &RunReport) -> (Verdict, Exit) {
    let verdict = report.scenarios[0].verdict;
    (verdict, exit_code(std::slice::from_ref(report), false))
}

#[tokio::test]
async fn a_quirk_that_is_as_believed_is_a_known_deviation() {
    let report = judged("ignored", "ignored", None).await;
    assert_eq!(outcome(&report), (Verdict::KnownDeviation, Exit::Success));
    let status = check(&report.scenarios[0], "stale", "status");
    assert!(
        matches!(&status.deviation, Some(Deviation::Quirk { name, .. }) if name == "update.if-match")
    );
}

#[tokio::test]
async fn a_quirk_that_is_not_there_any_more_is_a_change() {
    let report = judged("enforced", "ignored", None).await;
    assert_eq!(outcome(&report), (Verdict::Changed, Exit::Failed));
}

#[tokio::test]
async fn a_deviation_that_nobody_knows_is_a_fail() {
    let report = judged("ignored", "enforced", None).await;
    assert_eq!(outcome(&report), (Verdict::Fail, Exit::Failed));
}

#[tokio::test]
async fn the_target_file_has_to_say_what_is_received() {
    let listed = judged("ignored", "enforced", Some("204")).await;
    assert_eq!(outcome(&listed), (Verdict::KnownDeviation, Exit::Success));
    let other = judged("ignored", "enforced", Some("200")).await;
    assert_eq!(outcome(&other), (Verdict::Fail, Exit::Failed));
}

#[tokio::test]
async fn an_entry_that_is_not_true_any_more_is_a_change_that_names_its_lines() {
    let report = judged("enforced", "enforced", Some("204")).await;
    assert_eq!(outcome(&report), (Verdict::Changed, Exit::Failed));
    assert_eq!(
        check(&report.scenarios[0], "stale", "status")
            .reason
            .as_deref(),
        Some("the target is right; delete lines 5-11 of target.yaml")
    );
}

#[tokio::test]
async fn an_entry_whose_check_did_not_run_is_told() {
    let mock = mock(Profile::Rfc).await;
    let mut bench = Bench::elsewhere(STALE, &mock, Profile::Rfc);
    bench.server().known_deviations.push(entry("204"));
    bench.plan.allow_writes = false;
    let report = bench.report().await;
    assert_eq!(
        report.notes,
        ["target.yaml:5:3: not tried: the scenario x/one is not applicable"]
    );
}

#[tokio::test]
async fn a_capture_that_is_known_to_find_nothing_excuses_what_needs_it() {
    let scenario = "\
given: { ada: minimal }
steps:
  - { name: stale, get: $given.ada.href, expect: { status: 200 }, capture: { place: header X-No } }
  - { name: there, get: $stale.place, expect: { status: 200 }, covers: [x-01] }
";
    let mock = mock(Profile::Rfc).await;
    let mut bench = Bench::elsewhere(scenario, &mock, Profile::Rfc);
    bench.server().known_deviations.push(KnownDeviation {
        check: CheckName::Capture("place".to_owned()),
        ..entry("nothing")
    });
    let report = bench.scenario().await;
    assert_eq!(verdict(&report), (Verdict::KnownDeviation, ""));
}
