//! The keys of a world file.

use std::path::Path;

use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{ControlError, World};

use super::account::account;
use super::client::client;
use super::clock::clock;
use super::fault::fault;
use super::project::{credentials, ctag_allowance, project, service_account};
use super::{WorldFile, secrecy};
use crate::scenario::diagnostic::{Read, Reported, Reporter, ShapeProblem, WorldProblem, each};
use crate::scenario::load::{any_profile, quirk_values};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{AnyProfile, Diagnostics, Span};

const KEYS: &[&str] = &[
    "seed",
    "profile",
    "quirks",
    "clock",
    "credentials",
    "project",
    "ctag-allowance",
    "clients",
    "service-accounts",
    "accounts",
    "faults",
];

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
                world(of_file(&node, &reporter)?, folder, &reporter)
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

/// The world of a file: the whole of it, or that of a scenario.
fn of_file<'a>(node: &'a Node, reporter: &Reporter) -> Read<&'a Node> {
    let value = |name: &str| node.entry(name).map(|(_, value)| value);
    match (value("steps"), value("world")) {
        (None, _) => Ok(node),
        (Some(_), Some(world)) => Ok(world),
        (Some(_), None) => {
            let (key, of) = ("world".to_owned(), "a scenario that is served");
            let hint = Some("`cardproof repro SCENARIO -o FILE` writes a file that has one");
            let problem = ShapeProblem::MissingKey { key, of, hint };
            Err(reporter.report(&node.span, problem))
        }
    }
}

/// Reads a world; paths in it begin at the folder.
pub(crate) fn world(node: &Node, folder: &Path, reporter: &Reporter) -> Read<WorldFile> {
    let mut reading = Reading {
        folder,
        reporter,
        trial: World::new(Quirks::of(Profile::Rfc), 0),
    };
    let fields = Fields::new(node, "a world", KEYS, reporter)?;
    let seed = fields.optional("seed", |node| node.number(0, u64::MAX, reporter));
    let profile = fields.optional("profile", |node| any_profile(node, folder, reporter));
    let quirks = fields.optional("quirks", |node| quirk_values(node, reporter));
    let clock = fields.optional("clock", |node| clock(node, reporter));
    let clients = fields.optional("clients", |node| {
        each(node.list(reporter)?, |node| client(node, &mut reading))
    });
    let credentials = fields.optional("credentials", |node| credentials(node, reporter));
    let project = fields.optional("project", |node| project(node, reporter));
    let allowance = fields.optional("ctag-allowance", |node| ctag_allowance(node, reporter));
    let service_accounts = fields.optional("service-accounts", |node| {
        let items = node.list(reporter)?;
        each(items, |node| service_account(node, &mut reading))
    });
    let accounts = fields.optional("accounts", |node| {
        each(node.list(reporter)?, |node| account(node, &mut reading))
    });
    let faults = fields.optional("faults", |node| {
        each(node.list(reporter)?, |node| fault(node, reporter))
    });
    let (profile, mut all_quirks) = match profile? {
        None => (None, Vec::new()),
        Some(AnyProfile::Shipped(profile)) => (Some(profile), Vec::new()),
        Some(AnyProfile::Own(own)) => (Some(own.base), own.quirks),
    };
    all_quirks.extend(quirks?.unwrap_or_default());
    Ok(WorldFile {
        seed: seed?,
        profile,
        quirks: all_quirks,
        clock: clock?.unwrap_or_default(),
        credentials: credentials?.unwrap_or_default(),
        project: project?.unwrap_or_default(),
        ctag_allowance: allowance?,
        clients: clients?.unwrap_or_default(),
        service_accounts: service_accounts?.unwrap_or_default(),
        accounts: accounts?.unwrap_or_default(),
        faults: faults?.unwrap_or_default(),
    })
}
