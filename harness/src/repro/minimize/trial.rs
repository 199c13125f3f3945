//! Plays what is left of a file.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::alike::{Failure, failures};
use super::shorten::Bounds;
use crate::plan::{ActiveProfile, Environment, Plan, Target};
use crate::run::{Player, RunError};
use crate::scenario::load::Alone;
use crate::scenario::yaml::Node;
use crate::scenario::{AnyProfile, Scenario, Suite};

/// What fresh names are made from where the world does not say.
const SEED: u64 = 1;

/// Plays a file and what is left of it, within bounds.
pub(super) struct Trials<'a> {
    player: &'a Player,
    file: &'a Alone,
    bounds: Bounds,
    began: Instant,
    /// How often was played.
    pub(super) plays: usize,
}

impl<'a> Trials<'a> {
    pub(super) fn new(player: &'a Player, file: &'a Alone, bounds: Bounds) -> Self {
        Self {
            player,
            file,
            bounds,
            began: Instant::now(),
            plays: 0,
        }
    }

    /// Whether nothing more may be played.
    pub(super) fn over(&self) -> bool {
        self.player.interrupted()
            || self.plays >= self.bounds.plays
            || self.elapsed() >= self.bounds.time
    }

    pub(super) fn interrupted(&self) -> bool {
        self.player.interrupted()
    }

    fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// What goes wrong when a tree is played; `None` where it is no scenario any more.
    pub(super) fn play(&mut self, tree: &Node) -> Result<Option<Vec<Failure>>, RunError> {
        let suite = self.file.suite(tree).ok();
        let Some(plan) = suite.and_then(plan) else {
            return Ok(None);
        };
        self.plays += 1;
        Ok(Some(failures(&self.player.play(&plan, |_| {})?)))
    }
}

/// As `run` plays the file; `None` where its quirks do not go together.
fn plan(suite: Suite) -> Option<Plan> {
    let scenarios: Vec<_> = suite.scenarios.iter().map(|it| it.id.clone()).collect();
    let first: Option<&Scenario> = suite.scenarios.first();
    let world = first.and_then(|scenario| scenario.world.as_deref());
    let world = world.cloned().unwrap_or_default();
    let target = Target::Mock;
    let base = world
        .profile
        .map_or_else(|| target.profile(), AnyProfile::from);
    Some(Plan {
        suite: Arc::new(suite),
        scenarios,
        left_out: Vec::new(),
        shard: None,
        fail_fast: false,
        profile: ActiveProfile::with(base, world.quirks).ok()?,
        level: target.level(),
        target,
        jobs: 1,
        seed: world.seed.unwrap_or(SEED),
        insecure_http: false,
        allow_writes: false,
        environment: Environment::default(),
    })
}
