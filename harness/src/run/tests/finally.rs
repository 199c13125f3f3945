//! Steps that always run.

use cardproof_mock::quirk::Profile;

use super::bench::{Bench, mock, step, verdict};
use crate::run::{Interrupt, Verdict, play};

fn ending(steps: &str) -> String {
    format!(
        "\
given: {{ ada: minimal }}
steps:
{steps}finally:
  - {{ name: tidy-up, delete: $given.ada.href }}
"
    )
}

fn read(status: u16) -> String {
    ending(&format!(
        "  - {{ name: read, get: $given.ada.href, expect: {{ status: {status} }}, covers: [x-01] }}\n"
    ))
}

#[tokio::test]
async fn they_run_after_a_pass_and_after_a_fail() {
    for (status, expected) in [(200, Verdict::Pass), (418, Verdict::Fail)] {
        let report = Bench::on_mock(&read(status)).scenario().await;
        assert_eq!(report.verdict, expected);
        let tidy_up = step(&report, "tidy-up").exchanges[0].outcome.as_ref();
        assert_eq!(tidy_up.unwrap().status, 204);
    }
}

#[tokio::test]
async fn they_run_after_a_scenario_that_ended_early() {
    let scenario = ending(
        "  - { name: fault, mock: { fault: { method: GET, kind: reset, times: 9 } }, elsewhere: { not-applicable: x } }\n  \
         - { name: read, get: $given.ada.href, expect: { header: { ETag: present } }, covers: [x-01] }\n",
    );
    let report = Bench::on_mock(&scenario).scenario().await;
    assert_eq!(report.verdict, Verdict::Inconclusive);
    assert_eq!(step(&report, "tidy-up").exchanges.len(), 1);
}

#[tokio::test]
async fn they_run_after_an_interrupt_and_before_clean_up() {
    let mock = mock(Profile::Rfc).await;
    let bench = Bench::elsewhere(&read(200), &mock, Profile::Rfc);
    let (sender, receiver) = tokio::sync::watch::channel(false);
    let watched = mock.service();
    let interrupting = tokio::spawn(async move {
        let told = move || {
            let journal = watched.journal();
            journal
                .iter()
                .any(|exchange| exchange.request.method == "PUT")
        };
        while !told() {
            tokio::task::yield_now().await;
        }
        sender.send(true)
    });
    let report = play(&bench.plan, Interrupt::told_by(receiver), |_| {}).await;
    interrupting.await.unwrap().unwrap();
    let report = report.unwrap().scenarios.remove(0);
    assert_eq!(verdict(&report), (Verdict::Inconclusive, "interrupted"));
    let names: Vec<&str> = report
        .steps
        .iter()
        .map(|step| step.name.0.as_str())
        .collect();
    let at = |name: &str| names.iter().position(|found| *found == name);
    assert!(at("tidy-up") < at("(clean up)"), "{names:?}");
    assert!(at("tidy-up").is_some());
}

#[tokio::test]
async fn one_that_lacks_a_value_is_left_out_after_a_failure_only() {
    let scenario = |status: u16| {
        format!(
            "\
steps:
  - {{ name: first, get: {{ in: $book, name: nothing.vcf }}, expect: {{ status: {status} }}, covers: [x-01] }}
  - {{ name: second, when: {{ lacks: ctag }}, get: $book, expect: {{ status: 200 }}, capture: {{ etag: header ETag }} }}
finally:
  - {{ name: last, delete: $book, headers: {{ If-Match: $second.etag }} }}
"
        )
    };
    let disturbed =
        "step `last` did not run: it needs $second.etag, which step `second` did not give";
    let report = Bench::on_mock(&scenario(404)).scenario().await;
    assert_eq!(verdict(&report), (Verdict::Fail, disturbed));
}

#[tokio::test]
async fn what_they_write_counts_as_writing() {
    let mock = mock(Profile::Rfc).await;
    let scenario = "\
steps:
  - { name: read, propfind: $book, depth: 0, props: [getetag], expect: { status: 207 }, covers: [x-01] }
finally:
  - { name: last, delete: { in: $book, name: \"${uuid.a}.vcf\" } }
";
    let mut bench = Bench::elsewhere(scenario, &mock, Profile::Rfc);
    bench.plan.allow_writes = false;
    let reason = "it writes, and writing needs --allow-writes";
    assert_eq!(
        verdict(&bench.scenario().await),
        (Verdict::NotApplicable, reason)
    );
}
