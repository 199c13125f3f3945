//! The run: one plan, its scenarios, its report.

use std::time::Instant;

use super::rollup::by_requirement;
use super::{Event, Interrupt, RunError, RunReport, on_mock, on_server};
use crate::plan::{Plan, Target};

/// Plays a plan in a runtime of its own, and listens to Ctrl-C meanwhile.
///
/// # Errors
/// When the run cannot take place at all; see [`RunError`].
pub fn play_blocking(plan: &Plan, on_event: impl FnMut(Event)) -> Result<RunReport, RunError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| RunError::Machine {
            what: "no runtime",
            cause: error.to_string(),
        })?;
    runtime.block_on(async { play(plan, Interrupt::on_ctrl_c(), on_event).await })
}

/// Plays a plan.
///
/// # Errors
/// When the run cannot take place at all; see [`RunError`].
pub async fn play(
    plan: &Plan,
    interrupt: Interrupt,
    mut on_event: impl FnMut(Event),
) -> Result<RunReport, RunError> {
    if plan.scenarios.is_empty() {
        return Err(RunError::NothingSelected);
    }
    let began = Instant::now();
    on_event(Event::Started {
        scenarios: plan.scenarios.len(),
    });
    let mut notes = Vec::new();
    let mut scenarios = match &plan.target {
        Target::Mock => on_mock::play_all(plan, &interrupt, &mut on_event).await?,
        Target::Server(server) => {
            let server = on_server::Judged { plan, server };
            server
                .play_all(&interrupt, &mut on_event, &mut notes)
                .await?
        }
    };
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
        interrupted: interrupt.came(),
        notes,
        elapsed: began.elapsed(),
    })
}
