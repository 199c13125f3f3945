//! Runs, and what they judge.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Counts, ScenarioRecord};
use crate::report::CurlLogin;
use crate::run::{Exit, Verdict};
use crate::scenario::Level;

/// The version of the shape. It changes when a key goes away or means something else; new keys
/// come without a change.
pub const FORMAT: u32 = 1;

/// The requirements of the suite, by id.
pub type Requirements = BTreeMap<String, RequirementRecord>;

/// Everything that a command told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The version of the shape.
    pub format: u32,
    /// The version of the program.
    pub cardproof: String,
    /// The exit code.
    pub exit: u8,
    /// What kept a run from taking place.
    pub error: Option<String>,
    /// The requirements of the suite.
    pub requirements: Requirements,
    /// One run a target and profile.
    pub runs: Vec<RunRecord>,
}

/// One thing that a standard or Google's page asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementRecord {
    /// How strongly it binds.
    pub level: Level,
    /// A sentence.
    pub says: String,
    /// The RFC section, or Google's page.
    pub source: String,
    /// Ids of evidence about it.
    pub evidence: Vec<String>,
}

/// A run with one target and one profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRecord {
    /// The target's name.
    pub target: String,
    /// The profile, with single quirks after a `+`.
    pub profile: String,
    /// Whether the target was the bundled mock.
    pub is_mock: bool,
    /// From which level on a fail makes exit 1.
    pub level: Level,
    /// What fresh names and ids were made from.
    pub seed: u64,
    /// Which part of the selection was played, as in `2/4`.
    pub shard: Option<String>,
    /// How `curl` logs in.
    pub login: CurlLogin,
    /// When it began.
    pub began: Timestamp,
    /// Whether the user ended it.
    pub interrupted: bool,
    /// How long it took.
    pub elapsed_ms: u64,
    /// How many scenarios have each verdict.
    pub counts: Counts,
    /// How many requirements were judged.
    pub judged: usize,
    /// Each requirement with its verdict; `None` where nothing that was played covers it.
    pub requirements: BTreeMap<String, Option<Verdict>>,
    /// Sentences about the run as a whole.
    pub notes: Vec<String>,
    /// Whether a snapshot that differs or is missing makes exit 4.
    pub snapshots_count: bool,
    /// The scenarios, by id.
    pub scenarios: Vec<ScenarioRecord>,
}

impl Document {
    /// A document of this version of the program.
    #[must_use]
    pub fn new(requirements: Requirements, runs: Vec<RunRecord>, exit: Exit) -> Self {
        Self {
            format: FORMAT,
            cardproof: env!("CARGO_PKG_VERSION").to_owned(),
            exit: exit.code(),
            error: None,
            requirements,
            runs,
        }
    }
}

impl RunRecord {
    /// How long it took.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        Duration::from_millis(self.elapsed_ms)
    }

    /// Target and profile, the words by which a person tells runs apart.
    #[must_use]
    pub fn name(&self) -> String {
        format!("target {}, profile {}", self.target, self.profile)
    }
}
