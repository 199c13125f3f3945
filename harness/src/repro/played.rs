//! How a scenario was played.

use jiff::Timestamp;

use crate::plan::ActiveProfile;
use crate::scenario::ScenarioId;

/// How a scenario was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// Which.
    pub id: ScenarioId,
    /// The profile and the single quirks.
    pub profile: ActiveProfile,
    /// What fresh names and ids were made from.
    pub seed: u64,
    /// What the service clock showed.
    pub at: Timestamp,
    /// What was seen, a line each.
    pub seen: Vec<String>,
    /// The steps and checks that went wrong, where that is known.
    pub wrong: Vec<(String, String)>,
}
