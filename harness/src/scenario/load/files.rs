//! Which files belong to a suite, and which of its scenarios are meant.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::settings::marks_a_suite;
use super::walk::{entries, walk};
use crate::bundle;
use crate::scenario::diagnostic::{FileProblem, Read, Reported, Reporter};

/// The settings of a suite; also what marks its folder.
pub(super) const SETTINGS: &str = "cardproof.toml";

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
        if paths.iter().all(|path| bundle::is_bundled(path)) && !paths.is_empty() {
            return Ok(Self::bundled(from));
        }
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

    /// The files of the suite that comes with the program.
    pub(super) fn bundled(from: &Path) -> Self {
        let root = PathBuf::from(bundle::ROOT);
        let below = |folder: &Path, extensions: &[&str]| named(bundle::files(), folder, extensions);
        let mut scenarios = below(&root, YAML);
        scenarios.retain(|(id, _)| shared_folder(id).is_none());
        Self {
            settings: Some(root.join(SETTINGS)),
            scenarios,
            flows: below(&root.join("flows"), YAML),
            cards: below(&root.join("cards"), &["vcf"]),
            requirements: below(&root.join("requirements"), YAML),
            whole: true,
            from: from.to_owned(),
            root,
        }
    }

    fn collect(
        paths: &[PathBuf],
        root: PathBuf,
        (from, reporter): (&Path, &Reporter),
    ) -> Read<Self> {
        let settings = Some(root.join(SETTINGS)).filter(|path| path.exists());
        if !marks_a_suite(&root.join(SETTINGS)) {
            no_suite_below(&root, (from, reporter))?;
        }
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
    fn no_scenarios(&self, path: &Path, reporter: &Reporter) -> Reported {
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

/// How files in YAML end.
pub(super) const YAML: &[&str] = &["yaml", "yml"];

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

/// The nearest folder upwards that is a suite's.
pub(crate) fn suite_above(folder: &Path) -> Option<&Path> {
    let mut folders = folder.ancestors();
    folders.find(|folder| marks_a_suite(&folder.join(SETTINGS)))
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
    Ok(suite_above(folder).unwrap_or(folder).to_owned())
}

/// Reports a folder that is no suite and in which one lies: other YAML files would be taken for
/// scenarios.
fn no_suite_below(root: &Path, (from, reporter): (&Path, &Reporter)) -> Read<()> {
    let entries = entries(root, (from, reporter))?;
    let mut folders = entries.into_iter().map(|(path, _)| path);
    match folders.find(|folder| marks_a_suite(&folder.join(SETTINGS))) {
        Some(suite) => {
            let suite = shown(&suite, from);
            Err(reporter.report_file(&shown(root, from), FileProblem::SuiteBelow { suite }))
        }
        None => Ok(()),
    }
}

/// An absolute path without `.` and `..`.
pub(super) fn absolute(path: &Path, from: &Path) -> PathBuf {
    let mut absolute = PathBuf::new();
    for component in from.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                absolute.pop();
            }
            other => absolute.push(other),
        }
    }
    absolute
}

/// A path as the user would name it: relative where it is below the folder `from`.
pub(super) fn shown(path: &Path, from: &Path) -> String {
    let below = path.strip_prefix(from).unwrap_or(path);
    let shown = below.to_string_lossy().replace('\\', "/");
    if shown.is_empty() {
        ".".to_owned()
    } else {
        shown
    }
}
