//! `--rerun-failed`: what an earlier run came to.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Deserialize;

use super::last_run;
use crate::cli::Trouble;
use crate::plan::Environment;
use crate::report::document::{FORMAT, SnapshotState};
use crate::run::Verdict;
use crate::scenario::ScenarioId;

/// Which earlier run is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Earlier {
    /// The last one in this working folder.
    Last,
    /// That of a JSON report.
    Report(PathBuf),
}

/// What failed in an earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failed {
    ids: Vec<String>,
    /// How the earlier run is called.
    of: String,
}

/// The part of a JSON report that is needed; also the whole of what is kept of the last run.
#[derive(Debug, Deserialize)]
struct Document {
    format: u32,
    runs: Vec<PlayedRun>,
}

#[derive(Debug, Deserialize)]
struct PlayedRun {
    scenarios: Vec<Played>,
}

#[derive(Debug, Deserialize)]
struct Played {
    id: String,
    verdict: String,
    snapshot: Option<PlayedSnapshot>,
}

#[derive(Debug, Deserialize)]
struct PlayedSnapshot {
    state: SnapshotState,
}

impl FromStr for Earlier {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text {
            "" => Self::Last,
            path => Self::Report(PathBuf::from(path)),
        })
    }
}

impl Earlier {
    /// What failed then: every scenario that did not pass for good, and where the last run was
    /// ended early, every one that was not reached.
    ///
    /// # Errors
    /// When there is no such run, or the file is no report.
    pub(super) fn failed(&self, environment: &Environment) -> Result<Failed, Trouble> {
        match self {
            Self::Last => {
                let file = last_run::file(environment).filter(|file| file.exists());
                let file = file.ok_or_else(|| {
                    Trouble::usage(
                        "--rerun-failed: no run was played in this folder yet; to take one from a \
                         JSON report: --rerun-failed=RUN.json",
                    )
                })?;
                read(&file, "the last run")
            }
            Self::Report(path) => read(path, &path.display().to_string()),
        }
    }
}

fn read(path: &Path, name: &str) -> Result<Failed, Trouble> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Trouble::usage(format!(
            "--rerun-failed: the report {} cannot be read: {error}.\n\
             For the last run, with scenarios named: cardproof run {} --rerun-failed",
            path.display(),
            path.display()
        ))
    })?;
    let no_report = |cause: String| {
        let path = path.display();
        Trouble::usage(format!(
            "--rerun-failed: {path} is no JSON report of cardproof: {cause}"
        ))
    };
    let document: Document =
        serde_json::from_str(&text).map_err(|error| no_report(error.to_string()))?;
    if document.format != FORMAT {
        return Err(no_report(format!(
            "its format is {}, and this cardproof reads {FORMAT}",
            document.format
        )));
    }
    let scenarios = document.runs.into_iter().flat_map(|run| run.scenarios);
    let ids = scenarios.filter(Played::failed).map(|played| played.id);
    Ok(Failed {
        ids: ids.collect(),
        of: name.to_owned(),
    })
}

impl Played {
    fn failed(&self) -> bool {
        let settled = [
            Verdict::Pass,
            Verdict::KnownDeviation,
            Verdict::NotApplicable,
        ];
        let differs = |found: &PlayedSnapshot| found.state != SnapshotState::Matches;
        !settled.iter().any(|verdict| verdict.name() == self.verdict)
            || self.snapshot.as_ref().is_some_and(differs)
    }
}

impl Failed {
    /// Whether a scenario, or one of its cases, failed.
    pub(super) fn holds(&self, id: &ScenarioId) -> bool {
        let is_of = |failed: &String| {
            let rest = failed.strip_prefix(id.0.as_str());
            rest.is_some_and(|rest| rest.is_empty() || !rest.starts_with(is_of_ids))
        };
        self.ids.iter().any(is_of)
    }

    /// What is said where nothing is left to play.
    pub(super) fn nothing_left(&self) -> String {
        match self.ids.as_slice() {
            [] => format!("--rerun-failed: nothing failed in {}", self.of),
            ids => format!(
                "--rerun-failed: none of what failed in {} is among the selected scenarios: {}",
                self.of,
                ids.join(", ")
            ),
        }
    }
}

/// Whether a character goes on with an id; what follows for a case does not.
fn is_of_ids(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit() || matches!(character, '-' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(ids: &[&str]) -> Failed {
        Failed {
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
            of: "run.json".to_owned(),
        }
    }

    #[test]
    fn a_case_that_failed_brings_its_scenario_back_and_no_other() {
        let failed = failed(&["write/one[second]", "read/two"]);
        let holds = |id: &str| failed.holds(&ScenarioId(id.to_owned()));
        assert!(holds("write/one"));
        assert!(holds("read/two"));
        assert!(!holds("read/tw"));
        assert!(!holds("read"));
        assert!(!holds("write/on"));
    }

    #[test]
    fn what_passed_for_good_is_not_played_again() {
        use SnapshotState::{Differs, Matches};
        let played = |verdict: &str, snapshot: Option<SnapshotState>| Played {
            id: "a/b".to_owned(),
            verdict: verdict.to_owned(),
            snapshot: snapshot.map(|state| PlayedSnapshot { state }),
        };
        for verdict in ["pass", "known deviation", "not applicable"] {
            assert!(!played(verdict, Some(Matches)).failed(), "{verdict}");
        }
        for verdict in ["fail", "changed", "inconclusive", "not reached"] {
            assert!(played(verdict, None).failed(), "{verdict}");
        }
        assert!(played("pass", Some(Differs)).failed());
    }

    #[test]
    fn nothing_to_play_again_is_said_with_the_reason() {
        assert_eq!(
            failed(&[]).nothing_left(),
            "--rerun-failed: nothing failed in run.json"
        );
        assert_eq!(
            failed(&["a/b", "c/d"]).nothing_left(),
            "--rerun-failed: none of what failed in run.json is among the selected scenarios: \
             a/b, c/d"
        );
    }
}
