//! No false green: what did not run is told, and what cannot be judged is not a pass.

use cardproof_mock::quirk::Profile;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer as Wiremock, ResponseTemplate};

use super::bench::{Bench, mock, step, verdict};
use crate::run::{Exit, RunError, Verdict, exit_code};

const READING: &str = "\
steps:
  - { name: read, propfind: $book, depth: 0, props: [getetag], expect: { status: 207 }, covers: [x-01] }
";

const WRITING: &str = "\
given: { ada: minimal }
steps:
  - { name: read, get: $given.ada.href, expect: { status: 200 }, covers: [x-01] }
";

#[tokio::test]
async fn a_green_scenario_passes_and_is_counted() {
    let report = Bench::on_mock(WRITING).report().await;
    assert_eq!(verdict(&report.scenarios[0]), (Verdict::Pass, ""));
    assert_eq!(report.judged(), (1, 3));
    assert_eq!(exit_code(&[report], false), Exit::Success);
}

#[tokio::test]
async fn a_step_that_needs_what_no_other_gave_makes_the_scenario_fail() {
    let scenario = "\
steps:
  - name: create
    put: { in: $book, name: \"${uuid.a}.vcf\" }
    card: minimal
    expect: { status: 201 }
    capture: { other: header X-Nothing }
  - { name: read, get: $create.other, expect: { status: 200 } }
  - { name: last, get: \"${book}x\", expect: { status: 404 }, covers: [x-01] }
";
    let report = Bench::on_mock(scenario).scenario().await;
    assert_eq!(
        verdict(&report),
        (
            Verdict::Fail,
            "step `read` did not run: it needs $create.other, which step `create` did not give"
        )
    );
    assert_eq!(
        step(&report, "read").left_out.as_deref(),
        Some("it needs $create.other, which step `create` did not give")
    );
    assert_eq!(step(&report, "last").exchanges.len(), 1);
}

#[tokio::test]
async fn writing_elsewhere_has_to_be_allowed() {
    let mock = mock(Profile::Rfc).await;
    let mut bench = Bench::elsewhere(WRITING, &mock, Profile::Rfc);
    bench.plan.allow_writes = false;
    let report = bench.report().await;
    assert_eq!(
        verdict(&report.scenarios[0]),
        (
            Verdict::NotApplicable,
            "it writes, and writing needs --allow-writes"
        )
    );
    assert_eq!(exit_code(&[report], false), Exit::Usage);
    bench.plan.allow_writes = true;
    assert_eq!(verdict(&bench.scenario().await), (Verdict::Pass, ""));
    assert_eq!(mock.card_hrefs().unwrap(), Vec::<String>::new());
    assert_eq!(bench.ledger(), "");
}

#[tokio::test]
async fn what_the_target_lacks_makes_a_scenario_not_applicable() {
    let scenario = format!("needs: [add-member]\n{READING}");
    let mock = mock(Profile::Rfc).await;
    let mut bench = Bench::elsewhere(&scenario, &mock, Profile::Rfc);
    let feature = crate::scenario::Feature::AddMember;
    bench.server().lacks.insert(feature, "it is old".to_owned());
    assert_eq!(
        verdict(&bench.scenario().await),
        (
            Verdict::NotApplicable,
            "the target lacks add-member: it is old"
        )
    );
}

#[tokio::test]
async fn steps_whose_condition_does_not_hold_are_left_out_by_design() {
    let scenario = "\
steps:
  - { name: post, when: { lacks: add-member }, get: $book, expect: { status: 200 }, covers: [x-01] }
";
    let report = Bench::on_mock(scenario).scenario().await;
    assert_eq!(
        verdict(&report),
        (Verdict::NotApplicable, "the target has add-member")
    );
}

#[tokio::test]
async fn a_book_that_is_not_found_makes_what_needs_it_inconclusive() {
    let server = Wiremock::start().await;
    let answer = ResponseTemplate::new(500);
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let report = Bench::on(READING, &server.uri()).report().await;
    let (found, reason) = verdict(&report.scenarios[0]);
    assert_eq!(found, Verdict::Inconclusive);
    assert!(
        reason.starts_with("the address book was not found: PROPFIND"),
        "{reason}"
    );
    assert_eq!(exit_code(&[report], false), Exit::NotJudged);
}

#[tokio::test]
async fn nothing_selected_is_no_run() {
    let mut bench = Bench::on_mock(READING);
    bench.plan.scenarios.clear();
    let error = bench.run().await.unwrap_err();
    assert_eq!(error, RunError::NothingSelected);
    assert!(error.is_usage());
}
