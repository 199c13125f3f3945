//! Time-outs that scenarios set.

use super::bench::{Bench, check, step, verdict};
use crate::run::Verdict;

const SILENT: &str = "  - { name: fault, mock: { fault: { method: GET, kind: silence, times: 9 } }, elsewhere: { not-applicable: x } }
";

#[tokio::test]
async fn a_step_that_takes_too_long_is_inconclusive_and_names_its_limit() {
    let scenario = format!(
        "given: {{ ada: minimal }}\nsteps:\n{SILENT}  - name: read\n    get: $given.ada.href\n    \
         timeout: 20 ms\n    expect: {{ status: 200 }}\n    covers: [x-01]\n"
    );
    let report = Bench::on_mock(&scenario).scenario().await;
    assert_eq!(report.verdict, Verdict::Inconclusive);
    let reason = report.reason.clone().unwrap();
    assert!(
        reason.starts_with("step `read`: no answer within 20ms, the `timeout` at ")
            && reason.ends_with("one.yaml:7:14"),
        "{reason}"
    );
    let exchange = &step(&report, "read").exchanges[0];
    assert_eq!(
        exchange.outcome.as_ref().unwrap_err().to_string(),
        "no answer within 20ms"
    );
    assert_eq!(
        check(&report, "read", "answer").verdict,
        Verdict::Inconclusive
    );
}

#[tokio::test]
async fn a_scenario_that_takes_too_long_ends_and_is_cleaned_up() {
    let scenario = format!(
        "timeout: 150 ms\ngiven: {{ ada: minimal }}\nsteps:\n{SILENT}  - {{ name: read, get: \
         $given.ada.href, expect: {{ status: 200 }}, covers: [x-01] }}\n  - {{ name: more, head: \
         $given.ada.href, expect: {{ status: 200 }} }}\n"
    );
    let report = Bench::on_mock(&scenario).scenario().await;
    assert_eq!(report.verdict, Verdict::Inconclusive);
    let reason = report.reason.clone().unwrap();
    assert!(reason.contains("150ms, the `timeout` at "), "{reason}");
    assert!(reason.ends_with("one.yaml:2:10"), "{reason}");
    assert!(step(&report, "more").left_out.is_some());
    assert!(!step(&report, "(clean up)").exchanges.is_empty());
}

#[tokio::test]
async fn a_loop_that_runs_out_of_time_fails_with_the_last_answer() {
    let scenario = "\
steps:
  - name: read
    get: { in: $book, name: nothing.vcf }
    until: { status: 200 }
    interval: 1 minute
    at-most: 9
    timeout: 100 ms
    covers: [x-01]
";
    let report = Bench::on_mock(scenario).scenario().await;
    assert_eq!(verdict(&report), (Verdict::Fail, ""));
    let notes = &step(&report, "read").notes;
    assert!(
        notes[0].starts_with("then the time was over (100ms, the `timeout` at "),
        "{notes:?}"
    );
}
