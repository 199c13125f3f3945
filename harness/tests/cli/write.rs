//! What people write with: a file to begin with, the schema, completions, manual pages, coverage.

use crate::program::{Folder, at_root};

#[test]
fn a_new_scenario_is_right_and_green_in_an_empty_folder() {
    let folder = Folder::empty();
    let made = folder.end(&["new", "scenario", "mine/first"]);
    assert_eq!(made.code, 0, "{}", made.error);
    assert_eq!(
        made.output,
        "mine/first.yaml written\n\
         Play it:   cardproof run mine/first.yaml\n\
         Check it:  cardproof lint mine/first.yaml\n"
    );
    let text = folder.read("mine/first.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=../schema.json\n"));
    assert!(!text.contains("{file}") && !text.contains("{schema}"));
    assert_eq!(folder.read("schema.json"), at_root(&["schema"]).output);
    let lint = folder.end(&["lint", "mine/first.yaml"]);
    assert_eq!((lint.code, lint.error.as_str()), (0, ""));
    let run = folder.end(&["run", "mine/first.yaml", "--profile", "all"]);
    assert_eq!(run.code, 0, "{}{}", run.output, run.error);
}

#[test]
fn a_new_scenario_goes_into_the_suite_and_overwrites_nothing() {
    let folder = Folder::empty();
    folder.write("scenarios/cardproof.toml", "");
    folder.write("scenarios/schema.json", "mine");
    let made = folder.end(&["new", "scenario", "mine"]);
    assert_eq!(made.code, 0, "{}", made.error);
    assert!(
        folder
            .read("scenarios/mine.yaml")
            .contains("$schema=schema.json")
    );
    assert_eq!(folder.read("scenarios/schema.json"), "mine");
    let again = folder.end(&["new", "scenario", "mine"]);
    assert_eq!(again.code, 2);
    assert_eq!(again.error, "error: scenarios/mine.yaml is there already\n");
    for name in ["Mine", "a//b", "../a", "flows/a", ""] {
        let refused = folder.end(&["new", "scenario", name]);
        assert_eq!(refused.code, 2, "{name}");
        assert_eq!(
            refused.error,
            format!(
                "error: `{name}` cannot be the id of a scenario; write lower-case letters, digits \
                 and `-`, as in `write/my-case`, not below flows/, cards/ or requirements/\n"
            )
        );
    }
}

#[test]
fn there_is_a_schema_for_each_kind_of_file() {
    for (kind, title) in [
        ("scenario", "cardproof: Scenario"),
        ("flow", "cardproof: Flow"),
        ("requirements", "cardproof: Requirement"),
        ("target", "cardproof: Target"),
    ] {
        let schema = at_root(&["schema", kind]);
        let schema: serde_json::Value = serde_json::from_str(&schema.output).unwrap();
        assert_eq!(schema["title"], title);
    }
    let folder = Folder::empty();
    assert_eq!(folder.end(&["schema", "-o", "s.json"]).code, 0);
    assert_eq!(folder.read("s.json"), at_root(&["schema"]).output);
    let unwritable = folder.end(&["schema", "-o", "no/such/s.json"]);
    assert_eq!(unwritable.code, 3);
    assert!(
        unwritable
            .error
            .starts_with("error: no/such/s.json cannot be written: ")
    );
}

#[test]
fn every_shell_has_completions_and_the_program_a_manual() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let written = at_root(&["completions", shell]);
        assert_eq!(written.code, 0);
        assert!(written.output.contains("rerun-failed"), "{shell}");
    }
    let man = at_root(&["man"]);
    assert!(man.output.contains(".TH cardproof 1"), "{}", man.output);
    let folder = Folder::empty();
    assert_eq!(folder.end(&["man", "pages"]).code, 0);
    assert!(
        folder
            .read("pages/cardproof-run.1")
            .contains("rerun\\-failed")
    );
}

#[test]
fn coverage_tells_what_is_judged_open_and_waived() {
    let json: serde_json::Value =
        serde_json::from_str(&at_root(&["coverage", "--format", "json"]).output).unwrap();
    let areas = json["areas"].as_array().unwrap();
    let rows = areas
        .iter()
        .flat_map(|area| area["requirements"].as_array().unwrap());
    let judged = rows
        .clone()
        .filter(|row| row["scenarios"] != serde_json::json!([]));
    assert_eq!(json["judged"], judged.count());
    assert_eq!(json["requirements"], rows.count());
    assert!(
        json["waived"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["why"] != "")
    );
    let page = at_root(&["coverage", "--format", "md"]).output;
    let kept = std::fs::read_to_string(crate::program::root().join("scenarios/COVERAGE.md"));
    assert_eq!(page, kept.unwrap());
    let text = at_root(&["coverage"]).output;
    assert!(text.contains(" requirements are judged\n"), "{text}");
    assert!(
        text.contains("\nOpen: ") && text.contains("\nWaived: "),
        "{text}"
    );
}

#[test]
fn a_requirement_that_no_scenario_judges_is_open() {
    let folder = Folder::empty();
    folder.write("s/cardproof.toml", "");
    folder.write(
        "s/requirements/own.yaml",
        "- { id: own-01, says: Something., source: me, level: must }\n",
    );
    folder.write(
        "s/a.yaml",
        "title: a\nsteps:\n  - { name: a, get: $book, expect: { status: 405 }, covers: [read-05] }\n",
    );
    let text = folder.end(&["coverage", "--suite", "s"]).output;
    assert!(
        text.starts_with("1 of 2 requirements are judged\n"),
        "{text}"
    );
    assert!(
        text.contains("\n  own-01       must   Something.\n"),
        "{text}"
    );
}
