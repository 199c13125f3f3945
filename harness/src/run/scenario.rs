//! One scenario from its first step to its clean-up.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use cardproof_mock::MockServer;

use super::applicable::reason_against;
use super::clean_up::{Fate, clean_up};
use super::created::Creations;
use super::deadline::Deadline;
use super::find_book::{Found, Problem};
use super::ledger::Ledger;
use super::session::Session;
use super::stage::Stage;
use super::step::{End, Flow, left_out};
use super::summing_up::{Course, sum_up};
use super::variant::{PlayedStep, as_written, under_profile};
use super::{Interrupt, ScenarioReport, StepReport, Verdict};
use crate::plan::Plan;
use crate::scenario::{ContextName, Scenario, StepName, Values};

/// The name of the step in which the program looks for the address book.
const FIND: &str = "(find the address book)";
/// The name of the step in which the program cleans up.
const CLEAN: &str = "(clean up)";

/// Where a scenario is played.
pub(super) struct Venue<'a> {
    pub(super) plan: &'a Plan,
    /// The run's id.
    pub(super) run: &'a str,
    pub(super) session: &'a mut Session,
    /// What the target says of the account; `None` where it was not asked.
    pub(super) found: Option<&'a Found>,
    /// The world of the scenario, where the target is the mock.
    pub(super) mock: Option<&'a MockServer>,
    /// How many cards of others there are; `None` if that is not known.
    pub(super) foreign: Option<usize>,
    /// Where what is created is noted, on a target that is no mock.
    pub(super) ledger: Option<&'a mut Ledger>,
    pub(super) interrupt: &'a Interrupt,
}

/// Plays a scenario. What could not be cleaned up is added to `notes`.
pub(super) async fn play(
    scenario: &Scenario,
    venue: Venue<'_>,
    notes: &mut Vec<String>,
) -> ScenarioReport {
    let began = Instant::now();
    let steps = under_profile(scenario, &venue.plan.profile, venue.mock.is_some());
    let mut report = blank(scenario);
    report.steps.extend(venue.found.map(find_step));
    report.context = context(&venue);
    let unknown = venue.found.filter(|_| venue.mock.is_none());
    let unknown = unknown.and_then(|found| found.problem.as_ref());
    let features = venue
        .found
        .map(|found| &found.features)
        .cloned()
        .unwrap_or_default();
    let course = match reason_against(scenario, &steps, venue.plan, &features) {
        Some(reason) => Course::ended(End::NotApplicable(reason)),
        None => match book_problem(scenario, venue.found) {
            Some(reason) => Course::ended(End::Inconclusive(reason)),
            None => {
                let mut stage = Stage {
                    values: values(scenario, &venue, &report.context),
                    plan: venue.plan,
                    scenario,
                    run: venue.run,
                    session: venue.session,
                    mock: venue.mock,
                    features: &features,
                    foreign: venue.foreign,
                    ledger: venue.ledger,
                    interrupt: venue.interrupt,
                    creations: Creations::default(),
                    unjudged: BTreeMap::new(),
                    excused: BTreeSet::new(),
                    deadline: scenario.timeout.as_ref().map(Deadline::from_now),
                };
                let mut course = stage.steps(&steps, &mut report.steps).await;
                course.end = course.end.or_else(|| idle_fault(venue.mock?));
                let calm = Interrupt::never();
                stage.interrupt = &calm;
                stage.last_steps(&mut course, &mut report.steps).await;
                report.steps.extend(stage.clean_up(notes).await);
                report.cards = stage.creations.cards();
                course
            }
        },
    };
    (report.verdict, report.reason) = match (sum_up(&report, course), unknown) {
        ((Verdict::NotApplicable, reason), Some(problem)) => nothing_is_known(reason, problem),
        (summed_up, _) => summed_up,
    };
    report.elapsed = began.elapsed();
    report
}

/// What is not applicable is so by what a target is. A target that does not even tell where its
/// address book is may be anything, so that of it nothing can be said.
fn nothing_is_known(reason: Option<String>, problem: &Problem) -> (Verdict, Option<String>) {
    let reason = reason.map_or_else(String::new, |reason| format!("{reason}; and "));
    let unknown = format!("{reason}nothing is known of this target: {problem}");
    (Verdict::Inconclusive, Some(unknown))
}

/// A fault that was asked for and met no request: what it was for was not tried.
fn idle_fault(mock: &MockServer) -> Option<End> {
    let idle = mock.unfired_faults().into_iter().next()?;
    let rule = idle.fault;
    Some(End::Broken(format!("a fault never struck: {rule}")))
}

impl Stage<'_> {
    async fn steps(&mut self, steps: &[PlayedStep], reports: &mut Vec<StepReport>) -> Course {
        let mut course = Course::default();
        for played in steps {
            if let Some(end) = &course.end {
                reports.push(left_out(played, after(end)));
                continue;
            }
            if let Some(over) = self.time_is_over() {
                reports.push(left_out(played, over.clone()));
                course.end = Some(End::Inconclusive(over));
                continue;
            }
            if self.interrupt.came() {
                course.end = Some(End::Interrupted);
                reports.push(left_out(played, "interrupted".to_owned()));
                continue;
            }
            let (report, flow) = self.step(played).await;
            if !played.step.covers.is_empty() {
                course.has_judged(&report);
            }
            match flow {
                Flow::Next => {}
                Flow::NeverRan => course.never_ran(&report),
                Flow::End(end) => course.end = Some(end),
            }
            reports.push(report);
        }
        course
    }

    /// Why no further step begins, if the time of the scenario is over.
    fn time_is_over(&self) -> Option<String> {
        let deadline = self
            .deadline
            .as_ref()
            .filter(|deadline| deadline.is_over())?;
        Some(format!(
            "the time of the scenario is over: {}",
            deadline.limit
        ))
    }

    /// Plays the steps of `finally:`, whatever came before, also when the user wants the run to
    /// end. One that lacks what a step did not come to give is left out and changes nothing.
    async fn last_steps(&mut self, course: &mut Course, reports: &mut Vec<StepReport>) {
        self.deadline = None;
        let went_through = course.is_undisturbed();
        for step in &self.scenario.finally {
            let (report, flow) = self.step(&as_written(step.clone())).await;
            match flow {
                Flow::Next => {}
                Flow::NeverRan if went_through => course.never_ran(&report),
                Flow::NeverRan => {}
                Flow::End(end) => course.end = course.end.take().or(Some(end)),
            }
            reports.push(report);
        }
    }

    /// Removes what the scenario created, last first.
    async fn clean_up(&mut self, notes: &mut Vec<String>) -> Option<StepReport> {
        if let Some(mock) = self.mock {
            // What the scenario did to the mock is over.
            mock.renew_token();
            for fault in mock.faults() {
                mock.remove_fault(fault.id);
            }
        }
        let names = self.session.names();
        let mut exchanges = Vec::new();
        for created in self.creations.all().to_vec().iter().rev() {
            let creation = created.creation(self.run, |url| names.of(url));
            let base = self.session.base();
            let url = base
                .join(&created.url)
                .map_or_else(|_| created.url.clone(), String::from);
            let (fate, sent) = clean_up(self.session, &creation, &url).await;
            exchanges.extend(sent);
            let settled = match (&fate, self.ledger.as_deref_mut()) {
                (Fate::Gone, Some(ledger)) => ledger.settles(&creation),
                _ => Ok(()),
            };
            if let Err(error) = settled {
                notes.push(error.to_string());
            }
            if let (Fate::Left(why), None) = (fate, self.mock) {
                notes.push(left_behind(&creation.url, &why));
            }
        }
        (!exchanges.is_empty()).then(|| by_itself(CLEAN, exchanges))
    }
}

/// What is said of something that stays behind.
pub(super) fn left_behind(name: &str, why: &str) -> String {
    format!("{name} was created by cardproof and could not be removed: {why}")
}

fn after(end: &End) -> String {
    match end {
        End::Interrupted => "interrupted".to_owned(),
        _ => "the scenario ended before".to_owned(),
    }
}

fn find_step(found: &Found) -> StepReport {
    by_itself(FIND, found.exchanges.clone())
}

fn by_itself(name: &str, exchanges: Vec<crate::exchange::Exchange>) -> StepReport {
    StepReport {
        name: StepName(name.to_owned()),
        place: None,
        left_out: None,
        exchanges,
        notes: Vec::new(),
        checks: Vec::new(),
    }
}

fn context(venue: &Venue<'_>) -> BTreeMap<ContextName, String> {
    let base = venue.session.base().origin().ascii_serialization();
    let mut context = venue
        .found
        .map(|found| found.context.clone())
        .unwrap_or_default();
    context.insert(ContextName::Base, base);
    context
}

fn values(
    scenario: &Scenario,
    venue: &Venue<'_>,
    context: &BTreeMap<ContextName, String>,
) -> Values {
    let run = venue.mock.is_none().then_some(venue.run);
    first_values(scenario, venue.plan, run, context)
}

/// What is known before the first step. Names that are made up differ between scenarios and, on a
/// real account, between runs (`run`): a name that was used once cannot be used again everywhere
/// (google:HREF-08).
pub(super) fn first_values(
    scenario: &Scenario,
    plan: &Plan,
    run: Option<&str>,
    context: &BTreeMap<ContextName, String>,
) -> Values {
    let mut values = Values::new(seed(scenario, plan, run.unwrap_or_default()));
    for (name, text) in context {
        values.set_context(*name, text.clone());
    }
    values
}

fn seed(scenario: &Scenario, plan: &Plan, run: &str) -> u64 {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    hasher.update(plan.seed.to_be_bytes());
    hasher.update(scenario.id.0.as_bytes());
    hasher.update(run.as_bytes());
    let digest = hasher.finalize();
    digest
        .iter()
        .take(8)
        .fold(0, |seed, byte| (seed << 8) | u64::from(*byte))
}

/// Why a scenario that needs the address book cannot be played.
fn book_problem(scenario: &Scenario, found: Option<&Found>) -> Option<String> {
    let problem = found?.problem.as_ref().filter(|_| scenario.needs_book)?;
    Some(format!("the address book was not found: {problem}"))
}

/// A report of a scenario that is not played, with its verdict and the reason.
pub(super) fn not_played(
    scenario: &Scenario,
    (verdict, reason): (Verdict, String),
) -> ScenarioReport {
    ScenarioReport {
        verdict,
        reason: Some(reason),
        ..blank(scenario)
    }
}

/// A report of which only the scenario is known.
pub(super) fn blank(scenario: &Scenario) -> ScenarioReport {
    ScenarioReport {
        id: scenario.id.clone(),
        place: scenario.place.clone(),
        title: scenario.title.clone(),
        verdict: Verdict::NotApplicable,
        reason: None,
        steps: Vec::new(),
        context: BTreeMap::new(),
        cards: Vec::new(),
        elapsed: std::time::Duration::ZERO,
    }
}
