//! The checks of a step that was answered, and what later steps keep of it.

use super::answer::Usable;
use super::judge::{Found, Judge};
use super::stable::Stable;
use super::stage::Stage;
use super::variant::{Known, PlayedStep};
use super::{CheckName, CheckReport, Deviation, Verdict};
use crate::check::standing::{self, Judged};
use crate::check::{Difference, Outcome, Subject, capture};
use crate::exchange::{Exchange, Redactor};
use crate::plan::Plan;
use crate::scenario::{Capture, CheckKind, Level, Scenario, Source, Step, Value, Values};

/// What the checks of a scenario are judged with: no target, so that an answer can be judged again.
#[derive(Clone, Copy)]
pub(super) struct Assessor<'a> {
    pub(super) plan: &'a Plan,
    pub(super) scenario: &'a Scenario,
    /// The run's id.
    pub(super) run: &'a str,
    pub(super) redactor: &'a Redactor,
    pub(super) is_mock: bool,
}

/// What the checks of a step found, and what later steps keep of it.
#[derive(Debug)]
pub(super) struct Assessed {
    pub(super) reports: Vec<CheckReport>,
    /// The values that are known after the step.
    pub(super) values: Values,
    /// The captures that are known to find nothing.
    pub(super) excused: Vec<String>,
}

impl Stage<'_> {
    /// Evaluates every check of a step.
    pub(super) fn evaluate(
        &mut self,
        played: &PlayedStep,
        last: Option<&Exchange>,
        usable: &Usable,
    ) -> Vec<CheckReport> {
        let Some(last) = last else {
            return Vec::new();
        };
        let assessed = self.assessor().assess(played, last, usable, &self.values);
        let Some(assessed) = assessed else {
            return Vec::new();
        };
        self.excused.extend(assessed.excused);
        self.values = assessed.values;
        assessed.reports
    }

    /// The report of an answer from which nothing follows.
    pub(super) fn no_answer(&self, played: &PlayedStep, reason: &str) -> CheckReport {
        let stable = Stable::new(&self.values, self.run, self.session.redactor());
        CheckReport {
            verdict: Verdict::Inconclusive,
            reason: Some(reason.to_owned()),
            ..self.judge(&played.step, &stable).report(CheckName::Answer)
        }
    }

    /// The reports of the checks of a step that expects no answer, and got none. What else it
    /// checks is about an answer.
    pub(super) fn unanswered(
        &mut self,
        played: &PlayedStep,
        last: Option<&Exchange>,
    ) -> Vec<CheckReport> {
        if let Some(last) = last {
            standing::forget_etags_unanswered(&last.request.method, &mut self.values);
        }
        let stable = Stable::new(&self.values, self.run, self.session.redactor());
        let judge = self.judge(&played.step, &stable);
        let checks = played.checks.iter();
        let checks = checks.filter(|check| check.kind == CheckKind::Status);
        checks.map(|check| judge.no_answer(check)).collect()
    }

    pub(super) fn judge<'j>(&'j self, step: &'j Step, stable: &'j Stable<'j>) -> Judge<'j> {
        self.assessor().judge(step, stable)
    }

    fn assessor(&self) -> Assessor<'_> {
        Assessor {
            plan: self.plan,
            scenario: self.scenario,
            run: self.run,
            redactor: self.session.redactor(),
            is_mock: self.mock.is_some(),
        }
    }
}

impl<'a> Assessor<'a> {
    /// Evaluates every check of a step that was answered; `None` where no answer came. `before`
    /// holds the values that were known when the request was sent.
    pub(super) fn assess(
        self,
        played: &PlayedStep,
        exchange: &Exchange,
        usable: &Usable,
        before: &Values,
    ) -> Option<Assessed> {
        let response = exchange.outcome.as_ref().ok()?;
        let subject = Subject::new(&exchange.request, response, before).after(exchange.elapsed);
        let (captures, mut values) = captured(&played.step, &subject);
        standing::remember_etags(&subject, &mut values);
        let stable = Stable::new(&values, self.run, self.redactor);
        let judge = self.judge(&played.step, &stable);
        let mut reports: Vec<CheckReport> = Vec::new();
        reports.extend(judge.answer(played, usable, response.status));
        reports.extend(judge.until(&subject));
        let checks = played.checks.iter();
        reports.extend(checks.filter_map(|check| judge.check(check, &subject)));
        let explanation = reports.iter().find_map(explanation);
        for mut found in captures {
            found.explained.clone_from(&explanation);
            reports.push(judge.found(found));
        }
        let standing = standing::judge_all(&subject).into_iter();
        let standing = standing.map(|judged| judge.found(self.standing(&judged, &subject)));
        reports.extend(standing.filter(|report| !is_lifted(report, &played.step)));
        let excused = excused(&played.step, &reports);
        Some(Assessed {
            reports,
            values,
            excused,
        })
    }

    fn judge(self, step: &'a Step, stable: &'a Stable<'a>) -> Judge<'a> {
        Judge {
            suite: &self.plan.suite,
            scenario: &self.scenario.id,
            deviations: self.plan.target.deviations(),
            step,
            stable,
        }
    }

    /// What a standing check found, and which quirk explains it.
    fn standing(self, judged: &Judged, subject: &Subject<'_>) -> Found {
        let profile = &self.plan.profile;
        let active = |quirk: &str| {
            let guessed = !self.is_mock && profile.is_choice(quirk);
            profile.quirks().value(quirk).ok().filter(|_| !guessed)
        };
        let lift = standing::lift(judged.standing.name, active, subject);
        Found {
            name: CheckName::Standing(judged.standing.name),
            place: None,
            section: Some(judged.standing.section),
            level: judged.standing.level,
            outcome: judged.outcome.clone(),
            explained: lift.map(|lift| {
                let deviation = Deviation::Quirk {
                    name: lift.quirk.to_owned(),
                    value: lift.value.to_owned(),
                    place: None,
                };
                (deviation, lift.why.to_owned())
            }),
        }
    }
}

impl Judge<'_> {
    /// The report of the exchange itself, where there is something to say of it.
    fn answer(&self, played: &PlayedStep, usable: &Usable, status: u16) -> Option<CheckReport> {
        let judges_status =
            played.checks.iter().any(|check| {
                check.kind == CheckKind::Status && !matches!(check.known, Known::Removed)
            }) || self.waits_for(CheckKind::Status);
        let listed = self.deviations.iter().any(|entry| {
            entry.check == CheckName::Answer
                && entry.step == self.step.name
                && entry.scenario == *self.scenario
        });
        let outcome = match usable {
            Usable::Redirects(problem) => {
                Difference::new("redirects that lead to an answer", problem.as_str())
            }
            Usable::ServerError(_) if !judges_status => {
                Difference::new("no server error", status.to_string())
            }
            _ if listed => return Some(self.found(answer(Outcome::Held))),
            _ => return None,
        };
        Some(self.found(answer(Outcome::Broken(vec![outcome]))))
    }
}

fn answer(outcome: Outcome) -> Found {
    Found {
        name: CheckName::Answer,
        place: None,
        section: None,
        level: Level::Must,
        outcome,
        explained: None,
    }
}

/// Whether a quirk lifts a standing check of a step that only prepares: a scenario is not about
/// how its preparation deviates.
fn is_lifted(report: &CheckReport, step: &Step) -> bool {
    let by_quirk = matches!(report.deviation, Some(Deviation::Quirk { .. }));
    step.prepares && by_quirk && report.verdict == Verdict::KnownDeviation
}

/// What a step captures, and the values with it.
fn captured(step: &Step, subject: &Subject<'_>) -> (Vec<Found>, Values) {
    let mut values = subject.values.clone();
    if let Some(listing) = capture::listing(subject) {
        values.capture(step.name.0.clone(), Value::Listing(listing));
    }
    let found = step.capture.iter().filter_map(|wanted| {
        let value = wanted
            .sources
            .iter()
            .find_map(|source| capture::find(source, subject));
        let outcome = match value {
            Some(text) => {
                values.capture(wanted.key.clone(), Value::Text(text));
                Outcome::Held
            }
            None if wanted.optional => return None,
            None => Outcome::Broken(vec![Difference::new(in_words(&wanted.sources), "nothing")]),
        };
        Some(Found {
            name: CheckName::Capture(name(wanted).to_owned()),
            place: Some(wanted.place.clone()),
            section: None,
            level: Level::Must,
            outcome,
            explained: None,
        })
    });
    let found = found.collect();
    (found, values)
}

/// The name of a capture in its step.
fn name(capture: &Capture) -> &str {
    let key = capture.key.as_str();
    key.rsplit_once('.').map_or(key, |(_, name)| name)
}

/// Where a step answers as a quirk says, and not as is required, there may be nothing to capture.
fn explanation(report: &CheckReport) -> Option<(Deviation, String)> {
    let known = report.deviation.clone()?;
    (report.verdict == Verdict::KnownDeviation)
        .then(|| (known, "the answer is another one, as is known".to_owned()))
}

/// The captures that the target file knows to find nothing.
fn excused(step: &Step, reports: &[CheckReport]) -> Vec<String> {
    let known = |capture: &&Capture| {
        reports.iter().any(|report| {
            matches!(&report.name, CheckName::Capture(found) if found == name(capture))
                && report.verdict == Verdict::KnownDeviation
                && matches!(report.deviation, Some(Deviation::TargetFile { .. }))
        })
    };
    let captures = step.capture.iter().filter(known);
    captures.map(|capture| capture.key.clone()).collect()
}

fn in_words(sources: &[Source]) -> String {
    let words: Vec<String> = sources.iter().map(word).collect();
    words.join(" or ")
}

fn word(source: &Source) -> String {
    match source {
        Source::Header(name) => format!("header {name}"),
        Source::Property { name, .. } => format!("property {name}"),
        Source::SyncToken => "sync-token".to_owned(),
        Source::RequestHref => "request href".to_owned(),
        Source::ResponseHref => "response href".to_owned(),
        Source::ResponseHrefWith(name) => format!("response href with {name}"),
        Source::Body => "body".to_owned(),
        Source::Status => "status".to_owned(),
        Source::Element(path) => format!("element {}", capture::path_in_words(path)),
        Source::Vcard { name, .. } => format!("vcard {name}"),
    }
}
