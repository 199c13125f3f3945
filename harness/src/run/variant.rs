//! A scenario as it is played under a profile: which steps run, and what each check knows.

use crate::plan::ActiveProfile;
use crate::scenario::{CheckKind, Expectation, Place, Scenario, Step, StepName, Under};

/// A step as it is played.
#[derive(Clone, Debug)]
pub(super) struct PlayedStep {
    /// The step as written; its own checks are in `checks`.
    pub(super) step: Step,
    /// Its checks.
    pub(super) checks: Vec<PlayedCheck>,
    /// Why it does not run under this profile.
    pub(super) dropped: Option<String>,
}

/// A check as it is played.
#[derive(Clone, Debug)]
pub(super) struct PlayedCheck {
    /// Its kind.
    pub(super) kind: CheckKind,
    /// What the scenario itself asks for.
    pub(super) required: Option<Expectation>,
    /// What is known of the target here.
    pub(super) known: Known,
}

/// What is known of the target at a check.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// Nothing: the requirement alone judges.
    Nothing,
    /// It does something else, or something in addition.
    Instead(Expectation, Because),
    /// Nobody knows what it does; this is what the profile chose. Only where nothing is required.
    Guess(Expectation, Because),
    /// There is nothing to check.
    Removed,
}

/// The quirk value that says so, and where the scenario says it.
#[derive(Clone, Debug)]
pub(super) struct Because {
    /// The quirk.
    pub(super) quirk: String,
    /// Its value.
    pub(super) value: String,
    /// Where the scenario says so.
    pub(super) place: Place,
    /// Whether the value is one of a server that keeps to the standards: it excuses nothing, and
    /// has to be as required too.
    pub(super) is_standard: bool,
}

/// The scenario under a profile. On a target that is no mock, what rests on nothing but our own
/// choice, or is one of several things that standards allow, changes no expectation (`is_mock`).
pub(super) fn under_profile(
    scenario: &Scenario,
    profile: &ActiveProfile,
    is_mock: bool,
) -> Vec<PlayedStep> {
    let active = scenario
        .under
        .iter()
        .filter(|under| holds(under, profile))
        .map(|under| Active::new(under, profile, is_mock));
    let mut steps: Vec<PlayedStep> = scenario.steps.iter().cloned().map(as_written).collect();
    let (guesses, known): (Vec<_>, Vec<_>) = active.partition(|active| active.is_guess);
    for active in &known {
        active.insert_steps(&mut steps);
    }
    for active in known.iter().chain(&guesses) {
        active.change_checks(&mut steps);
    }
    for active in &known {
        active.drop_steps(&mut steps);
    }
    steps
}

/// A step under no quirk.
pub(super) fn as_written(step: Step) -> PlayedStep {
    let checks = step.expect.iter().map(|(kind, expectation)| PlayedCheck {
        kind: *kind,
        required: Some((**expectation).clone()),
        known: Known::Nothing,
    });
    PlayedStep {
        checks: checks.collect(),
        step,
        dropped: None,
    }
}

/// Whether every quirk has one of the values that the entry names for it.
fn holds(under: &Under, profile: &ActiveProfile) -> bool {
    under.when.iter().all(|(quirk, _)| {
        under
            .when
            .iter()
            .any(|(other, value)| other == quirk && profile.holds(quirk, value))
    })
}

/// An entry of `under:` that holds.
struct Active<'a> {
    under: &'a Under,
    because: Because,
    is_guess: bool,
}

impl<'a> Active<'a> {
    fn new(under: &'a Under, profile: &ActiveProfile, is_mock: bool) -> Self {
        let actual = |(quirk, value): &&(String, String)| profile.holds(quirk, value);
        let deciding = under.when.iter().find(actual);
        let (quirk, value) = deciding.cloned().unwrap_or_default();
        let chosen = |quirk: &str| profile.is_choice(quirk) || profile.is_open(quirk);
        let chosen = under.when.iter().any(|(quirk, _)| chosen(quirk));
        Self {
            under,
            because: Because {
                quirk,
                value,
                place: under.place.clone(),
                is_standard: under
                    .when
                    .iter()
                    .all(|(quirk, _)| profile.is_standard(quirk)),
            },
            is_guess: chosen && !is_mock,
        }
    }

    fn insert_steps(&self, steps: &mut Vec<PlayedStep>) {
        for (after, new) in &self.under.insert {
            let found = steps.iter().position(|step| step.step.name == *after);
            let at = found.map_or(steps.len(), |index| index + 1);
            steps.splice(at..at, new.iter().cloned().map(as_written));
        }
    }

    fn change_checks(&self, steps: &mut [PlayedStep]) {
        for (name, kind, expectation) in &self.under.expect {
            for step in steps.iter_mut().filter(|step| step.step.name == *name) {
                self.change(step, *kind, expectation.as_ref());
            }
        }
    }

    fn change(&self, step: &mut PlayedStep, kind: CheckKind, instead: Option<&Expectation>) {
        let existing = step.checks.iter_mut().find(|check| check.kind == kind);
        match (existing, instead) {
            (Some(_), _) if self.is_guess => {}
            (Some(check), Some(instead)) => {
                check.known = Known::Instead(instead.clone(), self.because(instead));
            }
            (Some(check), None) => check.known = Known::Removed,
            (None, Some(instead)) => {
                let (instead, because) = (instead.clone(), self.because(instead));
                step.checks.push(PlayedCheck {
                    kind,
                    required: None,
                    known: if self.is_guess {
                        Known::Guess(instead, because)
                    } else {
                        Known::Instead(instead, because)
                    },
                });
            }
            (None, None) => {}
        }
    }

    fn because(&self, expectation: &Expectation) -> Because {
        Because {
            place: expectation.place.clone(),
            ..self.because.clone()
        }
    }

    fn drop_steps(&self, steps: &mut [PlayedStep]) {
        let because = format!("{}={}", self.because.quirk, self.because.value);
        let mut ended: Option<&StepName> = None;
        for step in steps {
            if let Some(last) = ended {
                let reason = format!("under {because} the scenario ends with `{last}`");
                step.dropped.get_or_insert(reason);
            } else if self.under.drop.contains(&step.step.name) {
                let reason = format!("left out under {because}");
                step.dropped.get_or_insert(reason);
            }
            if self.under.end_after.as_ref() == Some(&step.step.name) {
                ended = self.under.end_after.as_ref();
            }
        }
    }
}

#[cfg(test)]
#[path = "variant/tests.rs"]
mod tests;
