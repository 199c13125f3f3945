//! How the mock starts where scenarios have a world of their own.

use cardproof_mock::quirk::Profile;

use crate::cli::Trouble;
use crate::scenario::{Scenario, ScenarioId, Suite};

/// What the worlds of the selected scenarios say about the run as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) seed: Option<u64>,
    pub(super) profile: Option<Profile>,
    pub(super) quirks: Vec<(String, String)>,
    /// Whether a world says anything of this.
    own: bool,
}

impl Start {
    /// What the worlds say. On a target that is no mock they say nothing.
    ///
    /// # Errors
    /// When two scenarios want another seed, profile or quirk: a run has one of each.
    pub(super) fn of(
        suite: &Suite,
        selected: &[ScenarioId],
        is_mock: bool,
    ) -> Result<Self, Trouble> {
        let scenarios = suite.scenarios.iter();
        let mut scenarios = scenarios.filter(|found| is_mock && selected.contains(&found.id));
        let Some(first) = scenarios.next() else {
            return Ok(Self::default());
        };
        let start = Self::of_scenario(first);
        match scenarios.find(|other| !Self::of_scenario(other).goes_with(&start)) {
            None => Ok(start),
            Some(other) => Err(Trouble::usage(format!(
                "{} and {} do not start in the same world: profile, quirks or seed differ; play \
                 them one after the other",
                first.place.file, other.place.file
            ))),
        }
    }

    /// Whether a scenario changes profile, quirks or seed of the run. Cards, accounts and faults of
    /// a world are as much the scenario's own as its steps.
    pub(super) const fn is_own(&self) -> bool {
        self.own
    }

    fn of_scenario(scenario: &Scenario) -> Self {
        let Some(world) = &scenario.world else {
            return Self::default();
        };
        Self {
            seed: world.seed,
            profile: world.profile,
            quirks: world.quirks.clone(),
            own: world.seed.is_some() || world.profile.is_some() || !world.quirks.is_empty(),
        }
    }

    fn goes_with(&self, other: &Self) -> bool {
        (self.seed, self.profile, &self.quirks) == (other.seed, other.profile, &other.quirks)
    }
}
