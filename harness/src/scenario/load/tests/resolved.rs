//! What scenarios become.

use super::suite_on_disk::{Folder, only};
use crate::scenario::{
    Action, Body, CardBase, CheckKind, ContextName, Part, RequestSpec, Scenario, Url,
};

const STALE: &str = r#"
title: A stale ETag must not overwrite a newer card
tags: [etag, writes]
given: { ada: minimal }
steps:
  - name: create
    use: flows/create-card
    with: { card: { from: minimal, set: { NOTE: first } } }
  - name: newer
    put: $create.href
    headers: { If-Match: $create.etag }
    card: { from: minimal, set: { NOTE: second } }
    expect: { status: [200, 201, 204] }
    covers: [write-01]
  - name: stale
    put: $create.href
    headers: { If-Match: $create.etag }
    card: { from: minimal, set: { NOTE: third } }
    expect: { status: 412 }
    covers: [write-02]
  - name: unchanged
    get: $create.href
    expect: { status: 200, vcard: { has: { NOTE: second } } }
    covers: [write-02]
under:
  - when: { update.if-match: ignored }
    expect:
      stale: { status: [200, 204] }
      unchanged: { vcard: { has: { NOTE: third } } }
"#;

fn request<'a>(scenario: &'a Scenario, step: &str) -> &'a RequestSpec {
    let step = scenario.steps.iter().find(|other| other.name.0 == step);
    match &step.expect("the step").action {
        Action::Request(request) => request,
        Action::Mock(_) => panic!("a mock step"),
    }
}

#[test]
fn flows_and_given_become_flat_steps() {
    let scenario = only(STALE);
    let names: Vec<&str> = scenario
        .steps
        .iter()
        .map(|step| step.name.0.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "given.ada/put",
            "given.ada/where",
            "create/put",
            "create/where",
            "newer",
            "stale",
            "unchanged"
        ]
    );
    let prepares: Vec<bool> = scenario.steps.iter().map(|step| step.prepares).collect();
    assert_eq!(prepares, [true, true, true, true, false, false, false]);
}

#[test]
fn a_flows_result_becomes_the_capture_it_stands_for() {
    let scenario = only(STALE);
    let Url::At(url) = &request(&scenario, "newer").url else {
        panic!("no template");
    };
    assert_eq!(url.parts, [Part::Captured("create/where.href".to_owned())]);
}

#[test]
fn a_parameter_becomes_the_card_it_stands_for() {
    let scenario = only(STALE);
    let Body::Card(card) = &request(&scenario, "create/put").body else {
        panic!("no card");
    };
    assert!(matches!(&card.base, CardBase::File { name, text }
        if name == "minimal" && text.starts_with("BEGIN:VCARD\r\n")));
    assert_eq!(card.set[0].0, "NOTE");
    let Body::Card(given) = &request(&scenario, "given.ada/put").body else {
        panic!("no card");
    };
    assert!(given.set.is_empty());
}

#[test]
fn a_fresh_uuid_of_a_flow_is_fresh_for_each_use() {
    let scenario = only(STALE);
    let name = |step: &str| match &request(&scenario, step).url {
        Url::In { name, .. } => name.parts[0].clone(),
        Url::At(_) => panic!("no name"),
    };
    assert_eq!(name("create/put"), Part::Uuid("create/card".to_owned()));
    assert_eq!(
        name("given.ada/put"),
        Part::Uuid("given.ada/card".to_owned())
    );
}

#[test]
fn what_changes_under_a_quirk_is_kept_beside_the_steps() {
    let scenario = only(STALE);
    let under = &scenario.under[0];
    let condition = ("update.if-match".to_owned(), "ignored".to_owned());
    assert_eq!(under.when, [condition]);
    let changed: Vec<_> = under
        .expect
        .iter()
        .map(|(step, kind, _)| (step.0.as_str(), *kind))
        .collect();
    assert_eq!(
        changed,
        [
            ("stale", CheckKind::Status),
            ("unchanged", CheckKind::Vcard)
        ]
    );
}

#[test]
fn settings_requirements_and_ids_come_with_the_suite() {
    let folder = Folder::suite(&[("write/stale.yaml", STALE)]);
    let suite = folder.load(&["suite/write"]).expect("the suite");
    assert_eq!(suite.scenarios[0].id.0, "write/stale");
    assert_eq!(&*suite.scenarios[0].place.file, "suite/write/stale.yaml");
    assert_eq!(suite.requirements.len(), 2);
    assert_eq!(
        suite.snapshots,
        Some(suite.root.with_file_name("snapshots"))
    );
}

#[test]
fn a_scenario_that_refers_to_the_book_needs_it() {
    assert!(only(STALE).needs_book);
    let scenario = only(
        "title: t\nsteps:\n  - name: a\n    get: ${base}/x\n    expect: { status: 2xx }\n    covers: [write-01]\n",
    );
    assert!(!scenario.needs_book);
    assert!(scenario.reads_only());
    assert!(!only(STALE).reads_only());
    let Url::At(url) = &request(&scenario, "a").url else {
        panic!("no template");
    };
    assert_eq!(
        url.parts,
        [
            Part::Context(ContextName::Base),
            Part::Text("/x".to_owned())
        ]
    );
}
