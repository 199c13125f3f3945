//! What scenarios of a suite share: flows, cards, requirements.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::Files;
use super::parallel::each_in_parallel;
use super::requirement::{Requirements, requirements};
use crate::scenario::diagnostic::{Read, Reporter};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Node, parse};

/// What scenarios of a suite share.
pub(super) struct Library {
    /// The flows, by `flows/NAME`; those with mistakes are known to have them.
    pub(super) flows: BTreeMap<String, Read<Node>>,
    /// The cards, by name, with CRLF line ends.
    pub(super) cards: BTreeMap<String, String>,
    /// The requirements.
    pub(super) requirements: Requirements,
}

impl Library {
    /// Reads what a suite's scenarios share.
    pub(super) fn read(files: &Files, reporter: &Reporter) -> Self {
        let flows = each_in_parallel(&files.flows, reporter, |(name, path), reporter| {
            let flow = tree(path, "a flow", (files, reporter));
            (format!("flows/{name}"), flow)
        });
        let lists = each_in_parallel(&files.requirements, reporter, |(_, path), reporter| {
            tree(path, "a list of requirements", (files, reporter))
        });
        let mut all = Requirements::new();
        for list in lists {
            let _reported = list.and_then(|node| requirements(&node, &mut all, reporter));
        }
        Self {
            flows: flows.into_iter().collect(),
            cards: cards(files, reporter),
            requirements: all,
        }
    }
}

/// Reads a YAML file of a suite; `of` says what it should hold.
pub(super) fn tree(
    path: &Path,
    of: &'static str,
    (files, reporter): (&Files, &Reporter),
) -> Read<Node> {
    parse(&text(path, (files, reporter))?, of, reporter)
}

fn text(path: &Path, (files, reporter): (&Files, &Reporter)) -> Read<TextFile> {
    let shown = files.shown(path);
    TextFile::read(path, &shown).map_err(|problem| reporter.report_file(&shown, problem))
}

fn cards(files: &Files, reporter: &Reporter) -> BTreeMap<String, String> {
    let cards = files.cards.iter().filter_map(|(name, path)| {
        let file = text(path, (files, reporter)).ok()?;
        Some((name.clone(), with_crlf(&file.text)))
    });
    cards.collect()
}

/// RFC 6350 §3.2: lines end in CRLF. Files of a suite may have either.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}
