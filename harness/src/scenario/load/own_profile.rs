//! Profiles of the user's own: files that take a shipped profile and change some quirks.

use std::path::{Path, PathBuf};

use cardproof_mock::quirk::Profile;

use super::quirks::{known_profile, quirk_values};
use crate::scenario::Diagnostics;
use crate::scenario::diagnostic::{NameProblem, Read, Reporter};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Fields, Node, parse, plain_name};

/// A profile of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnProfile {
    /// Its name in output. No shipped profile has it.
    pub name: String,
    /// The file, as it can be named again.
    pub file: PathBuf,
    /// The shipped profile that it begins with.
    pub base: Profile,
    /// What it changes: name and value of quirks.
    pub quirks: Vec<(String, String)>,
    /// What it is, for people.
    pub about: Option<String>,
}

/// A shipped profile, or one of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyProfile {
    /// One that comes with cardproof.
    Shipped(Profile),
    /// One of the user's own.
    Own(Box<OwnProfile>),
}

impl From<Profile> for AnyProfile {
    fn from(profile: Profile) -> Self {
        Self::Shipped(profile)
    }
}

impl OwnProfile {
    /// Reads a profile file.
    ///
    /// # Errors
    /// Everything that is wrong in it: its author is to mend it.
    pub fn load(path: &Path) -> Result<Self, Diagnostics> {
        Self::load_as(path, &shown(path))
    }

    /// As [`Self::load`]; `shown` is the file's name in messages.
    pub(crate) fn load_as(path: &Path, shown: &str) -> Result<Self, Diagnostics> {
        let reporter = Reporter::default();
        let read = read(path, shown, &reporter);
        reporter.finish(read)
    }
}

/// Whether a word that stands where a profile is named is a file: it holds a slash, or ends as YAML
/// files do.
pub(crate) fn is_profile_file(word: &str) -> bool {
    let extension = Path::new(word).extension();
    word.contains(std::path::is_separator)
        || extension.is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Reads a profile by its name or its file; the file's path begins at the folder.
pub(crate) fn any_profile(node: &Node, folder: &Path, reporter: &Reporter) -> Read<AnyProfile> {
    let text = node.text(reporter)?;
    if !is_profile_file(text) {
        return known_profile(node, reporter).map(AnyProfile::Shipped);
    }
    let path = folder.join(text);
    let own = read(&path, &shown(&path), reporter)?;
    Ok(AnyProfile::Own(Box::new(own)))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn read(path: &Path, shown: &str, reporter: &Reporter) -> Read<OwnProfile> {
    let file =
        TextFile::read(path, shown).map_err(|problem| reporter.report_file(shown, problem))?;
    let node = parse(&file, "a profile", reporter)?;
    let known = ["name", "base", "quirks", "about"];
    let fields = Fields::new(&node, "a profile", &known, reporter)?;
    let name = fields.require("name").and_then(|node| name(node, reporter));
    let base = fields
        .require("base")
        .and_then(|node| known_profile(node, reporter));
    let quirks = fields
        .require("quirks")
        .and_then(|node| quirk_values(node, reporter));
    let about = fields.optional("about", |node| node.sentence(reporter));
    Ok(OwnProfile {
        name: name?,
        file: path.to_owned(),
        base: base?,
        quirks: quirks?,
        about: about?,
    })
}

fn name(node: &Node, reporter: &Reporter) -> Read<String> {
    let name = plain_name(node.text(reporter)?, &node.span, reporter)?;
    if name == "all" || Profile::named().any(|profile| profile.name() == name) {
        return Err(reporter.report(&node.span, NameProblem::TakenProfile { name }));
    }
    Ok(name)
}
