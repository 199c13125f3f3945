//! The suite that comes with the program, and suites of the user's own, in any folder.

use crate::program::{Folder, at_root, command, end};

const OWN: &str = "\
title: A card of mine is read back
given: { ada: minimal }
steps:
  - name: read
    get: $given.ada.href
    expect: { status: 200 }
    covers: [read-01]
";

#[test]
fn in_an_empty_folder_the_bundled_suite_is_meant() {
    let folder = Folder::empty();
    let listed = folder.end(&["list", "sync/expired-token"]);
    assert_eq!(listed.code, 0, "{}", listed.error);
    assert!(
        listed.output.starts_with("sync/expired-token "),
        "{}",
        listed.output
    );
    let all = folder.end(&["list"]);
    assert_eq!(all, at_root(&["list"]));
    assert!(all.output.lines().count() > 100);
    let lint = folder.end(&["lint"]);
    assert_eq!((lint.code, lint.error.as_str()), (0, ""));
    let explained = folder.end(&["explain", "sync-05"]);
    assert!(explained.output.contains("sync/"), "{}", explained.output);
}

#[test]
fn the_bundled_suite_is_compared_with_its_snapshots_and_writes_nothing() {
    let folder = Folder::empty();
    let run = folder.end(&["run", "sync/expired-token", "--profile", "all"]);
    assert_eq!(run.code, 0, "{}{}", run.output, run.error);
    assert!(run.output.contains("snapshot"), "{}", run.output);
    let left: Vec<_> = std::fs::read_dir(folder.path(".")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_bundled_suite_is_not_reviewed_and_its_pages_are_not_generated() {
    let folder = Folder::empty();
    let review = folder.end(&["review"]);
    assert_eq!(review.code, 2);
    assert_eq!(
        review.error,
        "error: the suite that comes with cardproof is never rewritten, so none of its snapshots \
         waits;\nname a suite of your own: cardproof review --suite path/to/scenarios\n"
    );
    let generate = folder.end(&["generate"]);
    assert_eq!(generate.code, 2);
    assert_eq!(
        generate.error,
        "error: the working folder has no folder `scenarios`; these pages are cardproof's own\n"
    );
}

#[test]
fn an_unknown_id_is_an_error_in_any_folder() {
    let end = Folder::empty().end(&["run", "sync/expired-tokens"]);
    assert_eq!(end.code, 2);
    assert_eq!(
        end.error,
        "error: there is no scenario, folder or file `sync/expired-tokens`; did you mean \
         `sync/expired-token`?\n"
    );
}

#[test]
fn a_file_of_the_users_borrows_flows_cards_and_requirements() {
    let folder = Folder::empty();
    folder.write("mine.yaml", OWN);
    let run = folder.end(&["run", "mine.yaml"]);
    assert_eq!(run.code, 0, "{}{}", run.output, run.error);
    let wrong = OWN
        .replace("read-01", "raed-01")
        .replace("minimal", "minmal");
    folder.write("mine.yaml", &wrong);
    let told = folder.end(&["lint", "mine.yaml"]).error;
    assert!(told.contains("did you mean `read-01`?"), "{told}");
    assert!(told.contains("did you mean `minimal`?"), "{told}");
}

#[test]
fn inside_an_own_suite_that_one_is_meant_and_its_own_names_win() {
    let folder = Folder::empty();
    folder.write("suite/cardproof.toml", "");
    folder.write("suite/area/mine.yaml", OWN);
    folder.write(
        "suite/cards/minimal.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nN:Mine;;;;\nFN:Mine\nEND:VCARD\n",
    );
    let inside = end(&mut command(&folder.path("suite/area"), &["list"]));
    assert!(inside.output.starts_with("area/mine "), "{inside:?}");
    assert_eq!(inside.output.lines().count(), 1);
    let by_id = folder.end(&["run", "suite", "area/mine"]);
    assert_eq!(by_id.code, 0, "{}{}", by_id.output, by_id.error);
    let foreign = folder.end(&["explain", "read-02", "--suite", "suite"]);
    assert_eq!(foreign.code, 0, "{}", foreign.error);
}
