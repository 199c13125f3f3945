//! What is run against what: selection, target, profile.

mod environment;
mod profile;
mod select;
mod target;
mod target_file;

use std::sync::Arc;

pub use environment::Environment;
pub use profile::ActiveProfile;
pub use select::{SelectError, Selection, select};
pub use target::{KnownDeviation, Login, Server, Target, TargetError};
pub use target_file::{MissingVariable, TargetFile, TargetFileError};

use crate::scenario::{Level, ScenarioId, Suite};

/// What is run against what.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenarios to choose from, with their requirements.
    pub suite: Arc<Suite>,
    /// The chosen scenarios; see [`select()`].
    pub scenarios: Vec<ScenarioId>,
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
