//! Scenarios on a server: one account, nothing of others touched.

use std::sync::Arc;

use super::find_book::{Found, Problem};
use super::ledger::Ledger;
use super::leftovers::clean_up_leftovers;
use super::order::{Outcomes, dependencies_first};
use super::preflight::Preflight;
use super::session::{Letter, Session};
use super::side_by_side::{Played, Shared, SideBySide};
use super::{Event, Interrupt, RunError, ScenarioReport, Verdict, propfind};
use crate::dav::{DAV, Name};
use crate::plan::{KnownDeviation, Plan, Server};
use crate::scenario::{ContextName, Scenario};

/// A server that is judged.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) plan: &'a Plan,
    pub(super) server: &'a Server,
}

impl Judged<'_> {
    /// Plays every scenario of the plan.
    pub(super) async fn play_all(
        self,
        interrupt: &Interrupt,
        on_event: &mut dyn FnMut(Event),
        notes: &mut Vec<String>,
    ) -> Result<Vec<ScenarioReport>, RunError> {
        let run = run_id()?;
        let preflight = self.preflight();
        let logged_in = preflight.log_in().await;
        let mut session = logged_in.map_err(|error| self.counted(error))?;
        let mut waiting = interrupt.clone();
        let found = tokio::select! {
            biased;
            () = waiting.wait() => return Ok(Vec::new()),
            found = preflight.find(&mut session) => self.usable(found?)?,
        };
        notes.extend(several(&found, self.server));
        let mut ledger = self.ledger(&mut session, notes).await?;
        let foreign = count_foreign(&mut session, &found).await;
        notes.extend(foreign.and_then(alone));
        let shared = Shared {
            plan: Arc::new(self.plan.clone()),
            run: run.into(),
            found: Arc::new(found),
            foreign,
            outcomes: Arc::new(Outcomes::of(self.plan)),
            interrupt: interrupt.clone(),
            finding: Arc::default(),
        };
        let mut ended = Ended::none(&shared, on_event);
        let mut readers = SideBySide::new(&shared)?;
        for scenario in self.scenarios() {
            // What writes is not played at all without --allow-writes.
            let reads = scenario.reads_only() || !self.plan.allow_writes;
            let reads = reads && readers.is_open();
            while let Some(played) = readers.room(!reads).await {
                ended.take(played);
            }
            if ended.stops || interrupt.came() {
                break;
            }
            let id = scenario.id.clone();
            (ended.on_event)(Event::ScenarioStarted { id });
            session.forget_claims();
            if reads {
                readers.begin(scenario.clone(), session.clone());
            } else {
                let playing = shared.play(scenario, &mut session, ledger.as_mut());
                ended.take(playing.await);
            }
        }
        while let Some(played) = readers.next().await {
            ended.take(played);
        }
        let Ended {
            reports,
            notes: told,
            ..
        } = ended;
        notes.extend(told);
        notes.extend(untried(&self.server.known_deviations, &reports));
        for note in notes {
            *note = session.redactor().text(note);
        }
        Ok(reports)
    }

    fn scenarios(&self) -> impl Iterator<Item = &Scenario> {
        let all = &self.plan.suite.scenarios;
        let chosen = dependencies_first(&self.plan.suite, &self.plan.scenarios);
        chosen
            .into_iter()
            .filter_map(|id| all.iter().find(|scenario| scenario.id == id))
    }

    const fn preflight(&self) -> Preflight<'_> {
        Preflight {
            server: self.server,
            environment: &self.plan.environment,
        }
    }

    /// Where credentials are missing: how much could be played with them.
    fn counted(&self, error: RunError) -> RunError {
        match error {
            RunError::NoCredentials { .. } => RunError::NoCredentials {
                reading: self
                    .scenarios()
                    .filter(|scenario| scenario.reads_only())
                    .count(),
                selected: self.plan.scenarios.len(),
            },
            other => other,
        }
    }

    /// No answer at all is never reported as non-conformance.
    fn usable(&self, found: Found) -> Result<Found, RunError> {
        match &found.problem {
            Some(Problem::Unreachable(failure)) => Err(RunError::Unreachable {
                who: self.server.name.clone(),
                failure: failure.clone(),
            }),
            _ => Ok(found),
        }
    }

    /// The ledger, with what earlier runs left cleaned up. Without `--allow-writes` there is none.
    async fn ledger(
        &self,
        session: &mut Session,
        notes: &mut Vec<String>,
    ) -> Result<Option<Ledger>, RunError> {
        let account = session.names().of_account();
        let folder = self.plan.environment.state_dir.as_deref();
        if !self.plan.allow_writes {
            let left = folder.map_or(0, |folder| Ledger::count(folder, &account));
            notes.extend((left > 0).then(|| {
                format!(
                    "an earlier run was ended before it could clean up; what it created may still \
                     be there ({left}). A run with --allow-writes removes it"
                )
            }));
            return Ok(None);
        }
        let folder = folder.ok_or_else(|| RunError::Ledger {
            file: "of this target".to_owned(),
            cause: "there is no folder for it: set CARDPROOF_STATE_DIR".to_owned(),
        })?;
        let mut ledger = Ledger::open(folder, &account)?;
        notes.extend(clean_up_leftovers(session, &mut ledger).await?);
        Ok(Some(ledger))
    }
}

/// What came of the scenarios so far.
struct Ended<'a> {
    shared: &'a Shared,
    on_event: &'a mut dyn FnMut(Event),
    notes: Vec<String>,
    reports: Vec<ScenarioReport>,
    /// Whether nothing more is to begin.
    stops: bool,
}

impl<'a> Ended<'a> {
    const fn none(shared: &'a Shared, on_event: &'a mut dyn FnMut(Event)) -> Self {
        Self {
            shared,
            on_event,
            notes: Vec::new(),
            reports: Vec::new(),
            stops: false,
        }
    }

    fn take(&mut self, Played { report, notes }: Played) {
        let plan = &self.shared.plan;
        self.stops |= plan.fail_fast && report.counts_as_failed(plan.level);
        self.shared.outcomes.settle(&report.id, report.verdict);
        self.notes.extend(notes);
        self.reports.push(report.clone());
        (self.on_event)(Event::ScenarioFinished(Box::new(report)));
    }
}

/// An id that no other run has.
fn run_id() -> Result<String, RunError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| RunError::Machine {
        what: "no random numbers",
        cause: error.to_string(),
    })?;
    Ok(format!("{:016x}", u64::from_be_bytes(bytes)))
}

/// How many members the address book has that the run did not create: their names, not their
/// content.
async fn count_foreign(session: &mut Session, found: &Found) -> Option<usize> {
    let book = found.context.get(&ContextName::Book)?;
    let url = session.base().join(book).ok()?.to_string();
    let request = propfind::request(url, "1", &[Name::new(DAV, "getetag")]);
    let response = session.send(&Letter::own(request)).await.outcome.ok()?;
    (response.status == 207).then_some(response.foreign)
}

fn alone(foreign: usize) -> Option<String> {
    (foreign > 0)
        .then(|| format!("cards in the address book that are not the run's, left alone: {foreign}"))
}

fn several(found: &Found, server: &Server) -> Option<String> {
    let book = found.context.get(&ContextName::Book)?;
    (found.books > 1 && server.book.is_none()).then(|| {
        format!(
            "the account has {} address books, and {book} was taken: a target file can name \
             another",
            found.books
        )
    })
}

/// Entries of the target file that this run could neither confirm nor refute.
fn untried<'a>(
    entries: &'a [KnownDeviation],
    reports: &'a [ScenarioReport],
) -> impl Iterator<Item = String> + 'a {
    entries.iter().filter_map(|entry| {
        let report = reports.iter().find(|report| report.id == entry.scenario)?;
        let mut steps = report.steps.iter().filter(|step| step.name == entry.step);
        let tried = steps.any(|step| step.checks.iter().any(|check| check.name == entry.check));
        let why = match report.verdict {
            Verdict::NotApplicable => "is not applicable",
            _ => "ended before, or took another way",
        };
        let (place, id) = (&entry.place, &entry.scenario);
        (!tried).then(|| format!("{place}: not tried: the scenario {id} {why}"))
    })
}
