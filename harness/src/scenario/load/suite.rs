//! A whole suite.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::files::Files;
use super::flow;
use super::library::Library;
use super::lint::unused_captures;
use super::requirement::Requirements;
use super::scenario::scenario;
use super::scope::{Scope, Usage};
use super::settings::{Settings, settings};
use crate::scenario::diagnostic::{Read, Reporter, each};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::Node;
use crate::scenario::{Diagnostics, Requirement, RequirementId, Suite};

/// Reads the scenarios that some paths mean, with everything that they refer to. A path is a
/// suite's folder, a folder in it, or a scenario file; all paths belong to one suite.
///
/// # Errors
/// Everything that is wrong in the suite's files: the scenario's author is to mend it.
pub fn load(paths: &[PathBuf]) -> Result<Suite, Diagnostics> {
    load_from(paths, &current_folder())
}

/// Reads the requirements of the suite to which a path belongs.
///
/// # Errors
/// Everything that is wrong in the files of requirements.
pub fn load_requirements(path: &Path) -> Result<BTreeMap<RequirementId, Requirement>, Diagnostics> {
    load(&[path.to_owned()]).map(|suite| suite.requirements)
}

/// As [`load`], with the folder from which the user names files.
pub(super) fn load_from(paths: &[PathBuf], from: &Path) -> Result<Suite, Diagnostics> {
    let reporter = Reporter::default();
    let files = match Files::find(paths, from, &reporter) {
        Ok(files) => files,
        Err(reported) => return reporter.finish(Err(reported)),
    };
    let (library, trees) = Library::read(&files, reporter);
    let suite = suite(files, &trees, &library);
    let requirements = library.requirements;
    library.reporter.finish(suite.map(|suite| Suite {
        requirements: plain(requirements),
        ..suite
    }))
}

/// Where the program was started; paths are shown from there.
fn current_folder() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

fn plain(requirements: Requirements) -> BTreeMap<RequirementId, Requirement> {
    let plain = requirements
        .into_iter()
        .map(|(id, (requirement, _))| (id, requirement));
    plain.collect()
}

/// Everything but the requirements.
fn suite(files: Files, trees: &[(String, Read<Node>)], library: &Library) -> Read<Suite> {
    let settings = suite_settings(&files, library);
    let flows = check_flows(&files, library);
    let scenarios = each(trees, |(id, tree)| {
        let node = tree.as_ref().map_err(|reported| *reported)?;
        scenario(id, node, library)
    });
    flows?;
    Ok(Suite {
        scenarios: scenarios?,
        requirements: BTreeMap::new(),
        snapshots: settings?.snapshots.map(|folder| from(&files.root, &folder)),
        root: files.root,
    })
}

/// The folder that a path names from another one, without `..` where the path's own parts allow.
fn from(root: &Path, folder: &Path) -> PathBuf {
    let mut path = root.to_owned();
    for part in folder.components() {
        let named = matches!(path.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if named => {
                path.pop();
            }
            Component::CurDir => {}
            part => path.push(part),
        }
    }
    path
}

fn suite_settings(files: &Files, library: &Library) -> Read<Settings> {
    let Some(path) = &files.settings else {
        return Ok(Settings::default());
    };
    let shown = files.shown(path);
    let file = TextFile::read(path, &shown)
        .map_err(|problem| library.reporter.report_file(&shown, problem))?;
    settings(&file, &library.reporter)
}

/// Reads each flow by itself, when the whole suite is meant.
fn check_flows(files: &Files, library: &Library) -> Read<()> {
    let flows = library.flows.iter().filter(|_| files.whole);
    each(flows, |(name, node)| {
        let usage = RefCell::new(Usage::default());
        let scope = Scope::new(library, &usage);
        let node = node.as_ref().map_err(|reported| *reported)?;
        flow::check((name, node), &scope)?;
        unused_captures(&usage.borrow(), &library.reporter)
    })
    .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_from_the_suite_without_detours() {
        let named = |root: &str, folder: &str| from(Path::new(root), Path::new(folder));
        assert_eq!(
            named("/work/scenarios", "../snapshots"),
            Path::new("/work/snapshots")
        );
        assert_eq!(named("scenarios", "./shots"), Path::new("scenarios/shots"));
        assert_eq!(named("..", "../shots"), Path::new("../../shots"));
    }
}
