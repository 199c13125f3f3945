//! A whole suite.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::depends::{Depending, resolve};
use super::files::{Files, absolute};
use super::flow;
use super::library::{Library, text};
use super::lint::unused_captures;
use super::own;
use super::parallel::each_in_parallel;
use super::scenario::scenarios;
use super::scope::{Scope, Usage};
use super::settings::{Settings, settings};
use crate::scenario::diagnostic::{Read, Reporter, each};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Node, parse};
use crate::scenario::{Diagnostics, Requirement, RequirementId, Scenario, Suite};

/// Reads the scenarios that some paths mean, with everything that they refer to. A path is a
/// suite's folder, a folder in it, or a scenario file; all paths belong to one suite.
///
/// # Errors
/// Everything that is wrong in the suite's files: the scenario's author is to mend it.
pub fn load(paths: &[PathBuf]) -> Result<Suite, Diagnostics> {
    load_from(paths, &current_folder())
}

/// As [`load`], with the folder from which the user names files.
pub(super) fn load_from(paths: &[PathBuf], from: &Path) -> Result<Suite, Diagnostics> {
    let reporter = Reporter::default();
    let suite = Files::find(paths, from, &reporter).and_then(|files| suite(files, &reporter));
    reporter.finish(suite)
}

/// Where the program was started; paths are shown from there.
pub(super) fn current_folder() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

fn suite(files: Files, reporter: &Reporter) -> Read<Suite> {
    let library = Library::read(&files, reporter);
    let settings = suite_settings(&files, reporter);
    let flows = match files.whole {
        true => check_flows(&library, &library, reporter),
        false => Ok(()),
    };
    let scenarios = each_in_parallel(&files.scenarios, reporter, |(id, path), reporter| {
        scenario_file(id, path, (&files, &library, reporter))
    });
    let read = each(scenarios, |scenarios| scenarios);
    flows?;
    let (scenarios, own): (Vec<_>, Vec<_>) = read?.into_iter().unzip();
    let read = scenarios.into_iter().flatten().collect();
    let (scenarios, mut requirements) = assembled(read, (&files, &library, reporter))?;
    requirements.extend(own.into_iter().flatten());
    Ok(Suite {
        requirements,
        scenarios,
        snapshots: settings?
            .snapshots
            .map(|folder| absolute(&folder, &files.root)),
        root: files.root,
    })
}

/// Scenarios by id, each with those that it depends on, and the requirements of the suite and of
/// what they borrow.
pub(super) fn assembled(
    read: Vec<Depending>,
    (files, library, reporter): (&Files, &Library, &Reporter),
) -> Read<(Vec<Scenario>, BTreeMap<RequirementId, Requirement>)> {
    let mut scenarios = resolve(read, (files, reporter))?;
    scenarios.sort_by(|a, b| a.id.cmp(&b.id));
    let requirements = requirements(library, &scenarios);
    Ok((scenarios, requirements))
}

/// The scenarios of a file, and the requirements that it brings along.
pub(super) type OfFile = (Vec<Depending>, BTreeMap<RequirementId, Requirement>);

fn scenario_file(
    id: &str,
    path: &Path,
    (files, library, reporter): (&Files, &Library, &Reporter),
) -> Read<OfFile> {
    let file = text(path, (files, reporter))?;
    let node = parse(&file, "a scenario", reporter)?;
    of_tree((id, &node), (&file, path), (library, reporter))
}

/// The scenarios of a file that was read into a tree.
pub(super) fn of_tree(
    (id, node): (&str, &Node),
    (file, path): (&TextFile, &Path),
    (library, reporter): (&Library, &Reporter),
) -> Read<OfFile> {
    let world = own::world(node, (file, path), reporter);
    let Some(own) = own::library(node, reporter)? else {
        let read = scenarios(id, node, (library, reporter))?;
        return Ok((own::started_with(read, world?.as_ref()), BTreeMap::new()));
    };
    let whole = library.with(&own);
    check_flows(&own, &whole, reporter)?;
    let read = scenarios(id, node, (&whole, reporter))?;
    let own = own.requirements.into_iter();
    let own = own.map(|(id, (requirement, _))| (id, requirement));
    Ok((own::started_with(read, world?.as_ref()), own.collect()))
}

/// The suite's own requirements, and those that its scenarios borrow.
fn requirements(library: &Library, scenarios: &[Scenario]) -> BTreeMap<RequirementId, Requirement> {
    let own = library.requirements.iter();
    let mut all: BTreeMap<_, _> = own
        .map(|(id, (requirement, _))| (id.clone(), requirement.clone()))
        .collect();
    for id in scenarios.iter().flat_map(Scenario::covers) {
        if !all.contains_key(id)
            && let Ok(lent) = library.requirement(&id.0)
        {
            all.insert(id.clone(), lent.clone());
        }
    }
    all
}

fn suite_settings(files: &Files, reporter: &Reporter) -> Read<Settings> {
    let Some(path) = &files.settings else {
        return Ok(Settings::default());
    };
    let shown = files.shown(path);
    let file =
        TextFile::read(path, &shown).map_err(|problem| reporter.report_file(&shown, problem))?;
    settings(&file, reporter)
}

/// Reads each flow of `those` by itself.
fn check_flows(those: &Library, library: &Library, reporter: &Reporter) -> Read<()> {
    let flows: Vec<_> = those.flows.iter().collect();
    let checked = each_in_parallel(&flows, reporter, |(name, node), reporter| {
        let usage = RefCell::new(Usage::default());
        let scope = Scope::new((library, reporter), &usage);
        let node = node.as_ref().map_err(|reported| *reported)?;
        flow::check((name, node), &scope)?;
        unused_captures(&usage.borrow(), reporter)
    });
    each(checked, |flow| flow).map(|_| ())
}
