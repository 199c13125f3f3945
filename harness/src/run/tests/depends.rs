//! `depends:`: order, and what follows from a scenario that went wrong.

use std::sync::Mutex;

use cardproof_mock::quirk::Profile;

use super::bench::{Bench, mock, verdict};
use crate::run::{Event, Interrupt, RunReport, ScenarioReport, Verdict, play};
use crate::scenario::Feature;

const PASS: &str =
    "steps: [{ name: a, get: $book, expect: { status: [200, 405] }, covers: [x-01] }]";
const FAIL: &str = "steps: [{ name: a, get: $book, expect: { status: 299 }, covers: [x-01] }]";
const LACK: &str = "needs: [basic]\nsteps: [{ name: a, get: $book, expect: { status: 299 }, \
                    covers: [x-01] }]";

/// `x/one` depends on `x/two`, whose text is given; that depends on `x/three`, which passes.
fn bench(two: &str) -> Bench {
    Bench::on_mock_with(
        &format!("depends: [x/two]\n{PASS}"),
        &[
            (
                "x/two.yaml",
                &format!("title: Two\ndepends: [x/zoo/three]\n{two}"),
            ),
            ("x/zoo/three.yaml", &format!("title: Three\n{PASS}")),
        ],
    )
}

fn one(report: &RunReport) -> &ScenarioReport {
    let mut scenarios = report.scenarios.iter();
    scenarios.find(|it| it.id.0 == "x/one").expect("x/one")
}

#[tokio::test]
async fn what_depends_on_a_failure_is_inconclusive() {
    let report = bench(FAIL).report().await;
    assert_eq!(
        verdict(one(&report)),
        (Verdict::Inconclusive, "it depends on x/two, which failed")
    );
    assert!(one(&report).steps.is_empty());
}

#[tokio::test]
async fn what_depends_on_something_not_applicable_is_not_applicable_either() {
    let mock = mock(Profile::Rfc).await;
    let mut elsewhere = bench(LACK).against(&mock);
    let lacking = (Feature::Basic, "for the test".to_owned());
    elsewhere.server().lacks.extend([lacking]);
    let report = elsewhere.report().await;
    assert_eq!(
        verdict(one(&report)),
        (
            Verdict::NotApplicable,
            "it depends on x/two, which is not applicable"
        )
    );
}

#[tokio::test]
async fn what_depends_on_a_pass_is_played_after_it_on_the_mock_and_elsewhere() {
    let mock = mock(Profile::Rfc).await;
    for bench in [bench(PASS), bench(PASS).against(&mock)] {
        let ended = Mutex::new(Vec::new());
        let report = play(&bench.plan, Interrupt::never(), |event| {
            if let Event::ScenarioFinished(report) = event {
                ended.lock().unwrap().push(report.id.0.clone());
            }
        });
        let report = report.await.unwrap();
        assert_eq!(verdict(one(&report)), (Verdict::Pass, ""));
        assert_eq!(*ended.lock().unwrap(), ["x/zoo/three", "x/two", "x/one"]);
    }
}

#[tokio::test]
async fn what_was_not_selected_decides_nothing() {
    let mut bench = bench(FAIL);
    bench.plan.scenarios.retain(|id| id.0 == "x/one");
    let report = bench.report().await;
    assert_eq!(verdict(one(&report)), (Verdict::Pass, ""));
}

#[tokio::test]
async fn one_job_is_enough() {
    let mut bench = bench(PASS);
    bench.plan.jobs = 1;
    assert_eq!(bench.report().await.scenarios.len(), 3);
}
