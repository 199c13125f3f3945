//! No false green: everything that could pass for a success without being one is an error. A test
//! for each:
//!
//! | what | where |
//! |---|---|
//! | nothing selected, an empty folder, an unknown id or tag | `selection` |
//! | an unknown quirk, profile or report format, a report that cannot be written | `flags` |
//! | an unknown key, an unused capture, two files of one id, an unknown field of a target file | `files` |
//! | everything skipped, a check that never ran | `verdicts` |
//! | a missing snapshot under CI | `snapshots` |
//! | a server that answers 500 to everything, or 200 with nothing | `wrong_servers` |

#![expect(
    clippy::expect_used,
    reason = "what starts the program for the tests fails as they do"
)]

mod files;
mod flags;
#[path = "../cli/program.rs"]
mod program;
mod selection;
mod snapshots;
mod verdicts;
mod wrong_servers;

use program::{End, Folder};

/// A suite of one scenario, `x/one`, whose text after the title is given.
fn suite(scenario: &str) -> Folder {
    let folder = Folder::empty();
    folder.write("scenarios/cardproof.toml", "");
    folder.write(
        "scenarios/requirements/x.yaml",
        "- { id: x-01, says: One., source: RFC 6352 §5.1, level: must }\n",
    );
    folder.write("scenarios/x/one.yaml", &format!("title: One\n{scenario}"));
    folder
}

/// The steps of a scenario that is green on the mock.
const GREEN: &str = "steps:\n  - name: ask\n    propfind: $book\n    depth: 0\n    props: \
                     [resourcetype]\n    expect: { status: 207 }\n    covers: [x-01]\n";

/// The program refuses to run: exit 2, nothing on the standard output, and what it says.
fn refused(end: End) -> String {
    assert_eq!((end.code, end.output.as_str()), (2, ""), "{}", end.error);
    end.error
}

#[test]
fn the_suite_of_these_tests_is_green_as_long_as_nothing_is_wrong() {
    let end = suite(GREEN).end(&["run"]);
    assert_eq!((end.code, end.error.as_str()), (0, ""), "{}", end.output);
}
