//! `--profile FILE`.

use crate::program::Folder;

const OWN: &str = "\
name: corp
about: The directory at work.
base: google-observed
quirks:
  update.if-match: enforced
";

fn folder() -> Folder {
    let folder = Folder::empty();
    folder.write("profiles/corp.yaml", OWN);
    folder
}

#[test]
fn scenarios_are_judged_by_a_profile_of_ones_own() {
    let folder = folder();
    let own = ["run", "write/stale-etag", "--profile", "profiles/corp.yaml"];
    let end = folder.end(&own);
    assert_eq!((end.code, end.error.as_str()), (0, ""), "{}", end.output);
    assert!(end.output.contains("pass"), "{}", end.output);
    let last = "target mock, seed 1, profile corp: google-observed +update.if-match=enforced\n";
    assert!(end.output.ends_with(last), "{}", end.output);
    assert!(!end.output.contains("snapshot"), "{}", end.output);
    let shipped = folder.end(&["run", "write/stale-etag", "--profile", "google-observed"]);
    assert!(
        shipped.output.contains("known deviation"),
        "{}",
        shipped.output
    );
}

#[test]
fn a_failure_under_it_is_played_again_with_its_file_and_travels_without_it() {
    let folder = folder();
    folder.write(
        "a.yaml",
        "title: A\nsteps:\n  - name: get\n    get: $book\n    expect: { status: 418 }\n    covers: [read-01]\n",
    );
    let end = folder.end(&[
        "run",
        "a.yaml",
        "--profile",
        "./profiles/corp.yaml",
        "--report",
        "pretty",
        "--report",
        "json=run.json",
    ]);
    assert_eq!(end.code, 1, "{}", end.error);
    assert!(
        end.output.contains("--profile=./profiles/corp.yaml"),
        "{}",
        end.output
    );
    let end = folder.end(&["repro", "run.json", "-o", "again.yaml"]);
    assert_eq!((end.code, end.error.as_str()), (0, ""));
    let again = folder.read("again.yaml");
    assert!(again.contains("profile: google-observed"), "{again}");
    assert!(again.contains("update.if-match: enforced"), "{again}");
}

#[test]
fn a_target_file_and_a_world_file_name_it_from_their_own_folders() {
    let folder = folder();
    folder.write(
        "targets/a.yaml",
        "name: a\nbase-url: http://127.0.0.1:1\nprofile: ../profiles/corp.yaml\n",
    );
    let end = folder.end(&[
        "run",
        "--dry-run",
        "--target",
        "targets/a.yaml",
        "--allow-writes",
        "write/stale-etag",
    ]);
    assert!(
        end.output
            .contains("corp: google-observed +update.if-match=enforced"),
        "{}{}",
        end.output,
        end.error
    );
    folder.write(
        "worlds/a.yaml",
        "profile: ../profiles/corps.yaml\naccounts:\n  - address: a@example.com\n",
    );
    let end = folder.end(&["serve", "--world", "worlds/a.yaml"]);
    assert_eq!(end.code, 2);
    assert!(end.error.contains("error[unreadable]"), "{}", end.error);
}

#[test]
fn a_file_that_is_wrong_is_shown_with_its_place() {
    let folder = folder();
    folder.write(
        "wrong.yaml",
        "name: corp\nbase: google-observed\nquirks: { update.if-mach: enforced }\n",
    );
    for command in ["run", "serve", "mutants"] {
        let end = folder.end(&[command, "--profile", "wrong.yaml"]);
        assert_eq!((end.code, end.output.as_str()), (2, ""), "{command}");
        assert!(
            end.error.contains("error[unknown-quirk]"),
            "{command}: {}",
            end.error
        );
        assert!(
            end.error.contains("wrong.yaml:3:11"),
            "{command}: {}",
            end.error
        );
    }
    let end = folder.end(&["run", "--profile", "corp"]);
    assert_eq!(end.code, 2);
    assert!(end.error.contains("invalid value 'corp'"), "{}", end.error);
}

#[test]
fn its_page_says_what_it_changes() {
    let page = folder().end(&["explain", "profiles/corp.yaml"]).output;
    assert!(page.starts_with("corp: a profile of your own\n"), "{page}");
    for part in [
        "The directory at work.",
        "It begins with google-observed.",
        "update.if-match=enforced",
    ] {
        assert!(page.contains(part), "{page}");
    }
}
