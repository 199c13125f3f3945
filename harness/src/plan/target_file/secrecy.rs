//! Messages about a target file show its lines. What may be secret in them is hidden first.

use std::ops::Range;

use crate::scenario::diagnostic::{Read, Reporter};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{self, Kind, Node};

/// The keys of which the values are never secret. What stands elsewhere, and what cannot be
/// assigned to a key, is hidden.
const OPEN: &[&str] = &[
    "name",
    "tls",
    "profile",
    "quirks",
    "lacks",
    "start",
    "book",
    "snapshots",
    "known-deviations",
];

/// Reads the file into a tree. Where that fails nobody knows what is secret, and no line is shown.
pub(super) fn parse(file: &TextFile, reporter: &Reporter) -> Read<Node> {
    let node = yaml::parse(file, "a target", reporter);
    reporter.forget(file);
    node
}

/// The file with a star for each letter and digit that may belong to a secret. Every line and
/// column stays where it was.
pub(super) fn hidden(file: &TextFile, node: &Node) -> TextFile {
    let mut open = Vec::new();
    collect(node, true, &mut open);
    file.starred(&open)
}

/// Collects what may be shown: all keys, and the values of open ones.
fn collect(node: &Node, top: bool, open: &mut Vec<Range<usize>>) {
    let Kind::Map(entries) = &node.kind else {
        return;
    };
    for (key, value) in entries {
        open.push(key.span.start..key.span.end);
        let plain_url = key.text == "base-url" && value.as_text().is_some_and(is_plain_url);
        if top && (OPEN.contains(&key.text.as_str()) || plain_url) {
            show(value, open);
        } else {
            collect(value, false, open);
        }
    }
}

/// Whether a URL holds no user and password.
fn is_plain_url(text: &str) -> bool {
    text.starts_with("http") && !text.contains('@')
}

/// Collects a value with everything in it.
fn show(node: &Node, open: &mut Vec<Range<usize>>) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| show(item, open)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                open.push(key.span.start..key.span.end);
                show(value, open);
            }
        }
        _ => open.push(node.span.start..node.span.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hide(text: &str) -> String {
        let file = TextFile {
            file: "target.yaml".into(),
            text: text.into(),
        };
        let node = parse(&file, &Reporter::default()).unwrap();
        hidden(&file, &node).text.to_string()
    }

    #[test]
    fn values_that_may_be_secret_become_stars() {
        assert_eq!(
            hide("name: ada\nauth: { basic: { user: ada, pasword: \"lövelace\" } }\n"),
            "name: ada\nauth: { basic: { user: ***, pasword: \"*********\" } }\n"
        );
    }

    #[test]
    fn comments_and_values_of_a_key_that_stands_twice_are_hidden() {
        assert_eq!(
            hide("auth: none # x1\nauth: { bearer: y2 }\n"),
            "auth: **** # **\n****: { ******: ** }\n"
        );
    }
}
