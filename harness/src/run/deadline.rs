//! Time-outs that scenarios set.

use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use super::Interrupt;
use crate::scenario::TimeLimit;

/// When the time of a step or a scenario is over.
#[derive(Clone, Debug)]
pub(super) struct Deadline {
    at: Instant,
    /// What set it.
    pub(super) limit: TimeLimit,
}

/// How waiting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waited {
    /// The time has passed.
    Through,
    /// The time-out came first.
    TimeOut,
    /// The user wants the run to end.
    Interrupted,
}

impl Deadline {
    /// The time-out begins now.
    pub(super) fn from_now(limit: &TimeLimit) -> Self {
        Self {
            at: Instant::now() + limit.length,
            limit: limit.clone(),
        }
    }

    /// The one that comes first.
    pub(super) fn first(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        one.into_iter().chain(other).min_by_key(|it| it.at)
    }

    /// Whether the time is over.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.at
    }
}

/// Waits until the time is over; for ever, where there is no time-out.
pub(super) async fn time_out(deadline: Option<&Deadline>) {
    match deadline {
        Some(deadline) => sleep_until(deadline.at).await,
        None => std::future::pending().await,
    }
}

/// Waits before a request is sent again.
pub(super) async fn wait(
    length: Duration,
    deadline: Option<&Deadline>,
    interrupt: &Interrupt,
) -> Waited {
    let mut interrupt = interrupt.clone();
    tokio::select! {
        biased;
        () = interrupt.wait() => Waited::Interrupted,
        () = time_out(deadline) => Waited::TimeOut,
        () = sleep(length) => Waited::Through,
    }
}
