//! One step of a scenario.

use super::answer::{Answered, Asking, Patience, Usable};
use super::created::{Created, Creations};
use super::deadline::Deadline;
use super::propfind;
use super::request::{Prepared, Unbuilt};
use super::session::Letter;
use super::stage::Stage;
use super::variant::{Known, PlayedStep};
use super::{CheckReport, RunError, StepReport};
use crate::dav::{DAV, Name};
use crate::exchange::Exchange;
use crate::scenario::{Action, Check, CheckKind, Expectation, RequestSpec, StatusPattern};

/// How the scenario goes on after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// With the next step.
    Next,
    /// With the next step, but this one should have run and did not.
    NeverRan,
    /// Not at all.
    End(End),
}

/// Why a scenario ends before its last step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing can be said.
    Inconclusive(String),
    /// It is not meant for this target.
    NotApplicable(String),
    /// It asks for what cannot be: its author's fault.
    Broken(String),
    /// The user wants the run to end.
    Interrupted,
}

impl Stage<'_> {
    /// Plays a step.
    pub(super) async fn step(&mut self, played: &PlayedStep) -> (StepReport, Flow) {
        if let Some(reason) = self.is_left_out(played) {
            return (left_out(played, reason), Flow::Next);
        }
        match &played.step.action {
            Action::Request(spec) => self.request(played, spec).await,
            Action::Mock(mock) => self.mock_step(played, mock),
        }
    }

    fn is_left_out(&self, played: &PlayedStep) -> Option<String> {
        let excluded = || {
            played
                .step
                .when
                .as_ref()
                .and_then(|when| self.excludes(when))
        };
        played.dropped.clone().or_else(excluded)
    }

    async fn request(&mut self, played: &PlayedStep, spec: &RequestSpec) -> (StepReport, Flow) {
        let prepared = match self.builder().build(spec) {
            Ok(prepared) => prepared,
            Err(unbuilt) => return self.unbuilt(played, unbuilt),
        };
        if let Err(reason) = self.guard(&prepared) {
            let end = End::NotApplicable(format!("on a real account it is not sent: {reason}"));
            return (left_out(played, reason), Flow::End(end));
        }
        match self.tries(played, spec, &prepared).await {
            Ok(answered) => self.conclude(played, answered),
            Err(error) => {
                let reason = error.to_string();
                let end = End::Inconclusive(reason.clone());
                (left_out(played, reason), Flow::End(end))
            }
        }
    }

    /// A step that refers to what no earlier one gave.
    fn unbuilt(&self, played: &PlayedStep, unbuilt: Unbuilt) -> (StepReport, Flow) {
        match unbuilt {
            Unbuilt::Unresolved(unresolved) => {
                let flow = if self.excused.contains(&unresolved.name) {
                    Flow::Next
                } else {
                    Flow::NeverRan
                };
                (left_out(played, unresolved.in_words()), flow)
            }
            Unbuilt::Unsendable(problem) => {
                let end = End::Broken(format!("step `{}`: {problem}", played.step.name));
                (left_out(played, problem), Flow::End(end))
            }
        }
    }

    /// Sends the request of a step.
    pub(super) async fn send(
        &mut self,
        played: &PlayedStep,
        spec: &RequestSpec,
        (prepared, deadline): (&Prepared, Option<&Deadline>),
    ) -> Result<Answered, RunError> {
        let created = Creations::announced(prepared, self.run, &played.step.name);
        let is_new = match &created {
            Some(created) => self.announce(created)?,
            None => false,
        };
        let letter = Letter {
            request: prepared.request.clone(),
            credentials: spec.credentials,
            own_authorization: prepared.own_authorization.clone(),
            device: played.step.device,
        };
        let asking = Asking {
            letter: &letter,
            follow: spec.follow_redirects,
            expects: &expected(played),
            is_mock: self.mock.is_some(),
            patience: Patience {
                deadline,
                retry: played.step.pace.retry.as_ref(),
            },
        };
        let answered = asking.answer(self.session, self.interrupt).await;
        match &created {
            Some(created) => self.note(created, is_new, &answered.exchanges)?,
            None => self.learn(&answered.exchanges),
        }
        if let Some(created) = created.filter(|_| is_new) {
            self.find_out_name(&created, &answered).await;
        }
        Ok(answered)
    }

    fn learn(&mut self, exchanges: &[Exchange]) {
        for exchange in exchanges {
            self.creations.learn(exchange);
        }
    }

    /// A target may keep a card under a name of its own without telling it. Where the members of
    /// others are taken out of answers, the name has to be known before the next answer.
    async fn find_out_name(&mut self, created: &Created, answered: &Answered) {
        let last = answered.exchanges.last();
        let taken = last.is_some_and(|exchange| {
            let outcome = exchange.outcome.as_ref();
            exchange.request.method == "PUT" && outcome.is_ok_and(|r| r.status / 100 == 2)
        });
        let known = self
            .creations
            .all()
            .iter()
            .any(|known| known.url == created.url && known.kept_at.is_some());
        if !taken || known || self.session.ownership().is_none() {
            return;
        }
        let names = [Name::new(DAV, "getetag")];
        let request = propfind::request(created.url.clone(), "0", &names);
        let exchange = self.session.send(&Letter::own(request)).await;
        self.creations.learn(&exchange);
    }

    /// Judges the answer, and says how the scenario goes on.
    fn conclude(&mut self, played: &PlayedStep, answered: Answered) -> (StepReport, Flow) {
        let Answered {
            exchanges,
            usable,
            notes,
        } = answered;
        let mut report = StepReport {
            exchanges,
            notes,
            ..blank(played)
        };
        let flow = match usable {
            Usable::Judge | Usable::ServerError(_) | Usable::Redirects(_) => {
                report.checks = self.evaluate(played, report.exchanges.last(), &usable);
                Flow::Next
            }
            Usable::NoAnswer => {
                report.checks = self.unanswered(played, report.exchanges.last());
                Flow::Next
            }
            Usable::Inconclusive(reason) => {
                report.checks.push(self.no_answer(played, &reason));
                Flow::End(End::Inconclusive(format!(
                    "step `{}`: {reason}",
                    played.step.name
                )))
            }
            Usable::Unsendable(problem) => Flow::End(End::Broken(format!(
                "step `{}`: {problem}",
                played.step.name
            ))),
            Usable::Interrupted => {
                report.left_out = Some("interrupted".to_owned());
                Flow::End(End::Interrupted)
            }
        };
        let checks = std::mem::take(&mut report.checks).into_iter();
        report.checks = checks.map(|check| self.without_unjudged(check)).collect();
        (report, flow)
    }
}

/// The statuses that a step expects, by what is required and by what is known.
pub(super) fn expected(played: &PlayedStep) -> Vec<StatusPattern> {
    let known = played.checks.iter().filter_map(|check| match &check.known {
        Known::Instead(known, _) | Known::Guess(known, _) => Some(known),
        Known::Nothing | Known::Removed => None,
    });
    let required = played
        .checks
        .iter()
        .filter(|check| !matches!(check.known, Known::Removed))
        .filter_map(|check| check.required.as_ref());
    let patterns = |expectation: &Expectation| match &expectation.check {
        Check::Status(patterns) => patterns.clone(),
        _ => Vec::new(),
    };
    let until = played.step.pace.until.as_ref();
    let until = until.and_then(|until| until.checks.get(&CheckKind::Status).map(AsRef::as_ref));
    let all = required.chain(known).chain(until);
    all.flat_map(patterns).collect()
}

/// A step that does not run.
pub(super) fn left_out(played: &PlayedStep, reason: String) -> StepReport {
    StepReport {
        left_out: Some(reason),
        ..blank(played)
    }
}

/// A step of which nothing is known yet.
pub(super) fn blank(played: &PlayedStep) -> StepReport {
    StepReport {
        name: played.step.name.clone(),
        place: Some(played.step.place.clone()),
        left_out: None,
        exchanges: Vec::new(),
        notes: Vec::new(),
        checks: Vec::<CheckReport>::new(),
    }
}
