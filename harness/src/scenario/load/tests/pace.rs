//! What `timeout:`, `until:`, `retry:`, `when:` and `finally:` become.

use std::time::Duration;

use super::suite_on_disk::only;
use crate::scenario::{Cause, CheckKind, Condition, Feature, Part, Scenario, StatusPattern, Step};

fn scenario(keys: &str, end: &str) -> Scenario {
    only(&format!(
        "title: t\nsteps:\n  - name: first\n    get: /x\n    capture: {{ etag: [header ETag, nothing] \
         }}\n  - name: last\n    {keys}\n    get: /x\n    headers: {{ X: $first.etag }}\n    expect: {{ \
         etag: present }}\n    covers: [write-01]\n{end}"
    ))
}

fn last(keys: &str) -> Step {
    scenario(keys, "").steps.pop().expect("a step")
}

#[test]
fn a_loop_has_an_end_an_interval_and_a_count() {
    let step = last("until: { status: 200 }\n    interval: 20 ms\n    at-most: 7");
    let until = step.pace.until.expect("a loop");
    let kinds: Vec<&CheckKind> = until.checks.keys().collect();
    assert_eq!(kinds, [&CheckKind::Status]);
    assert_eq!(
        (until.interval, until.at_most),
        (Duration::from_millis(20), 7)
    );
    assert!(step.pace.retry.is_none() && step.pace.timeout.is_none());
}

#[test]
fn causes_are_statuses_or_no_answer() {
    let step = last("retry: { on: [503, 5xx, no-answer], at-most: 2, interval: 1 s }");
    let retry = step.pace.retry.expect("a retry");
    let causes = [
        Cause::Status(StatusPattern::Exactly(503)),
        Cause::Status(StatusPattern::Class(5)),
        Cause::NoAnswer,
    ];
    assert_eq!(retry.on, causes);
    assert_eq!((retry.at_most, retry.interval), (2, Duration::from_secs(1)));
}

#[test]
fn a_time_out_knows_where_it_is_set() {
    let scenario = scenario("timeout: 5 s", "timeout: 1 min 30 s\n");
    let step = scenario.steps[1].pace.timeout.as_ref().expect("a limit");
    assert_eq!((step.length, step.place.line), (Duration::from_secs(5), 7));
    let whole = scenario.timeout.expect("a limit");
    assert_eq!(
        (whole.length, whole.place.line),
        (Duration::from_secs(90), 12)
    );
}

#[test]
fn a_condition_asks_for_features_values_or_quirks() {
    let when = |text: &str| {
        last(&format!("when: {{ {text} }}"))
            .when
            .expect("a condition")
    };
    assert_eq!(when("has: ctag"), Condition::Has(Feature::Ctag));
    assert_eq!(when("lacks: ctag"), Condition::Lacks(Feature::Ctag));
    let is_etag = |parts: &[Part]| parts == [Part::Captured("first.etag".to_owned())];
    assert!(matches!(when("present: $first.etag"), Condition::Present(it) if is_etag(&it.parts)));
    assert!(matches!(when("missing: $first.etag"), Condition::Missing(it) if is_etag(&it.parts)));
    let equal = when("value: $first.etag, equals: a");
    assert!(matches!(equal, Condition::Equals { value, text }
        if is_etag(&value.parts) && text.parts == [Part::Text("a".to_owned())]));
    let other = when("value: $first.etag, differs-from: a");
    assert!(matches!(other, Condition::DiffersFrom { .. }));
    let quirk = when("quirk: { update.if-match: ignored }");
    let quirks = vec![("update.if-match".to_owned(), vec!["ignored".to_owned()])];
    assert_eq!(quirk, Condition::Quirks(quirks));
}

#[test]
fn the_last_steps_prepare_and_need_no_check() {
    let scenario = scenario(
        "as: other-device",
        "finally:\n  - { name: tidy-up, delete: /x, headers: { If-Match: $first.etag } }\n",
    );
    let [only] = scenario.finally.as_slice() else {
        panic!("other steps");
    };
    assert!(only.prepares && only.expect.is_empty());
    assert!(scenario.all_steps().any(|step| step.name == only.name));
    assert!(!scenario.reads_only());
}
