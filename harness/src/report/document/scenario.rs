//! Scenarios, their steps and checks.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::ExchangeRecord;
use crate::run::Verdict;
use crate::scenario::{Credentials, Level, Place};

/// A scenario that was played, or could not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioRecord {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub place: Place,
    /// Its tags.
    pub tags: Vec<String>,
    /// The requirements that it covers.
    pub covers: Vec<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, where it was not judged or could not be.
    pub reason: Option<String>,
    /// How long it took.
    pub elapsed_ms: u64,
    /// The command that plays it again.
    pub command: String,
    /// The command that writes it as one file, to be played anywhere.
    #[serde(default)]
    pub repro: String,
    /// How the conversation compares with the accepted one.
    pub snapshot: Option<SnapshotRecord>,
    /// The steps, in order.
    pub steps: Vec<StepRecord>,
}

/// How a conversation compares with the accepted one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotRecord {
    /// What was found.
    pub state: SnapshotState,
    /// The accepted file, which may not be there.
    pub file: String,
    /// The differences as a unified diff.
    pub diff: Option<String>,
    /// The pending file, if one was written.
    pub pending: Option<String>,
    /// Why it could not be compared.
    pub cause: Option<String>,
}

/// What was found of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SnapshotState {
    /// The same.
    Matches,
    /// Another one.
    Differs,
    /// There is no accepted one.
    Missing,
    /// A file could not be read or written.
    Unusable,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// Its name.
    pub name: String,
    /// Where it stands; `None` for what the program does by itself.
    pub place: Option<Place>,
    /// Whether it runs as another client of the same account.
    pub other_device: bool,
    /// What it does to the mock, where it sends nothing.
    pub mock: Option<String>,
    /// With which credentials it is sent.
    pub credentials: Credentials,
    /// Why it did not run.
    pub left_out: Option<String>,
    /// How the answer came, where it did not come at once.
    pub notes: Vec<String>,
    /// What the checks found.
    pub checks: Vec<CheckRecord>,
    /// What was sent and received.
    pub exchanges: Vec<ExchangeRecord>,
}

/// A check that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRecord {
    /// Which.
    pub name: String,
    /// Where it stands.
    pub place: Option<Place>,
    /// The verdict.
    pub verdict: Verdict,
    /// How strongly it binds.
    pub level: Level,
    /// The requirements that it judges.
    pub covers: Vec<String>,
    /// The section that a standing check follows.
    pub section: Option<String>,
    /// Where it was broken.
    pub differences: Vec<DifferenceRecord>,
    /// What is known of the target here.
    pub deviation: Option<DeviationRecord>,
    /// Why it was not or could not be judged.
    pub reason: Option<String>,
}

/// One difference, in the words of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceRecord {
    /// What was expected.
    pub expected: String,
    /// What was received.
    pub received: String,
}

/// What says that a deviation is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DeviationRecord {
    /// An active quirk value.
    Quirk {
        /// The quirk.
        quirk: String,
        /// Its value.
        value: String,
        /// Where the scenario says so; `None` where the quirk lifts a standing check.
        place: Option<Place>,
    },
    /// An entry of the target file.
    TargetFile {
        /// Why.
        reason: String,
        /// Where it stands.
        place: Place,
    },
}

impl ScenarioRecord {
    /// The commands that play it again: here, and of what needs a look everywhere.
    #[must_use]
    pub fn commands(&self) -> Vec<&str> {
        let needs_a_look = self.verdict >= Verdict::Inconclusive;
        let repro = Some(self.repro.as_str());
        let repro = repro.filter(|repro| needs_a_look && !repro.is_empty());
        [self.command.as_str()].into_iter().chain(repro).collect()
    }

    /// Every check that ran.
    pub fn checks(&self) -> impl Iterator<Item = &CheckRecord> {
        self.steps.iter().flat_map(|step| &step.checks)
    }

    /// How long it took.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        Duration::from_millis(self.elapsed_ms)
    }

    /// Why it was not judged or could not be: its own reason, or else the first of a check.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        let mut checks = self.checks().filter(|check| check.verdict == self.verdict);
        let of_check = || checks.find_map(|check| check.reason.as_deref());
        self.reason.as_deref().or_else(of_check)
    }
}

impl SnapshotRecord {
    /// Whether a person has to look at it.
    #[must_use]
    pub fn is_problem(&self) -> bool {
        self.state != SnapshotState::Matches
    }
}

impl StepRecord {
    /// The verdict over its checks.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        Verdict::over(self.checks.iter().map(|check| check.verdict))
    }
}

impl CheckRecord {
    /// Where to look: the check, or else its step.
    #[must_use]
    pub fn place_in<'a>(&'a self, step: &'a StepRecord) -> Option<&'a Place> {
        self.place.as_ref().or(step.place.as_ref())
    }
}

impl DeviationRecord {
    /// `update.if-match=ignored, scenarios/write/stale-if-match.yaml:38:5`
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Quirk {
                quirk,
                value,
                place: Some(place),
            } => format!("{quirk}={value}, {place}"),
            Self::Quirk { quirk, value, .. } => format!("{quirk}={value}"),
            Self::TargetFile { reason, place } => format!("{reason}, {place}"),
        }
    }
}
