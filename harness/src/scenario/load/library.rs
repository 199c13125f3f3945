//! What scenarios of a suite share: flows, cards, requirements.

use std::collections::BTreeMap;

use super::files::Files;
use super::requirement::{Requirements, requirements};
use super::trees::{Wanted, trees};
use crate::scenario::diagnostic::{Read, Reporter};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::Node;

/// What scenarios of a suite share.
pub(super) struct Library {
    /// Where problems go.
    pub(super) reporter: Reporter,
    /// The flows, by `flows/NAME`; those with mistakes are known to have them.
    pub(super) flows: BTreeMap<String, Read<Node>>,
    /// The cards, by name, with CRLF line ends.
    pub(super) cards: BTreeMap<String, String>,
    /// The requirements.
    pub(super) requirements: Requirements,
}

impl Library {
    /// Reads the files of a suite: what its scenarios share, and the scenarios, by their ids, as
    /// trees.
    pub(super) fn read(files: &Files, reporter: Reporter) -> (Self, Vec<(String, Read<Node>)>) {
        let wanted: Vec<Wanted<'_>> = [
            (&files.requirements, "a list of requirements"),
            (&files.flows, "a flow"),
            (&files.scenarios, "a scenario"),
        ]
        .into_iter()
        .flat_map(|(list, of)| list.iter().map(move |(_, path)| (path.as_path(), of)))
        .collect();
        let mut trees = trees(&wanted, files, &reporter).into_iter();
        let listed = trees.by_ref().take(files.requirements.len());
        let requirements = all_requirements(listed, &reporter);
        let names = files.flows.iter().map(|(name, _)| format!("flows/{name}"));
        let flows = names.zip(trees.by_ref()).collect();
        let ids = files.scenarios.iter().map(|(id, _)| id.clone());
        let scenarios = ids.zip(trees).collect();
        let cards = cards(files, &reporter);
        let library = Self {
            reporter,
            flows,
            cards,
            requirements,
        };
        (library, scenarios)
    }
}

fn all_requirements(trees: impl Iterator<Item = Read<Node>>, reporter: &Reporter) -> Requirements {
    let mut all = Requirements::new();
    for tree in trees {
        let _reported = tree.and_then(|node| requirements(&node, &mut all, reporter));
    }
    all
}

fn cards(files: &Files, reporter: &Reporter) -> BTreeMap<String, String> {
    let mut cards = BTreeMap::new();
    for (name, path) in &files.cards {
        let shown = files.shown(path);
        match TextFile::read(path, &shown) {
            Ok(file) => {
                cards.insert(name.clone(), with_crlf(&file.text));
            }
            Err(problem) => {
                reporter.report_file(&shown, problem);
            }
        }
    }
    cards
}

/// RFC 6350 §3.2: lines end in CRLF. Files of a suite may have either.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}
