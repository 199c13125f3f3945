//! Tables of cases.

use super::suite_on_disk::{Folder, only, wrong};
use crate::scenario::{Action, Check, CheckKind, Part, Scenario, StatusPattern, Step, Url};

const TABLE: &str = r#"
title: A name with ${case.what} is refused
cases:
  slash: { what: a slash, name: a/b, status: 400, header: If-Match }
  dots: { what: dots, name: "${uuid.x}..", status: [400, 404], header: If-None-Match }
steps:
  - name: refused
    put: { in: $book, name: $case.name }
    headers: { "${case.header}": "*" }
    body: "$$5 for ${case.what}"
    expect: { status: $case.status }
    covers: [write-01]
"#;

const OF_A_STEP: &str = r#"
title: Some names are refused
steps:
  - name: first
    get: $book
    expect: { status: 2xx }
    covers: [write-01]
  - name: refused
    cases:
      slash: { url: /a, status: 400 }
      dots: { url: $book, status: 404 }
    get: $case.url
    expect: { status: $case.status }
    covers: [write-02]
under:
  - when: { update.if-match: ignored }
    expect: { "refused[slash]": { status: 412 }, refused: { header: { ETag: present } } }
  - when: { update.if-match: enforced }
    drop: refused
"#;

fn table(text: &str) -> Vec<Scenario> {
    let folder = Folder::suite(&[("write/names.yaml", text)]);
    match folder.load(&["suite"]) {
        Ok(suite) => suite.scenarios,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

fn statuses(step: &Step) -> &[StatusPattern] {
    match &step.expect[&CheckKind::Status].check {
        Check::Status(patterns) => patterns,
        _ => panic!("no status"),
    }
}

#[test]
fn a_table_makes_a_scenario_a_row_with_its_own_id_title_and_place() {
    let scenarios = table(TABLE);
    let told: Vec<(&str, &str, u32)> = scenarios
        .iter()
        .map(|it| (it.id.0.as_str(), it.title.as_str(), it.place.line))
        .collect();
    assert_eq!(
        told,
        [
            ("write/names[dots]", "A name with dots is refused", 5),
            ("write/names[slash]", "A name with a slash is refused", 4),
        ]
    );
}

#[test]
fn a_value_of_a_row_can_be_anything_and_can_refer_to_what_a_step_can() {
    let scenarios = table(TABLE);
    let [dots, slash] = scenarios.as_slice() else {
        panic!("two scenarios");
    };
    assert_eq!(
        statuses(&dots.steps[0]),
        [StatusPattern::Exactly(400), StatusPattern::Exactly(404)]
    );
    assert_eq!(statuses(&slash.steps[0]), [StatusPattern::Exactly(400)]);
    let Action::Request(request) = &dots.steps[0].action else {
        panic!("a request");
    };
    let Url::In { name, .. } = &request.url else {
        panic!("a name in a collection");
    };
    assert_eq!(name.parts[0], Part::Uuid("x".to_owned()));
    assert_eq!(request.headers[0].0, "If-None-Match");
    let body = format!("{:?}", request.body);
    assert!(body.contains("$5 for dots"), "{body}");
}

#[test]
fn a_table_of_a_step_makes_a_step_a_row() {
    let scenario = only(OF_A_STEP);
    let names: Vec<&str> = scenario.steps.iter().map(|it| it.name.0.as_str()).collect();
    assert_eq!(names, ["first", "refused[slash]", "refused[dots]"]);
    assert_eq!(scenario.steps[2].place.line, 11);
    assert_eq!(statuses(&scenario.steps[2]), [StatusPattern::Exactly(404)]);
}

#[test]
fn under_means_one_case_of_a_step_or_all() {
    let scenario = only(OF_A_STEP);
    let changed: Vec<(&str, CheckKind)> = scenario.under[0]
        .expect
        .iter()
        .map(|(step, kind, _)| (step.0.as_str(), *kind))
        .collect();
    assert_eq!(
        changed,
        [
            ("refused[slash]", CheckKind::Status),
            ("refused[slash]", CheckKind::Header),
            ("refused[dots]", CheckKind::Header),
        ]
    );
    assert_eq!(scenario.under[1].drop.len(), 2);
}

#[test]
fn a_table_in_a_step_hides_the_names_of_the_scenarios_table() {
    let scenarios = table(
        "title: t\ncases:\n  outer: { url: /outer, status: 200 }\nsteps:\n\
         \x20 - name: a\n    cases: { inner: { url: \"${base}${case.status}\", allow: \"${case.status}\" } }\n\
         \x20   get: $case.url\n    expect: { status: $case.status, header: { Allow: { equals: $case.allow } } }\n    covers: [write-01]\n\
         \x20 - name: b\n    get: $case.url\n    expect: { status: $case.status }\n    covers: [write-01]\n",
    );
    assert_eq!(scenarios[0].steps[0].name.0, "a[inner]");
    let url = |step: &Step| match &step.action {
        Action::Request(request) => format!("{:?}", request.url),
        Action::Mock(_) => panic!("a request"),
    };
    assert!(
        url(&scenarios[0].steps[0]).contains("Base"),
        "{scenarios:?}"
    );
    assert!(url(&scenarios[0].steps[1]).contains("/outer"));
}

#[test]
fn a_mistake_of_all_cases_is_told_once() {
    let text = TABLE.replace("covers: [write-01]", "covers: [write-99]");
    assert_eq!(wrong(&text).matches("error[").count(), 1);
}

#[test]
fn a_mistake_in_a_row_is_told_where_the_row_stands() {
    let text = TABLE.replace("status: 400", "status: 4000");
    let told = wrong(&text);
    assert!(
        told.contains("error[bad-status]") && told.contains("suite/write/only.yaml:4:46"),
        "{told}"
    );
}

#[test]
fn two_keys_that_a_row_makes_the_same_are_refused() {
    let text = TABLE.replace("headers: {", "headers: { If-Match: x, ");
    assert!(wrong(&text).contains("error[duplicate-key]"));
}

#[test]
fn a_step_with_a_table_captures_nothing() {
    let text = OF_A_STEP.replace(
        "    get: $case.url\n",
        "    get: $case.url\n    capture: { etag: header ETag }\n",
    );
    let told = wrong(&text);
    assert!(
        told.contains("`capture` does not go with `cases`"),
        "{told}"
    );
}
