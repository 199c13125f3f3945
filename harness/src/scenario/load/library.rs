//! What scenarios of a suite share: flows, cards, requirements.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::files::Files;
use super::parallel::each_in_parallel;
use super::requirement::{Requirements, requirements};
use crate::scenario::diagnostic::{Read, Reporter, Suggestion};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Node, parse};
use crate::scenario::{Requirement, RequirementId};

/// What the suite that comes with the program shares: it lends to every suite what that has not.
static LENT: LazyLock<Library> =
    LazyLock::new(|| Library::read(&Files::bundled(Path::new("")), &Reporter::default()));

/// What scenarios of a suite share.
#[derive(Clone)]
pub(super) struct Library {
    /// The flows, by `flows/NAME`; those with mistakes are known to have them.
    pub(super) flows: BTreeMap<String, Read<Node>>,
    /// The cards, by name, with CRLF line ends.
    pub(super) cards: BTreeMap<String, String>,
    /// The requirements.
    pub(super) requirements: Requirements,
    /// The suite's folder.
    pub(super) root: PathBuf,
}

impl Library {
    /// Reads what a suite's scenarios share.
    pub(super) fn read(files: &Files, reporter: &Reporter) -> Self {
        let flows = each_in_parallel(&files.flows, reporter, |(name, path), reporter| {
            let flow = tree(path, "a flow", (files, reporter));
            (format!("flows/{name}"), flow)
        });
        Self {
            flows: flows.into_iter().collect(),
            cards: cards(files, reporter),
            ..Self::of_requirements(files, reporter)
        }
    }

    /// Reads the requirements of a suite and nothing else.
    pub(super) fn of_requirements(files: &Files, reporter: &Reporter) -> Self {
        let lists = each_in_parallel(&files.requirements, reporter, |(_, path), reporter| {
            tree(path, "a list of requirements", (files, reporter))
        });
        let mut all = Requirements::new();
        for list in lists {
            let _reported = list.and_then(|node| requirements(&node, &mut all, reporter));
        }
        Self {
            flows: BTreeMap::new(),
            cards: BTreeMap::new(),
            requirements: all,
            root: files.root.clone(),
        }
    }

    /// This, and before it what another one holds.
    pub(super) fn with(&self, own: &Self) -> Self {
        let mut whole = self.clone();
        whole.flows.extend(own.flows.clone());
        whole.cards.extend(own.cards.clone());
        whole.requirements.extend(own.requirements.clone());
        whole
    }

    /// A flow: the suite's own, or else the one that is lent.
    pub(super) fn flow(&self, name: &str) -> Result<&Read<Node>, Suggestion> {
        either(name, &self.flows, || &LENT.flows)
    }

    /// A card: the suite's own, or else the one that is lent.
    pub(super) fn card(&self, name: &str) -> Result<&String, Suggestion> {
        either(name, &self.cards, || &LENT.cards)
    }

    /// A requirement: the suite's own, or else the one that is lent.
    pub(super) fn requirement(&self, id: &str) -> Result<&Requirement, Suggestion> {
        let id = RequirementId(id.to_owned());
        let found = self.requirements.get(&id).map(|(own, _)| own);
        found
            .or_else(|| LENT.requirements.get(&id).map(|(lent, _)| lent))
            .ok_or_else(|| {
                let names =
                    |library: &Self| library.requirements.keys().map(|id| id.0.clone()).collect();
                suggestion(&id.0, [names(self), names(&LENT)])
            })
    }
}

/// The value of a name among a suite's own, or else among what is lent, which is read only then.
fn either<'a, T>(
    name: &str,
    own: &'a BTreeMap<String, T>,
    lent: impl Fn() -> &'a BTreeMap<String, T>,
) -> Result<&'a T, Suggestion> {
    let found = own.get(name).or_else(|| lent().get(name));
    found.ok_or_else(|| suggestion(name, [own, lent()].map(|map| map.keys().cloned().collect())))
}

/// What may be meant by a name that neither the suite nor the one that lends has.
fn suggestion(name: &str, [own, lent]: [Vec<String>; 2]) -> Suggestion {
    let own = Suggestion::among(name, own);
    match (&own, Suggestion::among(name, lent)) {
        (Suggestion::OneOf(_) | Suggestion::Nothing, near @ Suggestion::Near(_)) => near,
        _ => own,
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

/// Reads a text file of a suite.
pub(super) fn text(path: &Path, (files, reporter): (&Files, &Reporter)) -> Read<TextFile> {
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
pub(super) fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}
