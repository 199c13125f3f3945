//! Scenarios on one account of a server: those that only read several at a time, since none
//! disturbs another; one that writes alone.

use std::sync::Arc;

use tokio::task::{JoinError, JoinSet};

use super::disclose::without_secrets;
use super::find_book::Found;
use super::ledger::Ledger;
use super::order::Outcomes;
use super::scenario::{Venue, not_played, play};
use super::session::Session;
use super::{Interrupt, ScenarioReport};
use crate::plan::Plan;
use crate::scenario::Scenario;

/// What all scenarios of the run share.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) plan: Arc<Plan>,
    /// The run's id.
    pub(super) run: Arc<str>,
    /// What the target says of the account.
    pub(super) found: Arc<Found>,
    /// How many cards of others there are; `None` if that is not known.
    pub(super) foreign: Option<usize>,
    pub(super) outcomes: Arc<Outcomes>,
    pub(super) interrupt: Interrupt,
}

/// What came of a scenario.
pub(super) struct Played {
    /// The report, without secrets.
    pub(super) report: ScenarioReport,
    /// What else is to be told, without secrets.
    pub(super) notes: Vec<String>,
}

impl Shared {
    /// Plays a scenario once those on which it depends are over.
    pub(super) async fn play(
        &self,
        scenario: &Scenario,
        session: &mut Session,
        ledger: Option<&mut Ledger>,
    ) -> Played {
        let mut notes = Vec::new();
        if let Some(against) = self.outcomes.against(scenario).await {
            let report = not_played(scenario, against);
            return Played { report, notes };
        }
        let venue = Venue {
            plan: &self.plan,
            run: &self.run,
            session,
            found: Some(&self.found),
            mock: None,
            foreign: self.foreign,
            ledger,
            interrupt: &self.interrupt,
        };
        let report = play(scenario, venue, &mut notes).await;
        for note in &mut notes {
            *note = session.redactor().text(note);
        }
        let report = without_secrets(report, session.redactor());
        Played { report, notes }
    }
}

/// The scenarios that are being played side by side.
pub(super) struct SideBySide {
    most: usize,
    playing: JoinSet<Played>,
}

impl SideBySide {
    /// Nothing is being played; at most so many will be.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            playing: JoinSet::new(),
        }
    }

    /// Begins a scenario.
    pub(super) fn begin(&mut self, shared: Shared, scenario: Scenario, mut session: Session) {
        self.playing
            .spawn(async move { shared.play(&scenario, &mut session, None).await });
    }

    /// What came of a scenario that had to end before another one can begin: one where all are
    /// busy, or each where the next is played alone.
    pub(super) async fn room(&mut self, alone: bool) -> Option<Played> {
        let most = if alone { 1 } else { self.most };
        match self.playing.len() < most {
            true => None,
            false => self.next().await,
        }
    }

    /// Waits for the next one that ends; nothing when none is being played.
    pub(super) async fn next(&mut self) -> Option<Played> {
        self.playing.join_next().await.map(unpacked)
    }
}

/// A mistake of ours ends the run.
fn unpacked(played: Result<Played, JoinError>) -> Played {
    match played {
        Ok(played) => played,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
