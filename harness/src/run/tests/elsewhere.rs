//! Steps for the mock, and what stands for them on other targets.

use cardproof_mock::quirk::Profile;

use super::bench::{Bench, check, mock, step, verdict};
use crate::run::Verdict;
use crate::scenario::RequirementId;

const INSTEAD: &str = "\
steps:
  - { name: start, propfind: $book, depth: 0, props: [sync-token], expect: { status: 207 }, capture: { token: property sync-token } }
  - name: away
    mock: { advance: 30 days }
    gives: { token: $start.token }
    elsewhere:
      gives: { token: \"https://example.com/${uuid.never}\" }
      not-judged: [x-01]
      because: only the mock's clock can be moved
  - name: alone
    report: { sync-collection: { sync-token: $away.token, props: [getetag] } }
    expect: { status: 403 }
    covers: [x-01]
  - name: both
    report: { sync-collection: { sync-token: $away.token, props: [getetag] } }
    expect: { status: 403 }
    covers: [x-01, x-02]
";

#[tokio::test]
async fn the_mock_is_moved_and_all_is_judged() {
    let report = Bench::on_mock(INSTEAD).report().await;
    assert_eq!(verdict(&report.scenarios[0]), (Verdict::Pass, ""));
    assert_eq!(report.judged(), (2, 3));
}

#[tokio::test]
async fn elsewhere_other_values_are_given_and_some_requirements_are_not_judged() {
    let mock = mock(Profile::Rfc).await;
    let bench = Bench::elsewhere(INSTEAD, &mock, Profile::Rfc);
    let report = bench.report().await;
    let scenario = &report.scenarios[0];
    assert_eq!(verdict(scenario), (Verdict::Pass, ""));
    let alone = check(scenario, "alone", "status");
    assert_eq!(alone.verdict, Verdict::NotApplicable);
    assert_eq!(
        alone.reason.as_deref(),
        Some("only the mock's clock can be moved")
    );
    let both = check(scenario, "both", "status");
    assert_eq!(both.verdict, Verdict::Pass);
    assert_eq!(both.covers, [RequirementId("x-02".to_owned())]);
    assert_eq!(both.level, crate::scenario::Level::Should);
    assert_eq!(
        report.requirements[&RequirementId("x-01".to_owned())],
        Some(Verdict::NotApplicable)
    );
    assert_eq!(report.judged(), (1, 3));
}

#[tokio::test]
async fn what_only_the_mock_can_do_is_not_applicable_elsewhere_and_sends_nothing() {
    let scenario = "\
given: { ada: minimal }
steps:
  - { name: expire, mock: { expire-token: true }, elsewhere: { not-applicable: only the mock can } }
  - { name: refused, get: $given.ada.href, expect: { status: 401 } }
  - { name: renew, mock: { renew-token: true }, elsewhere: { not-applicable: only the mock can } }
  - { name: read, get: $given.ada.href, expect: { status: 200 }, covers: [x-01] }
";
    assert_eq!(
        verdict(&Bench::on_mock(scenario).scenario().await),
        (Verdict::Pass, "")
    );
    let mock = mock(Profile::Rfc).await;
    let report = Bench::elsewhere(scenario, &mock, Profile::Rfc)
        .scenario()
        .await;
    assert_eq!(
        verdict(&report),
        (Verdict::NotApplicable, "only the mock can")
    );
    let put = |exchange: &cardproof_mock::Exchange| exchange.request.method == "PUT";
    assert!(!mock.journal().iter().any(put));
}

#[tokio::test]
async fn a_request_that_could_touch_others_ends_the_scenario_as_not_applicable() {
    let scenario = "\
steps:
  - { name: first, options: $book, expect: { status: 200 } }
  - { name: gone, delete: \"${book}somebody\", expect: { status: 404 } }
  - { name: last, options: $book, expect: { status: 200 }, covers: [x-01] }
";
    let mock = mock(Profile::Rfc).await;
    let report = Bench::elsewhere(scenario, &mock, Profile::Rfc)
        .scenario()
        .await;
    assert_eq!(
        verdict(&report),
        (
            Verdict::NotApplicable,
            "on a real account it is not sent: DELETE of something that the run did not create"
        )
    );
    assert_eq!(
        step(&report, "last").left_out.as_deref(),
        Some("the scenario ended before")
    );
}
