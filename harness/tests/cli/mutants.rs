//! `mutants`.

use crate::program::{Folder, at_root};

#[test]
fn the_page_of_help_has_examples_and_exit_codes() {
    let page = at_root(&["mutants", "--help"]).output;
    assert!(page.contains("\nExamples:\n  cardproof mutants"), "{page}");
    assert!(page.contains("\nExit codes: "), "{page}");
}

#[test]
fn the_kinds_are_listed_with_what_they_rest_on() {
    let end = at_root(&["mutants", "--list"]);
    assert_eq!(end.code, 0);
    assert!(
        end.output
            .contains("etag-weakened            Damage: a strong ETag becomes a weak one\n"),
        "{}",
        end.output
    );
    assert!(end.output.contains("RFC 6352 §6.3.2.3"), "{}", end.output);
    assert!(
        end.output.contains("white-space              Probe: "),
        "{}",
        end.output
    );
}

#[test]
fn one_scenario_and_one_kind_are_scored() {
    let arguments = [
        "mutants",
        "sync/expired-token",
        "--kind",
        "status-class",
        "--profile",
        "rfc",
    ];
    let end = at_root(&arguments);
    assert_eq!((end.code, end.error.as_str()), (0, ""));
    assert!(end.output.starts_with("damage "), "{}", end.output);
    assert!(end.output.ends_with("profile: rfc\n"), "{}", end.output);
    let json = at_root(&[&arguments[..], &["--report", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json.output).unwrap();
    let damages = json["total"]["damages"].as_u64().unwrap();
    assert!(damages > 10, "{json}");
    assert!(
        end.output
            .contains(&format!("{damages} damages: checks notice "))
    );
}

#[test]
fn no_secret_and_no_account_is_in_what_is_told() {
    let end = at_root(&["mutants", "write", "--profile", "rfc", "--report", "json"]);
    for address in ["user@example.com", "user%40example.com"] {
        assert!(!end.output.contains(address), "{address}");
    }
    assert!(end.output.contains("[account]"), "{}", end.output);
}

#[test]
fn a_score_below_the_least_makes_exit_1() {
    let score = |least: &str| {
        let kinds = ["--kind", "vcard-property-changed", "--min-score", least];
        at_root(&[&["mutants", "sync"][..], &kinds[..]].concat()).code
    };
    assert_eq!(score("100"), 1);
    assert_eq!(score("0"), 0);
}

#[test]
fn what_is_misspelt_is_told_with_what_comes_near() {
    let end = at_root(&["mutants", "--kind", "etag-weakend"]);
    assert_eq!(end.code, 2);
    assert!(
        end.error
            .contains("there is no kind `etag-weakend`; did you mean `etag-weakened`?"),
        "{}",
        end.error
    );
    let end = at_root(&["mutants", "--min-score", "101"]);
    assert_eq!(end.code, 2);
    assert!(
        end.error
            .contains("`101` is no share of a hundred, such as 90 or 97.5"),
        "{}",
        end.error
    );
    let end = at_root(&["mutants", "--report", "html"]);
    assert_eq!(end.code, 2);
}

#[test]
fn a_suite_that_is_not_green_has_no_score() {
    let folder = Folder::empty();
    folder.write("mine/cardproof.toml", "");
    folder.write(
        "mine/requirements/a.yaml",
        "- id: a-01\n  says: It answers.\n  source: RFC 9110 §9.3.1\n  level: must\n",
    );
    folder.write(
        "mine/a/b.yaml",
        "title: A\nsteps:\n  - name: get\n    get: $base\n    \
         expect: { status: 299 }\n    covers: [a-01]\n",
    );
    let end = folder.end(&["mutants", "mine"]);
    assert_eq!(
        (end.code, end.output.as_str(), end.error.as_str()),
        (
            1,
            "",
            "error: a/b is not green, so that damages would tell nothing; see `cardproof run a/b`\n"
        )
    );
}

#[test]
fn settings_come_from_the_file_as_well() {
    let folder = Folder::with_suite();
    folder.write(
        "cardproof.toml",
        "[mutants]\nprofile = \"rfc\"\nkind = [\"token-dropped\"]\nmin-score = 99.5\nshow = 1\n",
    );
    let end = folder.end(&["mutants", "sync/no-change"]);
    assert_eq!((end.code, end.error.as_str()), (0, ""));
    assert!(end.output.contains("token-dropped"), "{}", end.output);
    assert!(!end.output.contains("status-class"), "{}", end.output);
    assert!(end.output.ends_with("profile: rfc\n"), "{}", end.output);
}
