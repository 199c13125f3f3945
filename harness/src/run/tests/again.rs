//! Requests that are sent again: loops, and what a scenario tries again.

use super::bench::{Bench, check, step, verdict};
use crate::run::{Interrupt, ScenarioReport, Verdict, play};

/// A GET of a card, of which the first so many are answered with a status.
fn troubled(fault: &str, read: &str) -> String {
    format!(
        "\
given: {{ ada: minimal }}
steps:
  - {{ name: fault, mock: {{ fault: {{ method: GET, {fault} }} }}, elsewhere: {{ not-applicable: x }} }}
  - {{ name: read, get: $given.ada.href, {read}, covers: [x-01] }}
"
    )
}

async fn played(fault: &str, read: &str) -> ScenarioReport {
    Bench::on_mock(&troubled(fault, read)).scenario().await
}

fn statuses(report: &ScenarioReport, at: &str) -> Vec<String> {
    let exchanges = step(report, at).exchanges.iter();
    let status = exchanges.map(|exchange| match &exchange.outcome {
        Ok(response) => response.status.to_string(),
        Err(failure) => failure.to_string(),
    });
    status.collect()
}

const UNTIL: &str = "until: { status: 200 }, interval: 1 ms";

#[tokio::test]
async fn a_loop_ends_with_the_first_answer_that_is_as_expected() {
    let until = format!("{UNTIL}, at-most: 5, expect: {{ etag: present }}");
    let report = played("status: 404, times: 2", &until).await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
    assert_eq!(statuses(&report, "read"), ["404", "404", "200"]);
    assert_eq!(step(&report, "read").notes, ["asked 3 times, 1ms apart"]);
    assert_eq!(check(&report, "read", "until").verdict, Verdict::Pass);
    assert_eq!(check(&report, "read", "etag").verdict, Verdict::Pass);
}

#[tokio::test]
async fn a_fault_that_strikes_nothing_is_the_scenarios_mistake() {
    let scenario =
        troubled("status: 404", "expect: { etag: present }").replace("method: GET", "method: POST");
    let report = Bench::on_mock(&scenario).scenario().await;
    let reason = "a fault never struck: status 404 before the change, for POST, once";
    assert_eq!(verdict(&report), (Verdict::Fail, reason));
}

#[tokio::test]
async fn a_loop_that_comes_to_nothing_fails_with_the_last_answer() {
    let until = format!("{UNTIL}, at-most: 2");
    let report = played("status: 404, times: 9", &until).await;
    assert_eq!(report.verdict, Verdict::Fail);
    assert_eq!(statuses(&report, "read"), ["404", "404"]);
    let until = check(&report, "read", "until");
    assert_eq!(until.reason.as_deref(), Some("it never came to be so"));
    assert_eq!(until.differences[0].expected, "200");
    assert!(until.differences[0].received.starts_with("404"));
    assert_eq!(until.covers[0].0, "x-01");
}

#[tokio::test]
async fn a_loop_that_need_not_begin_says_nothing() {
    let until = format!("{UNTIL}, at-most: 1");
    let report = played("status: 404, times: 9", &until).await;
    assert!(step(&report, "read").notes.is_empty());
    let report = Bench::on_mock(&troubled("status: 404, times: 9", &until).replace("GET", "PUT"));
    assert_eq!(statuses(&report.scenario().await, "read"), ["200"]);
}

#[tokio::test]
async fn a_loop_ends_when_the_user_wants_it_to() {
    let scenario = troubled(
        "status: 404, times: 1000",
        "until: { status: 200 }, interval: 1 hour, at-most: 9",
    );
    let bench = Bench::on_mock(&scenario);
    let (sender, receiver) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        sender.send(true)
    });
    let report = play(&bench.plan, Interrupt::told_by(receiver), |_| {}).await;
    let report = report.unwrap().scenarios.remove(0);
    assert_eq!(verdict(&report), (Verdict::Inconclusive, "interrupted"));
}

const RETRY: &str = "retry: { on: [503, no-answer], at-most: 2, interval: 1 ms }, \
                     expect: { status: 200 }";

#[tokio::test]
async fn what_is_declared_is_tried_again_and_told() {
    let report = played("status: 503, times: 2", RETRY).await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
    assert_eq!(statuses(&report, "read"), ["503", "503", "200"]);
    assert_eq!(
        step(&report, "read").notes,
        [
            "sent again after 503 (1 of at most 2)",
            "sent again after 503 (2 of at most 2)"
        ]
    );
}

#[tokio::test]
async fn no_answer_can_be_a_cause() {
    let report = played("kind: reset, times: 1", RETRY).await;
    assert_eq!(report.verdict, Verdict::Pass, "{:?}", report.reason);
    let notes = &step(&report, "read").notes;
    assert!(
        notes[0].starts_with("sent again after the answer broke off"),
        "{notes:?}"
    );
}

#[tokio::test]
async fn after_the_last_try_the_answer_is_judged() {
    let report = played("status: 503, times: 9", RETRY).await;
    assert_eq!(report.verdict, Verdict::Fail);
    assert_eq!(statuses(&report, "read"), ["503", "503", "503"]);
}

#[tokio::test]
async fn what_is_not_declared_is_not_tried_again() {
    let report = played("status: 500, times: 1", RETRY).await;
    assert_eq!(report.verdict, Verdict::Fail);
    assert_eq!(statuses(&report, "read"), ["500"]);
}
