//! Scenarios on the bundled mock: each in a world of its own, several at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cardproof_mock::{MockBuilder, MockServer, Tls};
use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::disclose::without_secrets;
use super::features::Features;
use super::find_book::{Hint, find};
use super::login::Account;
use super::order::{Outcomes, dependencies_first};
use super::recording::{Recorded, Recording};
use super::scenario::{Venue, not_played, play};
use super::session::Session;
use super::{Event, Interrupt, RunError, ScenarioReport, Verdict};
use crate::exchange::{Authorization, Client, Redactor, Secret};
use crate::plan::Plan;
use crate::scenario::{Condition, Scenario, ScenarioId, Step};

/// What a task tells while it plays.
enum Told {
    Event(Event),
    Trouble(RunError),
}

/// What all scenarios of the run share.
#[derive(Clone)]
struct Shared {
    plan: Arc<Plan>,
    client: Arc<Client>,
    /// One authority for all mocks of the run, since making one takes time. None in clear.
    tls: Option<Tls>,
    interrupt: Interrupt,
    turns: Arc<Semaphore>,
    /// Whether nothing more is to begin.
    stopped: Arc<AtomicBool>,
    outcomes: Arc<Outcomes>,
    teller: UnboundedSender<Told>,
}

/// Plays every scenario of a plan.
pub(super) async fn play_all(
    plan: &Plan,
    interrupt: &Interrupt,
    on_event: &mut dyn FnMut(Event),
) -> Result<Vec<ScenarioReport>, RunError> {
    let (teller, mut listener) = unbounded_channel();
    let shared = Shared::of(plan, interrupt, teller)?;
    tokio::spawn(shared.begin_all());
    let mut reports = Vec::new();
    while let Some(told) = listener.recv().await {
        match told {
            Told::Trouble(error) => return Err(error),
            Told::Event(event) => {
                if let Event::ScenarioFinished(report) = &event {
                    reports.push((**report).clone());
                }
                on_event(event);
            }
        }
    }
    Ok(reports)
}

/// How the mocks of a run are reached: by whom, and with what certificates.
fn door(plan: &Plan) -> Result<(Client, Option<Tls>), RunError> {
    if plan.insecure_http {
        return Ok((Client::new(), None));
    }
    let tls = Tls::new().prepared().map_err(|error| failed(&error))?;
    let authority = tls.certificate_authority().map(|authority| authority.der());
    let client = Client::trusting_only(authority.unwrap_or_default());
    Ok((client.map_err(|error| failed(&error))?, Some(tls)))
}

fn failed(cause: &dyn ToString) -> RunError {
    RunError::Mock {
        cause: cause.to_string(),
    }
}

impl Shared {
    fn of(
        plan: &Plan,
        interrupt: &Interrupt,
        teller: UnboundedSender<Told>,
    ) -> Result<Self, RunError> {
        let (client, tls) = door(plan)?;
        Ok(Self {
            plan: Arc::new(plan.clone()),
            client: Arc::new(client),
            tls,
            interrupt: interrupt.clone(),
            turns: Arc::new(Semaphore::new(plan.jobs.max(1))),
            stopped: Arc::default(),
            outcomes: Arc::new(Outcomes::of(plan)),
            teller,
        })
    }

    /// Begins one scenario after the other, as turns become free: what others depend on before
    /// them.
    async fn begin_all(self) {
        for id in dependencies_first(&self.plan.suite, &self.plan.scenarios) {
            let Ok(turn) = self.turns.clone().acquire_owned().await else {
                return;
            };
            if self.interrupt.came() || self.stopped.load(Ordering::Relaxed) {
                return;
            }
            tokio::spawn(self.clone().take_turn(id, turn));
        }
    }

    /// Plays one scenario. Whatever becomes of it, those that depend on it learn that it is over.
    async fn take_turn(self, id: ScenarioId, turn: OwnedSemaphorePermit) {
        self.tell(Told::Event(Event::ScenarioStarted { id: id.clone() }));
        let report = self.turn(&id).await;
        let verdict = report.as_ref().map(|report| report.verdict);
        self.outcomes
            .settle(&id, verdict.unwrap_or(Verdict::Inconclusive));
        if let Some(report) = report {
            if self.plan.fail_fast && report.counts_as_failed(self.plan.level) {
                self.stopped.store(true, Ordering::Relaxed);
            }
            self.tell(Told::Event(Event::ScenarioFinished(Box::new(report))));
        }
        drop(turn);
    }

    /// The report of a scenario; `None` where there is none because the run is in trouble.
    async fn turn(&self, id: &ScenarioId) -> Option<ScenarioReport> {
        let mut all = self.plan.suite.scenarios.iter();
        let scenario = all.find(|scenario| scenario.id == *id).cloned()?;
        if let Some(against) = self.outcomes.against(&scenario).await {
            return Some(not_played(&scenario, against));
        }
        let playing = tokio::spawn(self.clone().play(scenario.clone()));
        match playing.await {
            Ok(Ok(report)) => Some(report),
            Ok(Err(error)) => {
                self.stopped.store(true, Ordering::Relaxed);
                self.tell(Told::Trouble(error));
                None
            }
            // A mistake of ours must not look like a scenario that was never there.
            Err(panic) => {
                let reason = format!("cardproof itself failed: {panic}");
                Some(not_played(&scenario, (Verdict::Fail, reason)))
            }
        }
    }

    fn tell(&self, told: Told) {
        // Nobody listens any more once the run has ended in trouble.
        let _ = self.teller.send(told);
    }

    async fn play(self, scenario: Scenario) -> Result<ScenarioReport, RunError> {
        let (report, redactor) = self.play_in_own_world(&scenario).await?;
        Ok(without_secrets(report, &redactor))
    }

    /// A mock that starts as the scenario says.
    fn builder(&self, scenario: &Scenario) -> Result<MockBuilder, RunError> {
        let (quirks, seed) = (self.plan.profile.quirks().clone(), self.plan.seed);
        let Some(world) = &scenario.world else {
            return Ok(MockServer::builder().quirks(quirks).seed(seed));
        };
        let built = world.build(quirks, seed, Timestamp::now());
        let built = built.map_err(|error| failed(&error))?;
        let builder = MockServer::builder().world(built.world, built.token);
        Ok(built.faults.into_iter().fold(builder, MockBuilder::fault))
    }

    /// The report with all secrets in it, and what knows them.
    async fn play_in_own_world(
        &self,
        scenario: &Scenario,
    ) -> Result<(ScenarioReport, Redactor), RunError> {
        let builder = self.builder(scenario)?;
        let builder = match self.tls.clone() {
            Some(tls) => builder.tls(tls),
            None => builder,
        };
        let mock = builder.start().await;
        let mock = mock.map_err(|error| failed(&error))?;
        hold_clock(&mock, scenario)?;
        let base: url::Url = mock.url().parse().map_err(|error| failed(&error))?;
        let token = Secret::new(mock.token().reveal());
        let account = Account::fixed(Authorization::Bearer(token));
        let mut session = Session::new(self.client.clone(), account, base.clone()).await;
        session.redactor_mut().hide_account(&mock.account());
        let hint = Hint {
            start: base,
            book: None,
            features: Features::default(),
        };
        let found = match asks_target(scenario) {
            true => Some(find(&mut session, &hint).await),
            false => None,
        };
        let venue = Venue {
            plan: &self.plan,
            run: &run_id(self.plan.seed),
            session: &mut session,
            found: found.as_ref(),
            mock: Some(&mock),
            foreign: None,
            ledger: None,
            interrupt: &self.interrupt,
        };
        let report = play(scenario, venue, &mut Vec::new()).await;
        Ok((report, session.redactor().clone()))
    }

    async fn record(self, scenario: Scenario) -> Result<Recording, RunError> {
        let _turn = self.turns.clone().acquire_owned().await;
        let (report, redactor) = self.play_in_own_world(&scenario).await?;
        Ok(Recording::of(Recorded {
            run: run_id(self.plan.seed),
            plan: self.plan,
            scenario,
            report,
            redactor,
        }))
    }
}

/// Lets the service clock stand still, unless the scenario's world says otherwise: no answer is to
/// depend on when a second ends, since REV has no fractions. It stands at the beginning of a second,
/// because each change is dated a millisecond after the one before.
fn hold_clock(mock: &MockServer, scenario: &Scenario) -> Result<(), RunError> {
    match &scenario.world {
        None => {
            let second = Timestamp::from_second(Timestamp::now().as_second());
            let second = second.map_err(|error| failed(&error))?;
            mock.freeze_clock_at(second)
                .map_err(|error| failed(&error))?;
        }
        Some(world) if world.clock.frozen == Some(false) => {}
        Some(_) => mock.freeze_clock(),
    }
    Ok(())
}

/// Plays every scenario of a plan and keeps what was said, secrets and all.
pub(super) async fn record_all(
    plan: &Plan,
    interrupt: &Interrupt,
) -> Result<Vec<Recording>, RunError> {
    let (teller, _listener) = unbounded_channel();
    let shared = Shared::of(plan, interrupt, teller)?;
    let scenarios = plan.suite.scenarios.iter();
    let scenarios = scenarios.filter(|scenario| plan.scenarios.contains(&scenario.id));
    let playing: Vec<_> = scenarios
        .map(|scenario| tokio::spawn(shared.clone().record(scenario.clone())))
        .collect();
    let mut recordings = Vec::new();
    for one in playing {
        recordings.push(one.await.map_err(|panic| failed(&panic))??);
    }
    Ok(recordings)
}

/// Whether a scenario needs to know the address book, or what the target lacks.
pub(super) fn asks_target(scenario: &Scenario) -> bool {
    scenario.needs_book
        || !scenario.features().is_empty()
        || scenario.all_steps().any(asks_for_features)
}

fn asks_for_features(step: &Step) -> bool {
    step.when.as_ref().is_some_and(Condition::is_about_features)
}

/// The same seed gives the same run.
fn run_id(seed: u64) -> String {
    format!("mock-{seed:016x}")
}
