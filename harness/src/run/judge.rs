//! From what was required, what is known, and what a check found, to its verdict.

use super::stable::Stable;
use super::variant::{Because, Known, PlayedCheck};
use super::{CheckName, CheckReport, Deviation, Verdict};
use crate::check::{Difference, Outcome, Subject, judge};
use crate::plan::KnownDeviation;
use crate::scenario::{
    Check, CheckKind, Expectation, Level, Place, ScenarioId, StatusPattern, Step, Suite, Unresolved,
};

/// The verdict of a check: whether the requirement holds, and whether what is known of the target
/// does, where there is such a thing.
pub(super) const fn verdict(required: Option<bool>, known: Option<bool>) -> Verdict {
    match (required, known) {
        (Some(true), None | Some(true)) | (None, Some(true)) => Verdict::Pass,
        (Some(true) | None, Some(false)) => Verdict::Changed,
        (Some(false), Some(true)) => Verdict::KnownDeviation,
        (Some(false), None | Some(false)) => Verdict::Fail,
        (None, None) => Verdict::NotApplicable,
    }
}

/// Makes the reports of the checks of one step.
pub(super) struct Judge<'a> {
    pub(super) suite: &'a Suite,
    pub(super) scenario: &'a ScenarioId,
    pub(super) deviations: &'a [KnownDeviation],
    pub(super) step: &'a Step,
    pub(super) stable: &'a Stable<'a>,
}

/// What a check that is not one of the scenario's own found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) name: CheckName,
    pub(super) place: Option<Place>,
    pub(super) section: Option<&'static str>,
    pub(super) level: Level,
    pub(super) outcome: Outcome,
    /// What is known to break it here, and why.
    pub(super) explained: Option<(Deviation, String)>,
}

impl Judge<'_> {
    /// Judges one check of the step; `None` where there is nothing to check.
    pub(super) fn check(&self, check: &PlayedCheck, subject: &Subject<'_>) -> Option<CheckReport> {
        let report = match self.judged(check, subject) {
            Ok(report) => report?,
            Err(unresolved) => CheckReport {
                verdict: Verdict::Fail,
                reason: Some(format!("it did not run: {unresolved}")),
                ..self.report(CheckName::Step(check.kind))
            },
        };
        Some(self.with_target_file(report))
    }

    /// Whether the step is repeated until a check of this kind holds.
    pub(super) fn waits_for(&self, kind: CheckKind) -> bool {
        let until = self.step.pace.until.as_ref();
        until.is_some_and(|until| until.checks.contains_key(&kind))
    }

    /// The report of what the step is repeated for, if it is.
    pub(super) fn until(&self, subject: &Subject<'_>) -> Option<CheckReport> {
        let until = self.step.pace.until.as_ref()?;
        let mut differences = Vec::new();
        let mut reason = None;
        for expectation in until.checks.values() {
            match judge(&expectation.check, subject) {
                Ok(outcome) => differences.extend(parts(outcome).1),
                Err(unresolved) => reason = Some(format!("it did not run: {unresolved}")),
            }
        }
        let held = differences.is_empty() && reason.is_none();
        Some(self.with_target_file(CheckReport {
            place: Some(until.place.clone()),
            verdict: verdict(Some(held), None),
            reason: reason.or_else(|| (!held).then(|| "it never came to be so".to_owned())),
            differences: self.stable(differences),
            ..self.report(CheckName::Until)
        }))
    }

    /// The report of a check of the status, where there is no answer.
    pub(super) fn no_answer(&self, check: &PlayedCheck) -> CheckReport {
        let expects = |expectation: &Expectation| match &expectation.check {
            Check::Status(patterns) => patterns.contains(&StatusPattern::NoAnswer),
            _ => false,
        };
        let report = self.report(CheckName::Step(check.kind));
        let required = check.required.as_ref().map(expects);
        let (known, because) = match &check.known {
            Known::Instead(known, because) => (Some(expects(known)), Some(because)),
            _ => (None, None),
        };
        let verdict = verdict(required, known);
        let told = verdict != Verdict::Pass;
        let expected = match check
            .required
            .as_ref()
            .map(|expectation| &expectation.check)
        {
            Some(Check::Status(patterns)) if required == Some(false) => {
                StatusPattern::in_words(patterns)
            }
            _ => "an answer".to_owned(),
        };
        let difference = || Difference::new(expected, "no answer");
        self.with_target_file(CheckReport {
            verdict,
            differences: told.then(difference).into_iter().collect(),
            deviation: because.filter(|_| told).map(by_quirk),
            ..report
        })
    }

    /// The report of another check.
    pub(super) fn found(&self, found: Found) -> CheckReport {
        let (held, differences) = parts(found.outcome);
        let explained = found.explained.filter(|_| !held);
        let known = explained.as_ref().map(|_| true);
        let (deviation, reason) = explained.unzip();
        let report = CheckReport {
            place: found.place,
            section: found.section,
            verdict: verdict(Some(held), known),
            differences: self.stable(differences),
            covers: Vec::new(),
            level: found.level,
            deviation,
            reason,
            ..self.report(found.name)
        };
        self.with_target_file(report)
    }

    /// A report without anything found yet.
    pub(super) fn report(&self, name: CheckName) -> CheckReport {
        let place = match &name {
            CheckName::Step(kind) => self.step.expect.get(kind).map(|check| check.place.clone()),
            _ => Some(self.step.place.clone()),
        };
        CheckReport {
            name,
            place,
            verdict: Verdict::Pass,
            covers: self.step.covers.clone(),
            section: None,
            level: self.suite.level_of(&self.step.covers),
            differences: Vec::new(),
            deviation: None,
            reason: None,
        }
    }

    fn judged(
        &self,
        check: &PlayedCheck,
        subject: &Subject<'_>,
    ) -> Result<Option<CheckReport>, Unresolved> {
        if matches!(check.known, Known::Removed) {
            return Ok(None);
        }
        let required = check
            .required
            .as_ref()
            .map(|expectation| judge(&expectation.check, subject))
            .transpose()?;
        let report = self.report(CheckName::Step(check.kind));
        Ok(Some(match &check.known {
            Known::Nothing | Known::Removed => self.by_requirement(report, required),
            Known::Instead(expectation, because) => {
                let known = judge(&expectation.check, subject)?;
                self.by_both(report, (required, known), because)
            }
            Known::Guess(expectation, because) => {
                let guess = judge(&expectation.check, subject)?;
                self.learned(report, guess, because)
            }
        }))
    }

    fn by_requirement(&self, report: CheckReport, required: Option<Outcome>) -> CheckReport {
        let Some((held, differences)) = required.map(parts) else {
            return report;
        };
        CheckReport {
            verdict: verdict(Some(held), None),
            differences: self.stable(differences),
            ..report
        }
    }

    fn by_both(
        &self,
        report: CheckReport,
        (required, known): (Option<Outcome>, Outcome),
        because: &Because,
    ) -> CheckReport {
        let required = required.map(parts);
        let (as_known, unlike_known) = parts(known);
        let verdict = verdict(required.as_ref().map(|(held, _)| *held), Some(as_known));
        let setting = format!("{}={}", because.quirk, because.value);
        let unlike_required = required.map(|(_, differences)| differences);
        let unlike_required = unlike_required.unwrap_or_default();
        let place = &because.place;
        let (verdict, differences, reason) = match verdict {
            Verdict::Changed => {
                let reason = format!(
                    "as required, and no longer as {setting} says: if the target is right, delete \
                     {place}"
                );
                (verdict, unlike_known, Some(reason))
            }
            Verdict::Fail => {
                let reason = nor_as_known(&self.stable(unlike_known), &setting, because);
                (verdict, unlike_required, Some(reason))
            }
            Verdict::KnownDeviation if because.is_standard => {
                let reason = format!(
                    "it is as {setting} says ({place}), which is no deviation: the profile rfc has it"
                );
                (Verdict::Fail, unlike_required, Some(reason))
            }
            _ => (verdict, unlike_required, None),
        };
        let deviation = by_quirk(because);
        CheckReport {
            place: report.place.clone().or_else(|| Some(because.place.clone())),
            deviation: (verdict != Verdict::Pass).then_some(deviation),
            verdict,
            differences: self.stable(differences),
            reason,
            ..report
        }
    }

    /// Nobody knows what the target does here: what it did is worth knowing.
    fn learned(&self, report: CheckReport, guess: Outcome, because: &Because) -> CheckReport {
        let setting = format!("{}={}", because.quirk, because.value);
        let (as_guessed, differences) = parts(guess);
        let seen = if as_guessed {
            format!("what {setting} guesses")
        } else {
            received(&self.stable(differences))
        };
        CheckReport {
            place: Some(because.place.clone()),
            verdict: Verdict::NotApplicable,
            reason: Some(format!("unknown; seen: {seen}")),
            ..report
        }
    }

    fn stable(&self, differences: Vec<Difference>) -> Vec<Difference> {
        let stable = |difference: Difference| Difference {
            expected: self.stable.text(&difference.expected),
            received: self.stable.text(&difference.received),
        };
        differences.into_iter().map(stable).collect()
    }

    /// What the target file says of this check.
    fn with_target_file(&self, report: CheckReport) -> CheckReport {
        let entry = self.deviations.iter().find(|entry| {
            entry.scenario == *self.scenario
                && entry.step == self.step.name
                && entry.check == report.name
        });
        match entry {
            Some(entry) => by_entry(report, entry),
            None => report,
        }
    }
}

/// That something is not as a quirk's value says either, and what that would be.
fn nor_as_known(known: &[Difference], setting: &str, because: &Because) -> String {
    let place = &because.place;
    match known {
        [only] if !only.expected.is_empty() && !only.expected.contains('\n') => {
            let expected = &only.expected;
            format!("nor is it {expected}, as {setting} says ({place})")
        }
        _ => format!("nor is it as {setting} says ({place})"),
    }
}

fn by_quirk(because: &Because) -> Deviation {
    Deviation::Quirk {
        name: because.quirk.clone(),
        value: because.value.clone(),
        place: Some(because.place.clone()),
    }
}

fn by_entry(report: CheckReport, entry: &KnownDeviation) -> CheckReport {
    let deviation = Deviation::TargetFile {
        reason: entry.reason.clone(),
        place: entry.place.clone(),
    };
    match report.verdict {
        Verdict::Fail if received(&report.differences) == entry.received => CheckReport {
            verdict: Verdict::KnownDeviation,
            deviation: Some(deviation),
            reason: None,
            ..report
        },
        Verdict::Fail => CheckReport {
            reason: Some(format!(
                "the target file knows another answer here ({}): {}",
                entry.place, entry.received
            )),
            ..report
        },
        Verdict::Pass => CheckReport {
            verdict: Verdict::Changed,
            deviation: Some(deviation),
            reason: Some(format!(
                "the target is right; delete lines {}-{} of {}",
                entry.place.line, entry.last_line, entry.place.file
            )),
            ..report
        },
        _ => report,
    }
}

/// What was received, as a target file says it.
fn received(differences: &[Difference]) -> String {
    let received = differences
        .iter()
        .map(|difference| difference.received.as_str());
    received.collect::<Vec<_>>().join("; ")
}

fn parts(outcome: Outcome) -> (bool, Vec<Difference>) {
    match outcome {
        Outcome::Held => (true, Vec::new()),
        Outcome::Broken(differences) => (false, differences),
    }
}

#[cfg(test)]
#[path = "judge/tests.rs"]
mod tests;
