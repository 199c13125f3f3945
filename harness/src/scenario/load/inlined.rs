//! A scenario with everything that its file refers to, as it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::files::Files;
use super::library::{Library, text};
use super::own;
use super::suite::current_folder;
use crate::scenario::diagnostic::{Read, Reporter};
use crate::scenario::text_file::read_bounded;
use crate::scenario::yaml::{Kind, Node, parse};
use crate::scenario::{Diagnostics, Requirement, RequirementId};
use crate::world::WorldFile;

/// The flow by which `given:` makes cards.
pub(crate) const GIVEN: &str = "flows/create-card";

/// A scenario file and everything that it refers to.
#[derive(Debug)]
pub(crate) struct Inlined {
    /// The file, as it is written.
    pub(crate) text: Arc<str>,
    /// What it says, without what it brings along itself.
    pub(crate) node: Node,
    /// Whether the text says more or something else than the tree.
    pub(crate) is_changed: bool,
    /// The flows, by name without `flows/`.
    pub(crate) flows: BTreeMap<String, Node>,
    /// The cards, by name, lines ended by CRLF.
    pub(crate) cards: BTreeMap<String, String>,
    /// The requirements.
    pub(crate) requirements: BTreeMap<RequirementId, Requirement>,
    /// The world of the file.
    pub(crate) world: Option<Arc<WorldFile>>,
}

/// Reads a scenario file with everything that it refers to.
///
/// # Errors
/// What is wrong in the files: the scenario's author is to mend it.
pub(crate) fn inlined(path: &Path) -> Result<Inlined, Diagnostics> {
    let reporter = Reporter::default();
    let from = current_folder();
    let paths = [path.to_owned()];
    let read = Files::find(&paths, &from, &reporter)
        .and_then(|files| of_file(&from.join(path), path, (&files, &reporter)));
    reporter.finish(read)
}

fn of_file(absolute: &Path, path: &Path, (files, reporter): (&Files, &Reporter)) -> Read<Inlined> {
    let bundled = files.scenarios.iter().map(|(_, path)| path);
    let is_bundled = bundled.clone().any(|other| other == path);
    let path: PathBuf = if is_bundled { path } else { absolute }.to_owned();
    let file = text(&path, (files, reporter))?;
    let mut node = parse(&file, "a scenario", reporter)?;
    let world = own::world(&node, (&file, &path), reporter)?;
    let suite = Library::read(files, reporter);
    let library = match own::library(&node, reporter)? {
        Some(own) => suite.with(&own),
        None => suite,
    };
    let is_changed = without_own(&mut node);
    let mut inlined = Inlined {
        text: file.text,
        is_changed,
        flows: BTreeMap::new(),
        cards: BTreeMap::new(),
        requirements: BTreeMap::new(),
        world,
        node,
    };
    inlined.collect(&library)?;
    let flows = inlined.flows.values_mut();
    for tree in flows.chain([&mut inlined.node]) {
        inlined.is_changed |= with_bodies(tree, &library.root);
    }
    Ok(inlined)
}

/// Leaves out what a file brings along itself, and says whether there was anything.
fn without_own(node: &mut Node) -> bool {
    let Kind::Map(entries) = &mut node.kind else {
        return false;
    };
    let before = entries.len();
    entries.retain(|(key, _)| !own::OWN.contains(&key.text.as_str()));
    entries.len() < before
}

/// Puts the bytes of `body-file:` into a tree, and says whether there were any.
fn with_bodies(node: &mut Node, root: &Path) -> bool {
    match &mut node.kind {
        Kind::List(items) => items
            .iter_mut()
            .fold(false, |changed, item| with_bodies(item, root) | changed),
        Kind::Map(entries) => entries.iter_mut().fold(false, |changed, (key, value)| {
            let name = value.as_text().filter(|_| key.text == "body-file");
            let Some(bytes) = name.and_then(|name| read_bounded(&root.join(name)).ok()) else {
                return with_bodies(value, root) | changed;
            };
            "body-base64".clone_into(&mut key.text);
            value.kind = Kind::Text(BASE64_STANDARD.encode(bytes));
            true
        }),
        _ => false,
    }
}

impl Inlined {
    /// Collects everything that words of the file and of its flows may name. One that is named by
    /// chance does no harm.
    fn collect(&mut self, library: &Library) -> Read<()> {
        let mut new = BTreeSet::new();
        words(&self.node, &mut new);
        new.extend(self.node.entry("given").map(|_| GIVEN.to_owned()));
        let mut known = BTreeSet::new();
        while let Some(word) = new.pop_first() {
            if !known.insert(word.clone()) {
                continue;
            }
            if let Ok(flow) = library.flow(&word) {
                let flow = flow.as_ref().map_err(|reported| *reported)?;
                words(flow, &mut new);
                let name = word.strip_prefix("flows/").unwrap_or(&word);
                self.flows.insert(name.to_owned(), flow.clone());
            }
            if let Ok(card) = library.card(&word) {
                self.cards.insert(word.clone(), card.clone());
            }
            if let Ok(requirement) = library.requirement(&word) {
                let id = requirement.id.clone();
                self.requirements.insert(id, requirement.clone());
            }
        }
        Ok(())
    }
}

/// Collects all texts of a tree that are no keys.
pub(crate) fn words(node: &Node, into: &mut BTreeSet<String>) {
    match &node.kind {
        Kind::Text(text) => {
            into.insert(text.clone());
        }
        Kind::List(items) => items.iter().for_each(|item| words(item, into)),
        Kind::Map(entries) => entries.iter().for_each(|(_, value)| words(value, into)),
        Kind::Null | Kind::Boolean(_) | Kind::Number(_) => {}
    }
}
