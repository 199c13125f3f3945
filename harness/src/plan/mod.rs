//! What is run against what: selection, target, profile.

mod consent;
mod environment;
mod left_out;
mod order;
mod profile;
mod select;
mod shard;
mod tag_expression;
mod target;
mod target_file;

use std::sync::Arc;

pub use consent::Consent;
pub use environment::Environment;
pub use left_out::{LeftOut, WhyLeftOut};
pub use order::shuffle;
pub use profile::ActiveProfile;
pub use select::{SelectError, Selection, select};
pub use shard::{Shard, ShardError};
pub use tag_expression::{TagExpression, TagExpressionError};
pub use target::{KnownDeviation, Login, Server, Target, TargetError};
pub use target_file::{MissingVariable, TargetFile, TargetFileError};

use crate::scenario::{Level, ScenarioId, Suite};

/// What is run against what.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenarios to choose from, with their requirements.
    pub suite: Arc<Suite>,
    /// The chosen scenarios, in the order in which they begin; see [`select()`].
    pub scenarios: Vec<ScenarioId>,
    /// What was selected and is not played.
    pub left_out: Vec<LeftOut>,
    /// Which part of the selection this is, where several machines share it.
    pub shard: Option<Shard>,
    /// Whether no scenario begins after one that makes exit 1.
    pub fail_fast: bool,
    /// What is judged.
    pub target: Target,
    /// What is known of the target.
    pub profile: ActiveProfile,
    /// The level from which on a fail makes exit 1.
    pub level: Level,
    /// How many scenarios run at the same time on the mock; elsewhere it is always one.
    pub jobs: usize,
    /// What makes the fresh values, and the mock's randomness.
    pub seed: u64,
    /// Whether the bundled mock is reached in clear, as if that were HTTPS, and not by TLS.
    pub insecure_http: bool,
    /// Whether scenarios that write may run on a target that is no mock.
    pub allow_writes: bool,
    /// What the environment says.
    pub environment: Environment,
}

impl Plan {
    /// How many scenarios all shards have together.
    #[must_use]
    pub fn of_all_shards(&self) -> usize {
        let elsewhere = |left: &&LeftOut| matches!(left.why, WhyLeftOut::OtherShard(_));
        self.scenarios.len() + self.left_out.iter().filter(elsewhere).count()
    }
}
