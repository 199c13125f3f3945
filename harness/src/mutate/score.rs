//! How much of what is wrong the suite notices.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::damage::{Damage, Effect, Kind, Sort};
use super::others::Others;
use super::specimen::Specimen;
use super::survivor::Survivor;
use super::tally::Tally;
use crate::run::{Interrupt, RecordedStep, Recording, Verdict};
use crate::scenario::{Place, ScenarioId, StepName};
use crate::snapshot::Sections;

/// What is damaged, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The kinds.
    pub kinds: Vec<&'static Kind>,
    /// How many threads work.
    pub jobs: usize,
    /// Whether the suite keeps snapshots.
    pub snapshots: bool,
    /// What may end the work before it is done.
    pub interrupt: Interrupt,
}

/// What the suite noticed.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// By kind, in the order of the kinds that were asked for.
    pub kinds: Vec<(&'static Kind, Tally)>,
    /// By scenario, in the order of ids.
    pub scenarios: Vec<(ScenarioId, Tally)>,
    /// Damages that no check noticed.
    pub survivors: Vec<Survivor>,
    /// Probes that a check refused.
    pub refused: Vec<Survivor>,
    /// Steps that did not run, so that nothing in them was judged.
    pub unplayed: Vec<Unplayed>,
}

/// A step that did not run.
#[derive(Clone, Debug)]
pub struct Unplayed {
    /// The scenario.
    pub scenario: ScenarioId,
    /// The step.
    pub step: StepName,
    /// Where it stands.
    pub place: Place,
    /// Why.
    pub reason: String,
}

/// What one change came to.
struct Outcome {
    kind: usize,
    tally: Tally,
    survivor: Option<Survivor>,
}

/// A step of a recording, by numbers.
type Home = (usize, usize);

/// Damages every answer of the recordings in every way, and counts what is noticed. After an
/// interrupt the score is that of what was done until then.
#[must_use]
pub fn score(recordings: &[Recording], options: &Options) -> Score {
    let homes = homes(recordings);
    let sections: Vec<Option<Sections<'_>>> = recordings
        .iter()
        .map(|recording| options.snapshots.then(|| Sections::of(recording.report())))
        .collect();
    let work = |home: Home| {
        let (recording, step) = home;
        let sections = sections.get(recording).and_then(Option::as_ref);
        recordings
            .get(recording)
            .map(|recording| {
                Bench {
                    recording,
                    step,
                    sections,
                }
                .outcomes(&options.kinds, &options.interrupt)
            })
            .unwrap_or_default()
    };
    let outcomes = in_parallel(&homes, options, work);
    let mut score = Score {
        kinds: options
            .kinds
            .iter()
            .map(|kind| (*kind, Tally::default()))
            .collect(),
        unplayed: unplayed(recordings),
        ..Score::default()
    };
    let mut scenarios: BTreeMap<usize, Tally> = BTreeMap::new();
    for ((recording, _), outcomes) in homes.iter().zip(outcomes) {
        for outcome in outcomes {
            scenarios.entry(*recording).or_default().add(&outcome.tally);
            score.count(outcome);
        }
    }
    score.scenarios = recordings
        .iter()
        .enumerate()
        .map(|(index, recording)| {
            let tally = scenarios.remove(&index).unwrap_or_default();
            (recording.report().id.clone(), tally)
        })
        .collect();
    score
}

impl Score {
    /// Everything together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for (_, tally) in &self.kinds {
            total.add(tally);
        }
        total
    }

    fn count(&mut self, outcome: Outcome) {
        if let Some((_, tally)) = self.kinds.get_mut(outcome.kind) {
            tally.add(&outcome.tally);
        }
        match outcome.survivor {
            Some(survivor) if survivor.kind.sort == Sort::Probe => self.refused.push(survivor),
            Some(survivor) => self.survivors.push(survivor),
            None => {}
        }
    }
}

/// The steps whose answers are changed: every step of a scenario's own, and every step of a flow
/// in the first scenario that uses it.
fn homes(recordings: &[Recording]) -> Vec<Home> {
    let mut met: Vec<&Place> = Vec::new();
    let mut homes = Vec::new();
    let judging = |(_, recording): &(usize, &Recording)| judges(recording);
    for (at, recording) in recordings.iter().enumerate().filter(judging) {
        for (index, step) in recording.steps().iter().enumerate() {
            if step.answered().is_none() {
                continue;
            }
            if step.prepares() {
                if met.contains(&step.place()) {
                    continue;
                }
                met.push(step.place());
            }
            homes.push((at, index));
        }
    }
    homes
}

/// Whether a scenario judged anything: one that is not applicable did not.
fn judges(recording: &Recording) -> bool {
    recording.report().verdict != Verdict::NotApplicable
}

/// One step on which changes are tried.
#[derive(Clone, Copy)]
struct Bench<'a> {
    recording: &'a Recording,
    step: usize,
    sections: Option<&'a Sections<'a>>,
}

impl Bench<'_> {
    fn outcomes(self, kinds: &[&'static Kind], interrupt: &Interrupt) -> Vec<Outcome> {
        let steps = self.recording.steps();
        let Some(step) = steps.get(self.step) else {
            return Vec::new();
        };
        let Some((request, response)) = step.answered() else {
            return Vec::new();
        };
        let others = Others {
            before: steps.get(..self.step).unwrap_or_default(),
            after: steps.get(self.step + 1..).unwrap_or_default(),
        };
        let specimen = Specimen::new(request, response, others);
        let mut outcomes = Vec::new();
        for (index, kind) in kinds.iter().enumerate() {
            if interrupt.came() {
                break;
            }
            for damage in (kind.changes)(&specimen) {
                let (tally, survivor) = self.outcome(step, kind, &damage);
                outcomes.push(Outcome {
                    kind: index,
                    tally,
                    survivor,
                });
            }
        }
        outcomes
    }

    fn outcome(
        self,
        step: &RecordedStep,
        kind: &'static Kind,
        damage: &Damage,
    ) -> (Tally, Option<Survivor>) {
        if damage.effect == Effect::Equivalent {
            return (Tally::equivalent(), None);
        }
        let response = damage.response.clone();
        let notice = match kind.sort {
            Sort::Damage => self.recording.notice(self.step, response),
            Sort::Probe => self.recording.refusal(self.step, response),
        };
        let survivor = || Survivor::of((self.recording, step), kind, damage);
        match (kind.sort, notice) {
            (Sort::Probe, None) => (Tally::tolerated(), None),
            (Sort::Probe, Some(notice)) => (Tally::refused(), Some(survivor().refused(&notice))),
            (Sort::Damage, Some(_)) => (Tally::noticed(), None),
            (Sort::Damage, None) => {
                let shown = self
                    .sections
                    .is_some_and(|sections| sections.show(self.step, &damage.response));
                let survivor = Survivor {
                    in_snapshot: shown,
                    ..survivor()
                };
                (Tally::survived(shown), Some(survivor))
            }
        }
    }
}

fn unplayed(recordings: &[Recording]) -> Vec<Unplayed> {
    let all = recordings.iter().flat_map(|recording| {
        let steps = recording.steps().iter();
        steps.map(move |step| (recording, step))
    });
    all.filter_map(|(recording, step)| {
        Some(Unplayed {
            scenario: recording.report().id.clone(),
            step: step.name().clone(),
            place: step.place().clone(),
            reason: recording.shown(step.left_out()?),
        })
    })
    .collect()
}

/// Does the work on several threads; the results come in the order of the tasks. After an interrupt
/// no further task is begun.
fn in_parallel<T: Send>(
    tasks: &[Home],
    options: &Options,
    work: impl Fn(Home) -> Vec<T> + Sync,
) -> Vec<Vec<T>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match tasks.get(index).filter(|_| !options.interrupt.came()) {
                Some(task) => done.push((index, work(*task))),
                None => return done,
            }
        }
    };
    let mut all: Vec<(usize, Vec<T>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..options.jobs.max(1))
            .map(|_| scope.spawn(worker))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, results)| results).collect()
}
