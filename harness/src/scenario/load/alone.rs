//! A scenario file by itself, in memory, whose tree may be cut down and read again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::library::Library;
use super::requirement::Requirements;
use super::suite::{assembled, of_tree};
use crate::scenario::diagnostic::Reporter;
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Node, parse};
use crate::scenario::{Diagnostics, Suite};

/// A scenario file by itself. What it does not bring along is lent by the suite that comes with
/// the program.
pub(crate) struct Alone {
    id: String,
    file: TextFile,
    files: Files,
    lent: Library,
}

impl Alone {
    /// Takes a text for a scenario file with this id.
    pub(crate) fn new(id: &str, text: &str) -> Self {
        Self {
            id: id.to_owned(),
            file: TextFile {
                file: format!("{id}.yaml").into(),
                text: text.into(),
            },
            files: Files::bundled(Path::new("")),
            lent: Library {
                flows: BTreeMap::new(),
                cards: BTreeMap::new(),
                requirements: Requirements::new(),
                root: PathBuf::new(),
            },
        }
    }

    /// The file as a tree.
    ///
    /// # Errors
    /// When it is no YAML.
    pub(crate) fn tree(&self) -> Result<Node, Diagnostics> {
        let reporter = Reporter::default();
        let read = parse(&self.file, "a scenario", &reporter);
        reporter.finish(read)
    }

    /// The scenarios of the tree, or of what was left of it.
    ///
    /// # Errors
    /// What is wrong in it.
    pub(crate) fn suite(&self, tree: &Node) -> Result<Suite, Diagnostics> {
        let reporter = Reporter::default();
        let known = (&self.lent, &reporter);
        let read = of_tree((&self.id, tree), (&self.file, Path::new("")), known);
        let suite = read.and_then(|(scenarios, own)| {
            let known = (&self.files, &self.lent, &reporter);
            let (scenarios, mut requirements) = assembled(scenarios, known)?;
            requirements.extend(own);
            Ok(Suite {
                requirements,
                scenarios,
                root: PathBuf::new(),
                snapshots: None,
            })
        });
        reporter.finish(suite)
    }
}
