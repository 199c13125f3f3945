//! Target files: a server, how to log in to it, and what is known of it.

mod check_name;
mod deviation;
mod login;
mod reader;
mod secrecy;
mod setting;
mod verify;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use login::LoginSettings;
pub use setting::MissingVariable;
use setting::Setting;
use url::Url;

use super::target::{KnownDeviation, Server, TargetError, server_url};
use crate::scenario::diagnostic::Reporter;
use crate::scenario::text_file::TextFile;
use crate::scenario::{AnyProfile, Diagnostics, Feature, Span};

/// A target file. Values that come from the environment are not looked up yet.
#[derive(Clone, Debug)]
pub struct TargetFile {
    /// The target's name: in reports, and of its folder of snapshots.
    pub name: String,
    base_url: Setting,
    path: Option<String>,
    login: LoginSettings,
    ca_file: Option<PathBuf>,
    profile: AnyProfile,
    quirks: Vec<(String, String)>,
    lacks: BTreeMap<Feature, String>,
    book: Option<String>,
    snapshots: bool,
    known: Vec<Known>,
    file: TextFile,
}

/// An entry of `known-deviations:` with what points at its parts.
#[derive(Clone, Debug)]
struct Known {
    entry: KnownDeviation,
    /// Its scenario, step, check and requirement, in this order.
    spans: [Span; 4],
}

/// Why a target file makes no server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetFileError {
    /// A variable that the file names is not set.
    #[error(transparent)]
    Missing(#[from] MissingVariable),
    /// A variable holds no URL of a server.
    #[error(transparent)]
    Target(#[from] TargetError),
}

impl TargetFile {
    /// Reads a target file.
    ///
    /// # Errors
    /// Everything that is wrong in the file: its author is to mend it.
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
                let file = secrecy::hidden(&file, &node);
                reporter.know(&file);
                let folder = path.parent().unwrap_or(path);
                reader::target(&node, (&file, folder), &reporter)
            });
        reporter.finish(read)
    }

    /// The server, with what the environment says; `variable` looks up a variable of it.
    ///
    /// # Errors
    /// When a variable that the file names is not set, or holds no URL where one is wanted.
    pub fn server(
        &self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Server, TargetFileError> {
        let base = server_url(self.base_url.look_up(&variable)?.expose())?;
        Ok(Server {
            name: self.name.clone(),
            start: self.start(&base),
            login: self.login.look_up(&self.name, &variable)?,
            book: self.book.clone(),
            lacks: self.lacks.clone(),
            known_deviations: self.known.iter().map(|known| known.entry.clone()).collect(),
            snapshots: self.snapshots,
            profile: self.profile.clone(),
            quirks: self.quirks.clone(),
            ca_file: self.ca_file.clone(),
        })
    }

    /// Where the search for the address book starts.
    fn start(&self, base: &Url) -> Url {
        let mut start = base.clone();
        if let Some(path) = &self.path {
            start.set_path(path);
        }
        start
    }
}
