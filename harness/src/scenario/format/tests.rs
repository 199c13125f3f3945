//! Nothing is lost, and nothing changes twice.

use std::path::Path;

use proptest::prelude::*;

use super::{FormatError, format};
use crate::scenario::load::yaml_files;

/// Comments, quotes and indentation as nobody should write them.
const HOSTILE: &str = include_str!("hostile.yaml");
/// The same file, laid out.
const TIDY: &str = include_str!("hostile-formatted.yaml");

fn formatted(text: &str) -> String {
    let made = format("a.yaml", text).unwrap();
    assert_eq!(made.left, None, "{text}");
    made.text
}

fn left(text: &str) -> Option<String> {
    let made = format("a.yaml", text).unwrap();
    assert_eq!(made.text, text);
    made.left
}

#[test]
fn a_hostile_file_is_laid_out_and_every_comment_survives() {
    assert_eq!(formatted(HOSTILE), TIDY);
    let comments = |text: &str| {
        let mut found: Vec<String> = Vec::new();
        for line in text.lines() {
            let comment = line
                .match_indices('#')
                .find(|(at, _)| line[..*at].trim_end().is_empty() || line[..*at].ends_with("  "));
            found.extend(comment.map(|(at, _)| line[at..].trim_end().to_owned()));
        }
        found.sort();
        found
    };
    assert_eq!(comments(HOSTILE), comments(TIDY));
    assert!(comments(TIDY).len() > 40, "{}", comments(TIDY).len());
    for line in TIDY.lines().filter(|line| line.ends_with(' ')) {
        assert!(
            line.contains("text  ") || line.contains("spaces  "),
            "{line}"
        );
    }
}

#[test]
fn a_formatted_file_does_not_change_again() {
    assert_eq!(formatted(TIDY), TIDY);
}

#[test]
fn files_that_end_their_lines_otherwise_keep_these_ends() {
    let tidy = formatted(&HOSTILE.replace('\n', "\r\n"));
    assert_eq!(tidy, TIDY.replace('\n', "\r\n"));
    let mixed = "title: 'a'\r\nsteps: []\n";
    assert_eq!(
        left(mixed).unwrap(),
        "its lines do not all end in the same way"
    );
}

#[test]
fn quotes_go_where_nobody_takes_the_text_for_anything_else() {
    let cases = [
        ("'word'", "word"),
        ("\"two words\"", "two words"),
        ("'https://example.com/a'", "https://example.com/a"),
        ("'$given.ada.href'", "$given.ada.href"),
        ("'yes'", "\"yes\""),
        ("'No'", "\"No\""),
        ("'null'", "\"null\""),
        ("'207'", "\"207\""),
        ("'2026-10-05'", "\"2026-10-05\""),
        ("'-x'", "\"-x\""),
        ("'a: b'", "\"a: b\""),
        ("'a:'", "\"a:\""),
        ("'a #b'", "\"a #b\""),
        ("'a '", "\"a \""),
        ("'*'", "\"*\""),
        ("''", "\"\""),
        ("'it''s'", "\"it's\""),
        ("'say \"x\"'", "'say \"x\"'"),
        ("'a\\b'", "'a\\b'"),
        ("\"a\\nb\"", "\"a\\nb\""),
        ("plain  text", "plain  text"),
    ];
    for (written, wanted) in cases {
        assert_eq!(
            formatted(&format!("a: {written}\n")),
            format!("a: {wanted}\n")
        );
        let wanted = format!("a: [{wanted}, {{ b: {wanted} }}]\n");
        assert_eq!(
            formatted(&format!("a: [{written}, {{ b: {written} }}]\n")),
            wanted
        );
    }
}

#[test]
fn what_is_out_of_the_ordinary_is_left_with_the_reason() {
    for (text, reason) in [
        ("a:\t'b'\n", "a tab stands between its parts"),
        ("a: &x 'b'\nc: *x\n", "it has an anchor, an alias or a tag"),
        ("a: !!str 'b'\n", "it has an anchor, an alias or a tag"),
        (
            "---\na: 'b'\n",
            "it has a marker of documents, such as `---`",
        ),
        (
            "a: 'b'\n...\n",
            "it has a marker of documents, such as `---`",
        ),
        (
            "? a\n: 'b'\n",
            "it has a key behind `?`, or one of several lines",
        ),
        (
            "{ a: 'b' }\n",
            "it is neither a list nor a map, or all of it stands in brackets",
        ),
        (
            "'b'\n",
            "it is neither a list nor a map, or all of it stands in brackets",
        ),
    ] {
        assert_eq!(left(text).as_deref(), Some(reason), "{text}");
    }
}

#[test]
fn blank_lines_that_are_text_stay() {
    let text = "a: |+\n  b\n\n\nc:\n- |+\n  d\n\n\n# e\nf: |\n  g\n   \n\n\nh: i\n\n\n";
    let wanted = "a: |+\n  b\n\n\nc:\n  - |+\n    d\n\n\n# e\nf: |\n  g\n   \n\nh: i\n";
    assert_eq!(formatted(text), wanted);
}

#[test]
fn every_shipped_file_is_laid_out_and_stays_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["scenarios", "ci/targets", "docs/examples"].map(|folder| root.join(folder));
    let files = yaml_files(&folders).unwrap();
    for file in &files {
        let text = std::fs::read_to_string(&file.path).unwrap();
        assert!(formatted(&text) == text, "{}", file.shown);
    }
    assert!(files.len() > 100, "{} files", files.len());
}

proptest! {
    #[test]
    fn whatever_is_written_keeps_its_meaning_and_does_not_change_twice(
        text in "([-:?,\\[\\]{}#|>'\" \n]|[a-c1]|\n  |\n    |\n- |\n  - |: |: \n| #b|  # c\n|\n# d\n|'x'|\"1\"|\\|\n|>-\n|\\|[+]\n|steps:\n- |name: a\n  |get: b\n  ){0,24}"
    ) {
        match format("a.yaml", &text) {
            Ok(made) => {
                let again = format("a.yaml", &made.text);
                prop_assert_eq!(again.unwrap().text, made.text);
            }
            Err(error) => prop_assert!(matches!(error, FormatError::Unreadable(_)), "{}", error),
        }
    }
}
