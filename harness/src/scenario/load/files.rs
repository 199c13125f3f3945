//! Which files belong to a suite, and which of its scenarios are meant.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::settings::marks_a_suite;
use crate::scenario::diagnostic::{FileProblem, Read, Reporter};

/// The settings of a suite; also what marks its folder.
pub(super) const SETTINGS: &str = "cardproof.toml";
/// How deep folders may nest.
const DEPTH: usize = 16;
/// How many files a suite may have.
const FILES: usize = 20_000;

/// The files of a suite. Each list is sorted by name.
#[derive(Debug)]
pub(super) struct Files {
    /// The suite's folder.
    pub(super) root: PathBuf,
    /// The settings, if the suite has any.
    pub(super) settings: Option<PathBuf>,
    /// The scenarios that are meant, by id.
    pub(super) scenarios: Vec<(String, PathBuf)>,
    /// All flows, by name without the folder.
    pub(super) flows: Vec<(String, PathBuf)>,
    /// All cards, by name.
    pub(super) cards: Vec<(String, PathBuf)>,
    /// All files of requirements.
    pub(super) requirements: Vec<(String, PathBuf)>,
    /// Whether the whole suite is meant.
    pub(super) whole: bool,
    /// From where the user names files.
    from: PathBuf,
}

/// The folders of a suite that hold no scenarios.
const SHARED: [(&str, &str); 3] = [
    ("flows", "a flow"),
    ("cards", "a card"),
    ("requirements", "a list of requirements"),
];

impl Files {
    /// Finds the suite of some paths and the scenarios that they mean. `from` is the folder from
    /// which the user names files.
    pub(super) fn find(paths: &[PathBuf], from: &Path, reporter: &Reporter) -> Read<Self> {
        let mut root: Option<PathBuf> = None;
        for path in paths {
            let found = root_of(path, from, reporter)?;
            match &root {
                Some(first) if *first != found => {
                    let (first, second) = (shown(first, from), shown(&found, from));
                    let problem = FileProblem::TwoSuites { first, second };
                    return Err(reporter.report_file(&shown(path, from), problem));
                }
                _ => root = Some(found),
            }
        }
        let Some(root) = root else {
            let path = shown(from, from);
            return Err(reporter.report_file(&path.clone(), FileProblem::NoScenarios { path }));
        };
        Self::collect(paths, root, (from, reporter))
    }

    fn collect(
        paths: &[PathBuf],
        root: PathBuf,
        (from, reporter): (&Path, &Reporter),
    ) -> Read<Self> {
        let settings = Some(root.join(SETTINGS)).filter(|path| path.exists());
        let shared = |folder: &str, extensions: &[&str]| {
            let found = walk(&root.join(folder), (from, reporter))?;
            Ok(named(found, &root.join(folder), extensions))
        };
        let mut files = Self {
            settings,
            scenarios: Vec::new(),
            flows: shared("flows", YAML)?,
            cards: shared("cards", &["vcf"])?,
            requirements: shared("requirements", YAML)?,
            whole: paths.iter().any(|path| absolute(path, from) == root),
            from: from.to_owned(),
            root,
        };
        files.add_scenarios(paths, reporter)?;
        Ok(files)
    }

    fn add_scenarios(&mut self, paths: &[PathBuf], reporter: &Reporter) -> Read<()> {
        let mut found = BTreeMap::new();
        for path in paths {
            let absolute = absolute(path, &self.from);
            let candidates = walk(&absolute, (&self.from, reporter))?;
            let scenarios = named(candidates, &self.root, YAML);
            let scenarios: Vec<_> = scenarios
                .into_iter()
                .filter(|(id, _)| shared_folder(id).is_none())
                .collect();
            if scenarios.is_empty() {
                return Err(self.no_scenarios(&absolute, reporter));
            }
            for (id, file) in scenarios {
                self.add(&mut found, (id, file), reporter);
            }
        }
        self.scenarios = found.into_iter().collect();
        Ok(())
    }

    fn add(
        &self,
        found: &mut BTreeMap<String, PathBuf>,
        (id, file): (String, PathBuf),
        reporter: &Reporter,
    ) {
        let shown = self.shown(&file);
        let plain = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '/');
        if !id.chars().all(plain) {
            reporter.report_file(&shown, FileProblem::BadFileName { name: id });
            return;
        }
        match found.get(&id) {
            Some(other) if *other != file => {
                let other = self.shown(other);
                reporter.report_file(&shown, FileProblem::DuplicateScenario { id, other });
            }
            _ => {
                found.insert(id, file);
            }
        }
    }

    /// Says why a path means no scenario.
    fn no_scenarios(
        &self,
        path: &Path,
        reporter: &Reporter,
    ) -> crate::scenario::diagnostic::Reported {
        let shown = self.shown(path);
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let what = shared_folder(&below.to_string_lossy().replace('\\', "/"));
        match what {
            Some(what) if path.is_file() => {
                reporter.report_file(&shown, FileProblem::NotAScenario { what })
            }
            _ if path.is_file() => {
                let what = "a file of another kind";
                reporter.report_file(&shown, FileProblem::NotAScenario { what })
            }
            _ => {
                let path = shown.clone();
                reporter.report_file(&shown, FileProblem::NoScenarios { path })
            }
        }
    }

    /// A path as the user would name it.
    pub(super) fn shown(&self, path: &Path) -> String {
        shown(path, &self.from)
    }
}

const YAML: &[&str] = &["yaml", "yml"];

/// What the files of a folder are that holds no scenarios.
fn shared_folder(id: &str) -> Option<&'static str> {
    let folder = id.split('/').next()?;
    SHARED
        .iter()
        .find(|(name, _)| *name == folder)
        .map(|(_, what)| *what)
}

/// The files with one of these extensions, by their path below a folder without extension.
fn named(files: Vec<PathBuf>, folder: &Path, extensions: &[&str]) -> Vec<(String, PathBuf)> {
    let named = files.into_iter().filter_map(|file| {
        let extension = file.extension()?.to_str()?;
        if !extensions.contains(&extension) {
            return None;
        }
        let below = file.strip_prefix(folder).ok()?.with_extension("");
        let name = below.to_string_lossy().replace('\\', "/");
        Some((name, file))
    });
    let mut named: Vec<_> = named.collect();
    named.sort();
    named
}

/// The suite's folder: the nearest upwards with settings, else the folder itself.
fn root_of(path: &Path, from: &Path, reporter: &Reporter) -> Read<PathBuf> {
    let absolute = absolute(path, from);
    if !absolute.exists() {
        let path = shown(path, from);
        return Err(reporter.report_file(&path.clone(), FileProblem::NoSuchPath { path }));
    }
    let folder = if absolute.is_dir() {
        absolute.as_path()
    } else {
        absolute.parent().unwrap_or(&absolute)
    };
    let marked = folder
        .ancestors()
        .find(|folder| marks_a_suite(&folder.join(SETTINGS)));
    Ok(marked.unwrap_or(folder).to_owned())
}

/// The files below a folder, or the file itself; none where nothing is there.
fn walk(path: &Path, (from, reporter): (&Path, &Reporter)) -> Read<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(Some(path.to_owned())
            .filter(|path| path.exists())
            .into_iter()
            .collect());
    }
    let mut files = Vec::new();
    let mut open = vec![(path.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        for (path, is_folder) in entries(&folder, (from, reporter))? {
            if is_folder {
                open.push((path, depth + 1));
            } else {
                files.push(path);
            }
        }
        if depth > DEPTH || files.len() > FILES {
            let path = shown(&folder, from);
            return Err(reporter.report_file(&path.clone(), FileProblem::TooManyFiles { path }));
        }
    }
    Ok(files)
}

/// What is in a folder, and whether it is a folder itself. Links are followed.
fn entries(folder: &Path, (from, reporter): (&Path, &Reporter)) -> Read<Vec<(PathBuf, bool)>> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        let cause = error.kind().to_string();
        reporter.report_file(&shown(folder, from), FileProblem::Unreadable { cause })
    })?;
    let entries = entries.filter_map(Result::ok).map(|entry| {
        let path = entry.path();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let is_folder = !is_file && path.is_dir();
        (path, is_folder)
    });
    Ok(entries.collect())
}

/// An absolute path without `.` and `..`.
fn absolute(path: &Path, from: &Path) -> PathBuf {
    let mut absolute = PathBuf::new();
    for component in from.join(path).components() {
        match component {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                absolute.pop();
            }
            other => absolute.push(other),
        }
    }
    absolute
}

/// A path as the user would name it: relative where it is below the folder `from`.
fn shown(path: &Path, from: &Path) -> String {
    let below = path.strip_prefix(from).unwrap_or(path);
    let shown = below.to_string_lossy().replace('\\', "/");
    if shown.is_empty() {
        ".".to_owned()
    } else {
        shown
    }
}
