//! What `under:` becomes.

use super::suite_on_disk::{only, wrong};
use crate::scenario::{Action, Part, Scenario, Under, Url};

const STEPS: &str = "title: t
given: { ada: minimal }
steps:
  - name: create
    use: flows/create-card
  - name: get
    get: $create.href
    expect: { status: 200, etag: present }
    covers: [write-01]
  - name: again
    get: $given.ada.href
    expect: { status: 200 }
under:
";

fn scenario(under: &str) -> Scenario {
    only(&format!("{STEPS}{under}"))
}

fn one(under: &str) -> Under {
    scenario(under).under.pop().expect("an entry")
}

fn names(under: &Under) -> Vec<&str> {
    under.drop.iter().map(|step| step.0.as_str()).collect()
}

#[test]
fn every_quirk_of_a_condition_is_kept() {
    let scenario = scenario(
        "  - when: { etag.on-rewrite: returned, update.if-match: [ignored] }\n    drop: again\n",
    );
    assert_eq!(scenario.under.len(), 1);
    let pair = |quirk: &str, value: &str| (quirk.to_owned(), value.to_owned());
    assert_eq!(
        scenario.under[0].when,
        [
            pair("etag.on-rewrite", "returned"),
            pair("update.if-match", "ignored")
        ]
    );
}

#[test]
fn a_removed_check_is_none() {
    let under =
        one("  - when: { update.if-match: ignored }\n    expect:\n      get: { etag: ~ }\n");
    assert!(under.expect[0].2.is_none());
}

#[test]
fn a_flow_is_left_out_as_a_whole_and_what_needs_it_with_it() {
    let under = one("  - when: { update.if-match: ignored }\n    drop: [create, get]\n");
    assert_eq!(names(&under), ["create/put", "create/where", "get"]);
}

#[test]
fn the_end_is_after_the_last_step_of_a_flow() {
    let under = one("  - when: { update.if-match: ignored }\n    end-after: create\n");
    assert_eq!(under.end_after.unwrap().0, "create/where");
}

#[test]
fn the_steps_of_given_can_be_changed() {
    let under = one(
        "  - when: { update.if-match: ignored }\n    expect:\n      given.ada/put: { status: 200 }\n",
    );
    assert_eq!(under.expect[0].0.0, "given.ada/put");
}

#[test]
fn inserted_steps_see_what_ran_before_and_each_other() {
    let under = one("  - when: { update.if-match: ignored }
    insert:
      after: get
      steps:
        - name: look
          propfind: $create.href
          depth: 0
          props: [getetag]
          capture: { href: response href }
        - name: fetch
          get: $look.href
          expect: { status: 200 }
    expect:
      again: { header: { X: { differs-from: $look.href } } }
");
    let (after, steps) = &under.insert[0];
    assert_eq!((after.0.as_str(), steps.len()), ("get", 2));
    let Action::Request(fetch) = &steps[1].action else {
        panic!("a mock step");
    };
    assert!(matches!(&fetch.url,
        Url::At(url) if url.parts == [Part::Captured("look.href".to_owned())]));
}

#[test]
fn a_check_before_the_insertion_does_not_see_it() {
    let text = format!(
        "{STEPS}  - when: {{ update.if-match: ignored }}
    insert:
      after: get
      steps:
        - name: look
          propfind: $create.href
          depth: 0
          props: [getetag]
          capture: {{ href: response href }}
    expect:
      get: {{ header: {{ X: {{ differs-from: $look.href }} }} }}
"
    );
    assert!(wrong(&text).contains("error[later-step]: step `look` has not run yet"));
}

#[test]
fn an_inserted_step_cannot_have_the_name_of_another() {
    let text = format!(
        "{STEPS}  - when: {{ update.if-match: ignored }}
    insert:
      after: get
      steps:
        - name: again
          get: /x
          expect: {{ status: 200 }}
"
    );
    assert!(wrong(&text).contains("error[duplicate-step]"));
}

/// Two entries that both insert a step `look`.
fn twice(first: &str, second: &str) -> String {
    let entry = |when: &str| {
        format!(
            "  - when: {{ {when} }}
    insert:
      after: get
      steps:
        - name: look
          get: /x
          expect: {{ status: 200 }}
"
        )
    };
    format!("{}{}", entry(first), entry(second))
}

#[test]
fn entries_that_exclude_each_other_can_insert_steps_of_the_same_name() {
    let entries = twice("update.if-match: ignored", "update.if-match: enforced");
    assert_eq!(scenario(&entries).under.len(), 2);
}

#[test]
fn entries_that_can_meet_cannot_insert_steps_of_the_same_name() {
    let entries = twice("update.if-match: ignored", "delete.if-match: ignored");
    let said = wrong(&format!("{STEPS}{entries}"));
    assert!(
        said.contains("sets what step `look` is differently"),
        "{said}"
    );
}
