//! Which files are cardproof's.

use crate::scenario::diagnostic::Reporter;
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Kind, Node, parse};

/// Keys at the outside of a file by which it is told, each set a kind: scenarios and flows, target
/// files, profile files, world files.
const KINDS: [&[&str]; 4] = [
    &["title", "steps"],
    &["name", "base-url"],
    &["name", "base", "quirks"],
    &["accounts"],
];
/// The keys of a requirement.
const REQUIREMENT: &[&str] = &["id", "says"];

/// Whether a text is a scenario, a flow, requirements, a target file, a
/// profile file or a world file. What is no
/// YAML may be any of them.
pub(crate) fn is_ours(source: &TextFile) -> bool {
    let Ok(node) = parse(source, "a file of cardproof's", &Reporter::default()) else {
        return true;
    };
    match &node.kind {
        Kind::Map(_) => KINDS.iter().any(|keys| has(&node, keys)),
        Kind::List(items) => items.first().is_some_and(|item| has(item, REQUIREMENT)),
        _ => false,
    }
}

fn has(node: &Node, keys: &[&str]) -> bool {
    keys.iter().all(|name| node.entry(name).is_some())
}
