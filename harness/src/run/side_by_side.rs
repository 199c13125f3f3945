//! Scenarios on one account of a server: those that only read several at a time, since none
//! disturbs another; one that writes alone.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::disclose::{step, without_secrets};
use super::find_book::Found;
use super::ledger::Ledger;
use super::order::Outcomes;
use super::scenario::{Venue, not_played, play};
use super::session::Session;
use super::{Interrupt, RunError, ScenarioReport, StepReport};
use crate::exchange::Redactor;
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
    /// The step in which the address book was found, without secrets, and what these are: it
    /// stands in every report.
    pub(super) finding: Arc<Mutex<Option<(Redactor, StepReport)>>>,
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
        let report = self.without_secrets(report, session.redactor());
        Played { report, notes }
    }

    /// The report without secrets. Its first step is the one in which the address book was found.
    fn without_secrets(&self, mut report: ScenarioReport, redactor: &Redactor) -> ScenarioReport {
        let rest = report.steps.split_off(report.steps.len().min(1));
        let finding = std::mem::replace(&mut report.steps, rest).into_iter();
        let finding: Vec<StepReport> = finding.map(|step| self.finding(step, redactor)).collect();
        let mut report = without_secrets(report, redactor);
        report.steps.splice(0..0, finding);
        report
    }

    /// The step in which the address book was found, without secrets: looked through once, as long
    /// as there are no others.
    fn finding(&self, finding: StepReport, redactor: &Redactor) -> StepReport {
        let mut kept = self.finding.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((hides, finding)) if hides.hides_the_same(redactor) => finding.clone(),
            _ => {
                let finding = step(finding, redactor);
                *kept = Some((redactor.clone(), finding.clone()));
                finding
            }
        }
    }
}

/// A scenario that waits for its turn.
struct Turn {
    scenario: Scenario,
    session: Session,
}

/// What came of a turn, or the panic that ended it.
type Over = thread::Result<Played>;

/// Threads that play scenarios side by side, each with connections of its own: what one asks is
/// never waited for on another.
pub(super) struct SideBySide {
    turns: Sender<Turn>,
    over: UnboundedReceiver<Over>,
    playing: usize,
    most: usize,
}

impl SideBySide {
    /// Nothing is being played; at most so many will be, and never only one.
    ///
    /// # Errors
    /// When the machine gives no threads.
    pub(super) fn new(shared: &Shared) -> Result<Self, RunError> {
        let most = shared.plan.jobs.min(shared.plan.scenarios.len());
        let (turns, waiting) = channel();
        let (told, over) = unbounded_channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let threads = if most > 1 { most } else { 0 };
        for _ in 0..threads {
            let runtime = single_threaded()?;
            let (shared, waiting, told) = (shared.clone(), waiting.clone(), told.clone());
            let spawned = thread::Builder::new()
                .spawn(move || play_turns(&shared, &runtime, &waiting, &told));
            spawned.map_err(|error| RunError::no_runtime(&error))?;
        }
        Ok(Self {
            turns,
            over,
            playing: 0,
            most,
        })
    }

    /// Whether scenarios can be played side by side at all.
    pub(super) const fn is_open(&self) -> bool {
        self.most > 1
    }

    /// Begins a scenario.
    pub(super) fn begin(&mut self, scenario: Scenario, session: Session) {
        // The threads listen as long as this is there.
        let begun = self.turns.send(Turn { scenario, session });
        self.playing += usize::from(begun.is_ok());
    }

    /// What came of a scenario that had to end before another one can begin: one where all are
    /// busy, or each where the next is played alone.
    pub(super) async fn room(&mut self, alone: bool) -> Option<Played> {
        let most = if alone { 1 } else { self.most };
        match self.playing < most {
            true => None,
            false => self.next().await,
        }
    }

    /// Waits for the next one that ends; nothing when none is being played.
    pub(super) async fn next(&mut self) -> Option<Played> {
        if self.playing == 0 {
            return None;
        }
        self.playing -= 1;
        match self.over.recv().await? {
            Ok(played) => Some(played),
            // A mistake of ours ends the run.
            Err(panic) => resume_unwind(panic),
        }
    }
}

/// Plays one scenario after the other, until there will be no more.
fn play_turns(
    shared: &Shared,
    runtime: &Runtime,
    waiting: &Mutex<Receiver<Turn>>,
    told: &UnboundedSender<Over>,
) {
    let mut client = None;
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv()
    };
    while let Ok(Turn { scenario, session }) = next() {
        let client = client.get_or_insert_with(|| Arc::new(session.client().anew()));
        let mut session = session.by(client.clone());
        let playing = || runtime.block_on(shared.play(&scenario, &mut session, None));
        let over = catch_unwind(AssertUnwindSafe(playing));
        if told.send(over).is_err() {
            return;
        }
    }
}

/// A runtime of one thread.
///
/// # Errors
/// When the machine gives none.
pub(super) fn single_threaded() -> Result<Runtime, RunError> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| RunError::no_runtime(&error))
}
