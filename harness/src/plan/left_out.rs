//! What was selected and is not played.

use std::fmt;

use super::Shard;
use crate::scenario::ScenarioId;

/// A scenario that was selected and is not played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub id: ScenarioId,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why a scenario is not played although it was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It did not fail in the run that is looked back at.
    DidNotFail,
    /// It belongs to another shard than this.
    OtherShard(Shard),
}

impl fmt::Display for WhyLeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DidNotFail => f.write_str("it did not fail the last time"),
            Self::OtherShard(shard) => write!(f, "it is not in shard {shard}"),
        }
    }
}
