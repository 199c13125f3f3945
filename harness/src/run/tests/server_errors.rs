//! Answers that say nothing, and those that say enough.

use cardproof_mock::quirk::Profile;
use cardproof_mock::{Fault, Operation, RetryAfter};
use http::{Method, StatusCode};

use super::bench::{Bench, check, mock, step, verdict};
use crate::run::{Exit, RunReport, Verdict, exit_code};

fn faulty(fault: &str, expect: &str) -> String {
    format!(
        "\
given: {{ ada: minimal }}
steps:
  - {{ name: fault, mock: {{ fault: {{ method: GET, {fault} }} }}, elsewhere: {{ not-applicable: x }} }}
  - {{ name: read, get: $given.ada.href, expect: {{ {expect} }} }}
  - {{ name: last, head: $given.ada.href, expect: {{ status: 200 }}, covers: [x-01] }}
"
    )
}

const READ: &str = "\
given: { ada: minimal }
steps:
  - { name: read, get: $given.ada.href, expect: { status: 200 } }
  - { name: last, head: $given.ada.href, expect: { status: 200 }, covers: [x-01] }
";

/// A server that has a fault of its own.
async fn on_a_server(fault: Fault) -> RunReport {
    let mock = mock(Profile::Rfc).await;
    mock.inject_fault(fault);
    Bench::elsewhere(READ, &mock, Profile::Rfc).report().await
}

fn on_get(status: StatusCode, times: u32) -> Fault {
    Fault::status(Operation::Method(Method::GET), status).first(times)
}

#[tokio::test]
async fn throttling_ends_the_scenario_and_what_was_created_still_goes() {
    let fault = on_get(StatusCode::SERVICE_UNAVAILABLE, 1).retry_after(RetryAfter::Seconds(1));
    let report = on_a_server(fault).await;
    let found = &report.scenarios[0];
    let reason = "step `read`: the target answered 503 with Retry-After";
    assert_eq!(verdict(found), (Verdict::Inconclusive, reason));
    assert_eq!(
        check(found, "read", "answer").verdict,
        Verdict::Inconclusive
    );
    assert!(step(found, "last").left_out.is_some());
    let clean_up = step(found, "(clean up)");
    let last = clean_up.exchanges.last().unwrap();
    assert_eq!(last.request.method, "DELETE");
    assert_eq!(last.outcome.as_ref().unwrap().status, 204);
    assert_eq!(exit_code(&[report], false), Exit::NotJudged);
}

#[tokio::test]
async fn an_expected_error_is_judged_as_usual() {
    let scenario = faulty("status: 503, times: 1, retry-after: 1", "status: 503");
    let report = Bench::on_mock(&scenario).scenario().await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
}

#[tokio::test]
async fn an_error_of_the_mock_fails_at_once() {
    for fault in [
        "status: 500, times: 1",
        "status: 503, times: 1, retry-after: 1",
    ] {
        let report = Bench::on_mock(&faulty(fault, "status: 418"))
            .scenario()
            .await;
        assert_eq!(report.verdict, Verdict::Fail);
        assert_eq!(step(&report, "read").exchanges.len(), 1);
    }
}

#[tokio::test]
async fn an_error_that_comes_again_fails_the_status_check() {
    let fault = on_get(StatusCode::INTERNAL_SERVER_ERROR, 2);
    let report = on_a_server(fault).await.scenarios.remove(0);
    assert_eq!(report.verdict, Verdict::Fail);
    assert_eq!(step(&report, "read").exchanges.len(), 2);
    assert_eq!(
        check(&report, "read", "status").differences[0].received,
        "500"
    );
}

#[tokio::test]
async fn without_a_status_check_the_error_itself_is_the_fail() {
    let scenario = faulty("status: 500, times: 2", "header: { Server: present }");
    let report = Bench::on_mock(&scenario).scenario().await;
    let answer = check(&report, "read", "answer");
    assert_eq!(answer.verdict, Verdict::Fail);
    assert_eq!(answer.differences[0].expected, "no server error");
    assert_eq!(answer.differences[0].received, "500");
}

#[tokio::test]
async fn an_error_that_does_not_come_again_is_inconclusive() {
    let fault = on_get(StatusCode::INTERNAL_SERVER_ERROR, 1);
    let report = on_a_server(fault).await.scenarios.remove(0);
    let reason = "step `read`: the target answered 500, but not when the request was repeated";
    assert_eq!(verdict(&report), (Verdict::Inconclusive, reason));
    assert_eq!(step(&report, "read").exchanges.len(), 3);
}

#[tokio::test]
async fn that_the_mock_breaks_off_is_judged_wherever_a_status_is_expected() {
    let of = |expect: &str| {
        let scenario = faulty("kind: reset", expect);
        async move { Bench::on_mock(&scenario).scenario().await }
    };
    let broken = of("status: [200, 2xx]").await;
    let found = check(&broken, "read", "status");
    assert_eq!(found.verdict, Verdict::Fail);
    assert_eq!(found.differences[0].expected, "200 or 2xx");
    assert_eq!(found.differences[0].received, "no answer");
    assert_eq!(of("status: no-answer").await.verdict, Verdict::Pass);
    let nothing = of("header: { ETag: present }").await;
    assert_eq!(nothing.verdict, Verdict::Inconclusive);
}
