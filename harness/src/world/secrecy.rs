//! Messages about a world file show its lines. What may be secret in them is hidden first.

use std::ops::Range;

use crate::scenario::diagnostic::{Read, Reporter};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{self, Key, Kind, Node};

/// The keys whose values are nobody's secret. What stands elsewhere is hidden: passwords, tokens,
/// addresses, cards, and whatever stands under a key that does not exist.
const OPEN: &[&str] = &[
    "seed",
    "profile",
    "quirks",
    "clock",
    "credentials",
    "project",
    "ctag-allowance",
    "delegation",
    "home",
    "life",
    "scopes",
    "from",
    "faults",
];

/// Reads the file into a tree. Messages show it with stars in the place of secrets; where it is no
/// YAML nobody knows what is secret, and no line is shown.
pub(super) fn parse(file: &TextFile, reporter: &Reporter) -> Read<Node> {
    let node = yaml::parse(file, "a world", reporter);
    reporter.forget(file);
    let node = node?;
    let mut open = Vec::new();
    collect(&node, false, &mut open);
    reporter.know(&file.starred(&open));
    Ok(node)
}

/// As [`parse`], for a world under a key of a file that has been read: what stands before the
/// world and behind it is shown.
pub(crate) fn hide((key, world): &(Key, Node), next: Option<usize>, known: (&TextFile, &Reporter)) {
    let (file, reporter) = known;
    let end = file.text.len();
    let mut open = vec![0..key.span.end, next.unwrap_or(end)..end];
    collect(world, false, &mut open);
    reporter.know(&file.starred(&open));
}

/// Collects what may be shown: the keys, and the values of open ones.
fn collect(node: &Node, is_open: bool, open: &mut Vec<Range<usize>>) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| collect(item, is_open, open)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                open.push(key.span.start..key.span.end);
                let is_open = is_open && key.text != "account";
                collect(value, is_open || OPEN.contains(&key.text.as_str()), open);
            }
        }
        _ if is_open => open.push(node.span.start..node.span.end),
        _ => {}
    }
}
