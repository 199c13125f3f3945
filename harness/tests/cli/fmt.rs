//! `fmt`.

use std::io::Write;
use std::process::Stdio;

use crate::program::{Folder, at_root};

const UNTIDY: &str =
    "title: 'A'\nsteps:\n- get: $base # where\n  name: \"get\"\n\n\n  expect: { status: 200 }";
const TIDY: &str =
    "title: A\nsteps:\n  - name: get\n    get: $base # where\n\n    expect: { status: 200 }\n";

#[test]
fn files_are_laid_out_and_the_second_time_nothing_changes() {
    let folder = Folder::empty();
    folder.write("mine/a.yaml", UNTIDY);
    folder.write("mine/other.yml", "services:\n    a: b\n");
    let end = folder.end(&["fmt", "mine"]);
    assert_eq!(
        (end.code, end.output.as_str(), end.error.as_str()),
        (0, "mine/a.yaml\n1 file, 1 changed\n", "")
    );
    assert_eq!(folder.read("mine/a.yaml"), TIDY);
    assert_eq!(folder.read("mine/other.yml"), "services:\n    a: b\n");
    let end = folder.end(&["fmt", "mine/a.yaml", "mine/other.yml"]);
    assert_eq!(end.output, "mine/other.yml\n2 files, 1 changed\n");
}

#[test]
fn a_check_writes_nothing_and_exits_with_1_where_a_file_would_change() {
    let folder = Folder::empty();
    folder.write("mine/a.yaml", UNTIDY);
    let end = folder.end(&["fmt", "--check", "mine"]);
    assert_eq!(
        (end.code, end.output.as_str()),
        (1, "mine/a.yaml\n1 file, 1 would be changed\n")
    );
    assert_eq!(folder.read("mine/a.yaml"), UNTIDY);
    folder.write("mine/a.yaml", TIDY);
    assert_eq!(folder.end(&["fmt", "--check", "mine"]).code, 0);
}

#[test]
fn what_is_out_of_the_ordinary_is_left_and_named() {
    let folder = Folder::empty();
    folder.write("a.yaml", "title: &a 'b'\nsteps: []\n");
    let end = folder.end(&["fmt", "a.yaml"]);
    assert_eq!(
        (end.code, end.output.as_str()),
        (
            0,
            "a.yaml is left as it is: it has an anchor, an alias or a tag\n1 file, 0 changed\n"
        )
    );
}

#[test]
fn where_one_file_is_no_yaml_none_is_written() {
    let folder = Folder::empty();
    folder.write("a.yaml", UNTIDY);
    folder.write("b.yaml", "title: [\n");
    let end = folder.end(&["fmt", "a.yaml", "b.yaml"]);
    assert_eq!((end.code, end.output.as_str()), (2, ""));
    assert!(end.error.contains("error[not-yaml]"), "{}", end.error);
    assert_eq!(folder.read("a.yaml"), UNTIDY);
    let end = folder.end(&["fmt", "c.yaml"]);
    assert!(end.error.contains("there is no file or folder `c.yaml`"));
    assert_eq!(end.code, 2);
    let empty = Folder::empty();
    let end = empty.end(&["fmt"]);
    let told = "error: there is no file of cardproof's to format\n";
    assert_eq!((end.code, end.error.as_str()), (2, told));
}

#[test]
fn the_standard_input_goes_to_the_standard_output() {
    let folder = Folder::empty();
    for (arguments, output, code) in [
        (["fmt", "-"].as_slice(), TIDY, 0),
        (&["fmt", "--check", "-"], "", 1),
    ] {
        let mut command = folder.command(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(UNTIDY.as_bytes()).unwrap();
        drop(input);
        let end = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(end.stdout).unwrap(), output);
        assert_eq!(end.status.code(), Some(code));
    }
    let end = folder.end(&["fmt", "-", "a.yaml"]);
    assert_eq!(
        (end.code, end.error.as_str()),
        (2, "error: `-` stands alone: it is the standard input\n")
    );
}

#[test]
fn every_shipped_file_is_laid_out() {
    let end = at_root(&["fmt", "--check", "scenarios", "ci/targets", "docs/examples"]);
    assert_eq!(end.code, 0, "{}", end.output);
    assert!(!end.output.contains("left as it is"), "{}", end.output);
}
