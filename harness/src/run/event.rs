//! What a run tells. Reports are made from these values and from nothing else. Everything in them
//! is free of secrets, of the account's address, and of foreign cards.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::Verdict;
use crate::check::Difference;
use crate::exchange::Exchange;
use crate::plan::Shard;
use crate::scenario::{CheckKind, ContextName, Level, Place, RequirementId, ScenarioId, StepName};

/// Something that happened in a run.
#[derive(Clone, Debug)]
pub enum Event {
    /// The run begins.
    Started {
        /// How many scenarios were selected.
        scenarios: usize,
    },
    /// A scenario begins.
    ScenarioStarted {
        /// Which.
        id: ScenarioId,
    },
    /// A scenario has ended.
    ScenarioFinished(Box<ScenarioReport>),
}

/// All of a run with one target and one profile.
#[derive(Clone, Debug)]
pub struct RunReport {
    /// The target's name: `mock`, `google`, or that of the target file.
    pub target: String,
    /// The profile in use, with single quirks after a `+`: `google-observed +update.if-match=enforced`.
    pub profile: String,
    /// Whether the target was the bundled mock.
    pub is_mock: bool,
    /// The scenarios, by id.
    pub scenarios: Vec<ScenarioReport>,
    /// The level from which on a fail makes exit 1.
    pub level: Level,
    /// The requirements of the suite, and what the run says of each; `None` where nothing that was
    /// selected covers it.
    pub requirements: BTreeMap<RequirementId, Option<Verdict>>,
    /// What made the fresh values.
    pub seed: u64,
    /// Which part of the selection was played, where several machines share it.
    pub shard: Option<Shard>,
    /// Whether the user interrupted the run.
    pub interrupted: bool,
    /// What stood in the way of the whole run, or was left behind: shown with the summary.
    pub notes: Vec<String>,
    /// How long it took.
    pub elapsed: Duration,
}

/// A scenario that was played, or could not be.
#[derive(Clone, Debug)]
pub struct ScenarioReport {
    /// Its id.
    pub id: ScenarioId,
    /// Where it stands.
    pub place: Place,
    /// Its title.
    pub title: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, where it was not judged or could not be.
    pub reason: Option<String>,
    /// The steps that ran or were left out, in order. Preparation by the program itself (finding
    /// the address book, clean-up) comes as steps named `(find the address book)` and `(clean up)`.
    pub steps: Vec<StepReport>,
    /// The principal, home set, book and so on that the target gave, for naming them in snapshots.
    pub context: BTreeMap<ContextName, String>,
    /// The cards that the scenario created: the path under which the target keeps each, and the
    /// name of the `given:` or the step that made it.
    pub cards: Vec<(String, String)>,
    /// How long it took.
    pub elapsed: Duration,
}

/// A step.
#[derive(Clone, Debug)]
pub struct StepReport {
    /// Its name.
    pub name: StepName,
    /// Where it stands; `None` for what the program does by itself.
    pub place: Option<Place>,
    /// Why it did not run, if so.
    pub left_out: Option<String>,
    /// What was sent and received, secrets replaced. More than one when redirects were followed
    /// or the step was repeated.
    pub exchanges: Vec<Exchange>,
    /// What is to be told of how the answer came: that it was asked for several times, and why.
    pub notes: Vec<String>,
    /// What the checks found.
    pub checks: Vec<CheckReport>,
}

/// The name of a check in reports and target files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckName {
    /// A check of the step.
    Step(CheckKind),
    /// A standing check: `standing:well-formed`.
    Standing(&'static str),
    /// A capture that has to find something: `capture:etag`.
    Capture(String),
    /// What ends the loop of a step: `until`.
    Until,
    /// The exchange itself: an answer came, and no server error that comes again.
    Answer,
}

impl fmt::Display for CheckName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(kind) => write!(f, "{kind}"),
            Self::Standing(name) => write!(f, "standing:{name}"),
            Self::Capture(key) => write!(f, "capture:{key}"),
            Self::Until => f.write_str("until"),
            Self::Answer => f.write_str("answer"),
        }
    }
}

/// A check that ran.
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// Which.
    pub name: CheckName,
    /// Where it stands.
    pub place: Option<Place>,
    /// The verdict.
    pub verdict: Verdict,
    /// The requirements that it judges.
    pub covers: Vec<RequirementId>,
    /// The section that a standing check follows.
    pub section: Option<&'static str>,
    /// How strongly it binds.
    pub level: Level,
    /// Where it was broken: what was expected and what was received.
    pub differences: Vec<Difference>,
    /// What is known of the target here.
    pub deviation: Option<Deviation>,
    /// Why it was not or could not be judged.
    pub reason: Option<String>,
}

/// What says that a deviation is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// An active quirk value.
    Quirk {
        /// The quirk.
        name: String,
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
