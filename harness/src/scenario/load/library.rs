//! What scenarios of a suite share: flows, cards, requirements.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::Files;
use super::requirement::{Requirements, requirements};
use crate::scenario::diagnostic::{Read, Reporter, each};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Node, parse};

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
    /// Reads what a suite's scenarios share.
    pub(super) fn read(files: &Files, reporter: Reporter) -> Self {
        let mut library = Self {
            reporter,
            flows: BTreeMap::new(),
            cards: BTreeMap::new(),
            requirements: Requirements::new(),
        };
        library.read_requirements(files);
        for (name, path) in &files.flows {
            let flow = library.yaml(path, files, "a flow");
            library.flows.insert(format!("flows/{name}"), flow);
        }
        for (name, path) in &files.cards {
            if let Ok(file) = library.text(path, files) {
                library.cards.insert(name.clone(), with_crlf(&file.text));
            }
        }
        library
    }

    fn read_requirements(&mut self, files: &Files) {
        let mut all = Requirements::new();
        let _all_reported = each(&files.requirements, |(_, path)| {
            let node = self.yaml(path, files, "a list of requirements")?;
            requirements(&node, &mut all, &self.reporter)
        });
        self.requirements = all;
    }

    /// Reads a YAML file of the suite.
    pub(super) fn yaml(&self, path: &Path, files: &Files, of: &'static str) -> Read<Node> {
        let file = self.text(path, files)?;
        parse(&file, of, &self.reporter)
    }

    fn text(&self, path: &Path, files: &Files) -> Read<TextFile> {
        let shown = files.shown(path);
        TextFile::read(path, &shown).map_err(|problem| self.reporter.report_file(&shown, problem))
    }
}

/// RFC 6350 §3.2: lines end in CRLF. Files of a suite may have either.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}
