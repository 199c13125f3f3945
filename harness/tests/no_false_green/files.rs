//! Files with mistakes: none of their scenarios is played.

use crate::program::Folder;
use crate::{GREEN, refused, suite};

/// Nothing is played, and lint tells the same. A list is no verdict, and reads no steps.
fn told(folder: &Folder) -> String {
    let run = refused(folder.end(&["run"]));
    assert_eq!(refused(folder.end(&["lint"])), run);
    run
}

#[test]
fn an_unknown_key_is_an_error() {
    let scenario = GREEN.replace("covers:", "cover:");
    assert_eq!(
        told(&suite(&scenario)),
        "error[no-covers]: the scenario covers no requirement\n \
         --> scenarios/x/one.yaml:1:1\n  |\n1 | title: One\n  | ^^^^^\n  |\n  \
         = help: add `covers: [ID]` to the steps that judge one\n\n\
         error[unknown-key]: a step has no key `cover`\n \
         --> scenarios/x/one.yaml:8:5\n  |\n8 |     cover: [x-01]\n  |     ^^^^^\n  |\n  \
         = help: did you mean `covers`?\n"
    );
    assert!(told(&suite(&format!("need: [query]\n{GREEN}"))).contains("did you mean `needs`?"));
}

#[test]
fn an_unused_capture_is_an_error() {
    let scenario = format!("{GREEN}    capture: {{ etag: property getetag }}\n");
    let error = told(&suite(&scenario));
    assert!(
        error.contains("error[unused-capture]: nothing uses `etag`\n"),
        "{error}"
    );
}

#[test]
fn a_scenario_that_checks_or_covers_nothing_is_an_error() {
    let unchecked = GREEN.replace("    expect: { status: 207 }\n", "");
    assert!(told(&suite(&unchecked)).contains("error[covers-without-check]"));
    let uncovered = GREEN.replace("    covers: [x-01]\n", "");
    assert!(told(&suite(&uncovered)).contains("error[no-covers]"));
}

#[test]
fn two_files_of_one_id_are_an_error() {
    let folder = suite(GREEN);
    folder.write("scenarios/x/one.yml", &format!("title: Again\n{GREEN}"));
    let error = told(&folder);
    assert!(
        error.contains("error[duplicate-scenario]: `scenarios/x/one.yaml` is scenario `x/one`"),
        "{error}"
    );
}

#[test]
fn an_unknown_field_of_a_target_file_is_an_error() {
    let folder = suite(GREEN);
    folder.write(
        "target.yaml",
        "name: mine\nbase-url: https://dav.example.com\nknown-deviation: []\n",
    );
    let error = refused(folder.end(&["run", "--target", "target.yaml"]));
    assert!(
        error.contains("error[unknown-key]: a target has no key `known-deviation`")
            && error.contains("did you mean `known-deviations`?"),
        "{error}"
    );
}

#[test]
fn a_mistake_in_one_file_stops_all_others() {
    let folder = suite(GREEN);
    folder.write("scenarios/x/two.yaml", "title: Two\nsteps: []\n");
    assert!(told(&folder).contains("scenarios/x/two.yaml:2:8"));
}
