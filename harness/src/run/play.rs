//! The run: one plan, its scenarios, its report.

use std::time::Instant;

use tokio::runtime::{Builder, Runtime};

use super::rollup::by_requirement;
use super::side_by_side::single_threaded;
use super::{Event, Interrupt, Recording, RunError, RunReport, on_mock, on_server};
use crate::plan::{Plan, Target};

/// Plays one plan after the other, and listens to Ctrl-C from its making to its end: also between
/// two plans.
#[derive(Debug)]
pub struct Player {
    runtime: Runtime,
    interrupt: Interrupt,
}

impl Player {
    /// A player that listens from now on.
    ///
    /// # Errors
    /// When the machine gives no threads.
    pub fn new() -> Result<Self, RunError> {
        let built = Builder::new_multi_thread().enable_all().build();
        let runtime = built.map_err(|error| RunError::no_runtime(&error))?;
        let interrupt = runtime.block_on(async { Interrupt::on_ctrl_c() });
        Ok(Self { runtime, interrupt })
    }

    /// Plays a plan. After Ctrl-C nothing more is played, and the report says so.
    ///
    /// # Errors
    /// When the run cannot take place at all; see [`RunError`].
    pub fn play(&self, plan: &Plan, on_event: impl FnMut(Event)) -> Result<RunReport, RunError> {
        let playing = play(plan, self.interrupt.clone(), on_event);
        match &plan.target {
            Target::Mock => self.runtime.block_on(playing),
            // One request after the other: a second thread would only be waited for.
            Target::Server(_) => single_threaded()?.block_on(playing),
        }
    }

    /// Plays a plan on the bundled mock, and keeps what was said so that it can be judged again.
    ///
    /// # Errors
    /// When the run cannot take place at all; see [`RunError`].
    pub fn record(&self, plan: &Plan) -> Result<Vec<Recording>, RunError> {
        self.runtime
            .block_on(on_mock::record_all(plan, &self.interrupt))
    }

    /// What tells others that the user wants the end.
    #[must_use]
    pub fn interrupt(&self) -> Interrupt {
        self.interrupt.clone()
    }

    /// Whether the user wants the end.
    #[must_use]
    pub fn interrupted(&self) -> bool {
        self.interrupt.came()
    }
}

/// Plays a plan. A plan without scenarios is one only where other shards play the selection.
///
/// # Errors
/// When the run cannot take place at all; see [`RunError`].
pub async fn play(
    plan: &Plan,
    interrupt: Interrupt,
    mut on_event: impl FnMut(Event),
) -> Result<RunReport, RunError> {
    if plan.scenarios.is_empty() && plan.shard.is_none() {
        return Err(RunError::NothingSelected);
    }
    let began = Instant::now();
    on_event(Event::Started {
        scenarios: plan.scenarios.len(),
    });
    let mut notes = Vec::new();
    let mut scenarios = match &plan.target {
        _ if plan.scenarios.is_empty() => Vec::new(),
        Target::Mock => on_mock::play_all(plan, &interrupt, &mut on_event).await?,
        Target::Server(server) => {
            let server = on_server::Judged { plan, server };
            server
                .play_all(&interrupt, &mut on_event, &mut notes)
                .await?
        }
    };
    notes.extend(shard_note(plan));
    if !interrupt.came() {
        notes.extend(stopped_note(plan, scenarios.len()));
    }
    scenarios.sort_by(|a, b| a.id.cmp(&b.id));
    let mut found = by_requirement(&scenarios);
    let all = plan.suite.requirements.keys();
    Ok(RunReport {
        target: plan.target.name().to_owned(),
        profile: plan.profile.to_string(),
        is_mock: plan.target.is_mock(),
        requirements: all.map(|id| (id.clone(), found.remove(id))).collect(),
        scenarios,
        level: plan.level,
        seed: plan.seed,
        shard: plan.shard,
        interrupted: interrupt.came(),
        notes,
        elapsed: began.elapsed(),
    })
}

/// How much of the selection a shard is.
fn shard_note(plan: &Plan) -> Option<String> {
    let shard = plan.shard?;
    let (here, all) = (plan.scenarios.len(), plan.of_all_shards());
    Some(match here {
        0 => format!("shard {shard} holds none of the {all} selected scenarios: nothing to play"),
        _ => format!("shard {shard}: {here} of {all} selected scenarios"),
    })
}

/// What `--fail-fast` kept from being played.
fn stopped_note(plan: &Plan, played: usize) -> Option<String> {
    let missing = plan.scenarios.len().saturating_sub(played);
    (plan.fail_fast && missing > 0).then(|| {
        let all = plan.scenarios.len();
        format!("stopped at the first fail (--fail-fast): {missing} of {all} were not played")
    })
}
