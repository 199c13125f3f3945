//! Steps that run only under a condition.

use cardproof_mock::quirk::Profile;

use super::bench::{Bench, mock, step, verdict};
use crate::run::{ScenarioReport, Verdict};

fn with(when: &str) -> String {
    format!(
        "\
given: {{ ada: minimal }}
steps:
  - {{ name: first, get: $given.ada.href, expect: {{ status: 200 }}, capture: {{ etag: header ETag, kind: header Content-Type }} }}
  - {{ name: second, when: {{ {when} }}, get: $given.ada.href, expect: {{ status: 200 }}, covers: [x-01] }}
  - {{ name: third, get: $given.ada.href, headers: {{ X: $first.etag, Y: $first.kind }}, expect: {{ status: 200 }}, covers: [x-02] }}
"
    )
}

async fn left_out(when: &str) -> Option<String> {
    let report = Bench::on_mock(&with(when)).scenario().await;
    assert_eq!(report.verdict, Verdict::Pass, "{:?}", report.reason);
    step(&report, "second").left_out.clone()
}

#[tokio::test]
async fn a_value_can_decide() {
    for when in [
        "present: $first.etag",
        "value: $first.etag, equals: $given.ada.etag",
        "value: $first.etag, differs-from: other",
    ] {
        assert_eq!(left_out(when).await, None, "{when}");
    }
    let because = left_out("missing: $first.kind").await.unwrap();
    assert!(
        because.starts_with("$first.kind is `text/vcard"),
        "{because}"
    );
    let because = left_out("value: $first.kind, equals: other").await.unwrap();
    assert!(because.ends_with("`, not `other`"), "{because}");
    let because = left_out("value: $first.etag, differs-from: $given.ada.etag").await;
    assert!(because.unwrap().contains("`, not another than `"));
}

#[tokio::test]
async fn a_value_that_never_came_is_missing() {
    let scenario = "\
given: { ada: minimal }
steps:
  - { name: maybe, when: { lacks: ctag }, get: $given.ada.href, expect: { status: 200 }, capture: { etag: header ETag } }
  - { name: present, when: { present: $maybe.etag }, get: $given.ada.href, expect: { status: 200 } }
  - { name: equal, when: { value: $maybe.etag, equals: x }, get: $given.ada.href, expect: { status: 200 } }
  - { name: missing, when: { missing: $maybe.etag }, get: $given.ada.href, expect: { status: 200 }, covers: [x-01] }
";
    let report = Bench::on_mock(scenario).scenario().await;
    assert_eq!(verdict(&report), (Verdict::Pass, ""));
    for name in ["present", "equal"] {
        let because = step(&report, name).left_out.as_deref();
        assert_eq!(because, Some("$maybe.etag has no value"), "{name}");
    }
    assert_eq!(step(&report, "missing").left_out, None);
}

async fn with_quirk(value: &str) -> ScenarioReport {
    let when = "quirk: { update.if-match: enforced }";
    let bench = Bench::on_mock(&with(when));
    bench.with_quirk("update.if-match", value).scenario().await
}

#[tokio::test]
async fn a_quirk_can_decide() {
    assert_eq!(step(&with_quirk("enforced").await, "second").left_out, None);
    assert_eq!(
        step(&with_quirk("ignored").await, "second")
            .left_out
            .as_deref(),
        Some("update.if-match is ignored, not enforced")
    );
}

#[tokio::test]
async fn what_nobody_knows_of_a_server_decides_nothing() {
    let choice = cardproof_mock::quirk::CATALOGUE.iter().find_map(|quirk| {
        let value = quirk.value(quirk.in_profile(Profile::Rfc))?;
        value.is_choice().then_some((quirk.name, value.name))
    });
    let (quirk, value) = choice.unwrap();
    let mock = mock(Profile::Rfc).await;
    let scenario = with(&format!("quirk: {{ {quirk}: {value} }}"));
    let bench = Bench::elsewhere(&scenario, &mock, Profile::Rfc);
    let report = bench.scenario().await;
    assert_eq!(
        step(&report, "second").left_out,
        Some(format!("nobody knows {quirk} of the target"))
    );
}

#[tokio::test]
async fn a_scenario_whose_judging_steps_are_left_out_is_never_green() {
    let scenario = "\
given: { ada: minimal }
steps:
  - { name: first, get: $given.ada.href, expect: { status: 200 } }
  - { name: second, when: { lacks: ctag }, get: $given.ada.href, expect: { status: 200 }, covers: [x-01] }
";
    let report = Bench::on_mock(scenario).scenario().await;
    let reason = "nothing was judged: step `second` was left out: the target has ctag";
    assert_eq!(verdict(&report), (Verdict::NotApplicable, reason));
}
