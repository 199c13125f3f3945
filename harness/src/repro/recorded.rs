//! A scenario in a JSON report.

use cardproof_mock::quirk::{Profile, QuirkError};

use super::Played;
use crate::plan::ActiveProfile;
use crate::report::Document;
use crate::report::document::{RunRecord, ScenarioRecord};
use crate::run::Verdict;
use crate::scenario::ScenarioId;

/// The most differences that are told.
const MOST: usize = 10;
/// The most characters of one of them.
const LONGEST: usize = 300;

/// A scenario of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The file in which it stood.
    pub file: String,
    /// How it was played.
    pub played: Played,
}

/// Why a report gives no scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordedError {
    /// Nothing went wrong.
    #[error("nothing failed in that report; name a scenario to have it all the same")]
    NothingFailed,
    /// Several scenarios went wrong.
    #[error("{} scenarios failed in that report; name one of them: {}", .ids.len(), .ids.join(", "))]
    Several {
        /// Their ids.
        ids: Vec<String>,
    },
    /// The scenario is not in the report.
    #[error("there is no scenario `{id}` in that report")]
    Unknown {
        /// The id.
        id: String,
    },
    /// The profile is none that this version knows.
    #[error("the profile of that report: {0}")]
    Profile(#[from] QuirkError),
}

/// Finds a scenario of a report: the one with an id, or else the only one that failed. Where it was
/// played several times, the first time that it failed counts.
///
/// # Errors
/// When there is none, or more than one.
pub fn recorded(document: &Document, id: Option<&str>) -> Result<Recorded, RecordedError> {
    let all = || {
        let runs = document.runs.iter();
        runs.flat_map(|run| run.scenarios.iter().map(move |scenario| (run, scenario)))
    };
    let failed = || all().filter(|(_, scenario)| is_failure(scenario.verdict));
    let (run, scenario) = match id {
        Some(id) => failed()
            .chain(all())
            .find(|(_, scenario)| scenario.id == id)
            .ok_or_else(|| RecordedError::Unknown { id: id.to_owned() })?,
        None => {
            let mut ids: Vec<String> = failed().map(|(_, scenario)| scenario.id.clone()).collect();
            ids.sort();
            ids.dedup();
            match ids.len() {
                0 => return Err(RecordedError::NothingFailed),
                1 => failed().next().ok_or(RecordedError::NothingFailed)?,
                _ => return Err(RecordedError::Several { ids }),
            }
        }
    };
    Ok(Recorded {
        file: scenario.place.file.to_string(),
        played: Played {
            id: ScenarioId(scenario.id.clone()),
            profile: profile(&run.profile)?,
            seed: run.seed,
            at: run.began,
            seen: seen(run, scenario),
            wrong: wrong(scenario),
        },
    })
}

const fn is_failure(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Fail | Verdict::Changed | Verdict::Inconclusive
    )
}

/// Reads a profile as reports write it: `google-observed +update.if-match=enforced`, perhaps after
/// the name of one of the user's own, of which all quirks are told.
fn profile(written: &str) -> Result<ActiveProfile, QuirkError> {
    let (_, written) = written.split_once(": ").unwrap_or(("", written));
    let mut words = written.split_whitespace();
    let base: Profile = words.next().unwrap_or_default().parse()?;
    let overrides = words.filter_map(|word| word.strip_prefix('+')?.split_once('='));
    let overrides = overrides.map(|(name, value)| (name.to_owned(), value.to_owned()));
    ActiveProfile::with(base, overrides.collect())
}

/// The steps and checks that went wrong.
fn wrong(scenario: &ScenarioRecord) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for step in &scenario.steps {
        let checks = step.checks.iter();
        let checks = checks.filter(|check| is_failure(check.verdict));
        wrong.extend(checks.map(|check| (step.name.clone(), check.name.clone())));
    }
    wrong
}

/// What was seen: where, and the differences.
fn seen(run: &RunRecord, scenario: &ScenarioRecord) -> Vec<String> {
    let mut lines = Vec::new();
    if !run.is_mock {
        lines
            .push("Seen on another server. Here the mock answers, as the profile says.".to_owned());
    }
    lines.extend(scenario.reason.as_deref().map(shortened));
    for step in &scenario.steps {
        let checks = step.checks.iter();
        for check in checks.filter(|check| is_failure(check.verdict)) {
            let (step, name, verdict) = (&step.name, &check.name, check.verdict.name());
            lines.push(format!("step `{step}`, check `{name}`: {verdict}"));
            for difference in &check.differences {
                let (expected, received) = (&difference.expected, &difference.received);
                lines.push(shortened(&format!(
                    "  expected {expected}, received {received}"
                )));
            }
            lines.extend(check.reason.as_deref().map(shortened));
        }
    }
    lines.truncate(MOST);
    lines
}

/// One line of text, without what a comment cannot hold.
fn shortened(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_report_gives_the_scenario_that_is_named_or_the_only_one_that_failed() {
        let mut document = sample::document(sample::every_verdict());
        let named = recorded(&document, Some("write/stale-if-match")).unwrap();
        assert_eq!(named.file, "scenarios/write/stale-if-match.yaml");
        assert_eq!(named.played.seed, 7);
        assert_eq!(
            named.played.seen,
            [
                "step `stale`, check `status`: fail",
                "  expected 412, received 204"
            ]
        );
        let several = recorded(&document, None).unwrap_err().to_string();
        assert_eq!(
            several,
            "3 scenarios failed in that report; name one of them: read/get, write/delete, \
             write/stale-if-match"
        );
        let unknown = recorded(&document, Some("a")).unwrap_err().to_string();
        assert_eq!(unknown, "there is no scenario `a` in that report");
        for run in &mut document.runs {
            run.scenarios
                .retain(|scenario| scenario.id == "write/delete");
        }
        let only = recorded(&document, None).unwrap();
        assert_eq!(only.played.id.0, "write/delete");
        document.runs.clear();
        assert_eq!(
            recorded(&document, None).unwrap_err().to_string(),
            "nothing failed in that report; name a scenario to have it all the same"
        );
    }

    #[test]
    fn a_profile_is_read_as_reports_write_it() {
        let written = "google-observed +update.if-match=enforced";
        assert_eq!(profile(written).unwrap().to_string(), written);
        let error = RecordedError::from(profile("mine").unwrap_err()).to_string();
        assert!(error.starts_with("the profile of that report: "), "{error}");
    }
}
