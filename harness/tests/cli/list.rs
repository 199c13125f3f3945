//! `list` and `lint`.

use crate::program::{Folder, at_root};

#[test]
fn scenarios_are_listed_with_level_title_and_tags() {
    let end = at_root(&["list", "sync/expired-token"]);
    assert_eq!(
        (end.code, end.output.as_str()),
        (
            0,
            "sync/expired-token  must    A client recovers from an expired token without loss and \
             without fetching everything  [sync, writes, flagship]\n"
        )
    );
}

#[test]
fn a_list_for_programs_is_json() {
    let end = at_root(&["list", "--tag", "flagship", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&end.output).unwrap();
    let list = list.as_array().unwrap();
    assert!(list.len() >= 4, "{list:?}");
    for scenario in list {
        for key in ["id", "title", "tags", "level", "covers", "file"] {
            assert!(!scenario[key].is_null(), "{key}: {scenario}");
        }
    }
}

#[test]
fn a_suite_elsewhere_is_named_by_its_folder() {
    let folder = Folder::empty();
    folder.write("mine/cardproof.toml", "");
    folder.write(
        "mine/requirements/a.yaml",
        "- id: a-01\n  says: It answers.\n  source: RFC 9110 §9.3.1\n  level: should\n",
    );
    folder.write(
        "mine/a/b.yaml",
        "title: A\ntags: [x]\nsteps:\n  - name: get\n    get: $base\n    \
         expect: { status: 200 }\n    covers: [a-01]\n",
    );
    assert_eq!(
        folder.end(&["list", "mine"]).output,
        "a/b  should  A  [x]\n"
    );
    assert_eq!(
        folder.end(&["list", "mine/a/b.yaml"]).output,
        "a/b  should  A  [x]\n"
    );
}

#[test]
fn lint_tells_everything_that_is_wrong_and_where() {
    assert_eq!(at_root(&["lint"]).code, 0);
    let folder = Folder::empty();
    folder.write("scenarios/cardproof.toml", "");
    folder.write(
        "scenarios/a/b.yaml",
        "title: A\nsteps:\n  - name: get\n    get: $base\n    dept: 1\n    expect: { status: 99 }\n",
    );
    let end = folder.end(&["lint"]);
    assert_eq!((end.code, end.output.as_str()), (2, ""));
    assert!(
        end.error.contains("scenarios/a/b.yaml:5:5"),
        "{}",
        end.error
    );
    assert!(end.error.contains("did you mean `depth`?"), "{}", end.error);
    assert!(end.error.contains("scenarios/a/b.yaml:6:"), "{}", end.error);
}

#[test]
fn lint_of_what_is_not_there_is_an_error() {
    let end = at_root(&["lint", "no/such/file.yaml"]);
    assert_eq!(end.code, 2);
    assert_eq!(
        end.error,
        "error: there is no file or folder `no/such/file.yaml`\n"
    );
}

#[test]
fn colours_are_only_there_when_asked_for() {
    let folder = Folder::empty();
    assert!(!folder.end(&["run", "no-such"]).error.contains('\x1b'));
    assert!(
        folder
            .end(&["run", "no-such", "--color", "always"])
            .error
            .contains('\x1b')
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = crate::program::command(crate::program::root(), &["list"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let end = child.wait_with_output().unwrap();
    assert_eq!(end.status.code(), Some(0));
    assert_eq!(String::from_utf8(end.stderr).unwrap(), "");
}
