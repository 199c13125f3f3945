//! The keys of a world file.

use std::path::Path;
use std::str::FromStr;

use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{ControlError, World};

use super::account::account;
use super::clock::clock;
use super::fault::fault;
use super::{WorldFile, secrecy};
use crate::scenario::diagnostic::{
    NameProblem, Read, Reported, Reporter, Suggestion, WorldProblem, each,
};
use crate::scenario::load::{known_quirk, known_value};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{Diagnostics, Span};

const KEYS: &[&str] = &["seed", "profile", "quirks", "clock", "accounts", "faults"];

impl WorldFile {
    /// Reads a world file, and the files of cards that it names.
    ///
    /// # Errors
    /// Everything that is wrong in it: its author is to mend it.
    pub fn load(path: &Path) -> Result<Self, Diagnostics> {
        Self::load_as(path, &path.to_string_lossy().replace('\\', "/"))
    }

    /// As [`Self::load`]; `shown` is the file's name in messages.
    pub(crate) fn load_as(path: &Path, shown: &str) -> Result<Self, Diagnostics> {
        let reporter = Reporter::default();
        let read = TextFile::read(path, shown)
            .map_err(|problem| reporter.report_file(shown, problem))
            .and_then(|file| {
                let node = secrecy::parse(&file, &reporter)?;
                let folder = path.parent().unwrap_or(path);
                world(&node, folder, &reporter)
            });
        reporter.finish(read)
    }
}

/// What reading needs beside the node.
pub(super) struct Reading<'a> {
    /// Where paths in the file begin.
    pub(super) folder: &'a Path,
    pub(super) reporter: &'a Reporter,
    /// A world on which is tried what the file says.
    pub(super) trial: World,
}

impl Reading<'_> {
    /// Reports what the mock does not take.
    pub(super) fn refused(&self, span: &Span, error: &ControlError) -> Reported {
        let cause = error.to_string();
        self.reporter.report(span, WorldProblem::Refused { cause })
    }
}

fn world(node: &Node, folder: &Path, reporter: &Reporter) -> Read<WorldFile> {
    let mut reading = Reading {
        folder,
        reporter,
        trial: World::new(Quirks::of(Profile::Rfc), 0),
    };
    let fields = Fields::new(node, "a world", KEYS, reporter)?;
    let seed = optional(&fields, "seed", |node| node.number(0, u64::MAX, reporter));
    let profile = optional(&fields, "profile", |node| profile(node, reporter));
    let quirks = optional(&fields, "quirks", |node| quirks(node, reporter));
    let clock = optional(&fields, "clock", |node| clock(node, reporter));
    let accounts = optional(&fields, "accounts", |node| {
        each(node.list(reporter)?, |node| account(node, &mut reading))
    });
    let faults = optional(&fields, "faults", |node| {
        each(node.list(reporter)?, |node| fault(node, reporter))
    });
    Ok(WorldFile {
        seed: seed?,
        profile: profile?,
        quirks: quirks?.unwrap_or_default(),
        clock: clock?.unwrap_or_default(),
        accounts: accounts?.unwrap_or_default(),
        faults: faults?.unwrap_or_default(),
    })
}

/// The value of a key that may be missing.
pub(super) fn optional<T>(
    fields: &Fields<'_>,
    key: &str,
    read: impl FnOnce(&Node) -> Read<T>,
) -> Read<Option<T>> {
    fields.get(key).map(read).transpose()
}

fn profile(node: &Node, reporter: &Reporter) -> Read<Profile> {
    let text = node.text(reporter)?;
    Profile::from_str(text).map_err(|_| {
        let suggestion = Suggestion::among(text, Profile::named().map(Profile::name));
        let name = text.to_owned();
        reporter.report(&node.span, NameProblem::UnknownProfile { name, suggestion })
    })
}

fn quirks(node: &Node, reporter: &Reporter) -> Read<Vec<(String, String)>> {
    each(node.map(reporter)?, |(key, value)| {
        let quirk = known_quirk(&key.text, &key.span, reporter)?;
        let value = known_value(quirk, value, reporter)?;
        Ok((quirk.name.to_owned(), value))
    })
}
