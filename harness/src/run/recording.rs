//! What a scenario did, kept so that its answers can be judged again without a target: the same
//! checks, the same captures, and the later requests that would follow from another answer.

use std::sync::Arc;

use super::answer::usable;
use super::condition::excluded_by;
use super::evaluate::{Assessed, Assessor};
use super::request::{Builder, Unbuilt};
use super::scenario::first_values;
use super::step::expected;
use super::variant::{PlayedStep, as_written, under_profile};
use super::{CheckName, CheckReport, ScenarioReport, StepReport, Verdict};
use crate::check::standing;
use crate::exchange::{Exchange, Redactor, Request, Response};
use crate::plan::Plan;
use crate::scenario::{
    Action, Check, CheckKind, Place, RequestSpec, Scenario, StepName, Value, Values, VcardCheck,
};

/// What was said in a scenario. It holds secrets: what is shown of it goes through
/// [`Recording::shown`].
#[derive(Debug)]
pub struct Recording {
    plan: Arc<Plan>,
    scenario: Scenario,
    run: String,
    redactor: Redactor,
    report: ScenarioReport,
    base: Option<url::Url>,
    steps: Vec<RecordedStep>,
}

/// What a recording is made of.
pub(super) struct Recorded {
    pub(super) plan: Arc<Plan>,
    pub(super) scenario: Scenario,
    pub(super) run: String,
    /// The report with all secrets in it.
    pub(super) report: ScenarioReport,
    pub(super) redactor: Redactor,
}

/// A step of a recording: one of the scenario's own, or one that prepares.
#[derive(Debug)]
pub struct RecordedStep {
    played: PlayedStep,
    report: StepReport,
    before: Values,
    after: Values,
}

/// By what a changed answer was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A check fails, or says that a known deviation is gone.
    Check {
        /// The check.
        check: CheckName,
        /// Its step.
        step: StepName,
    },
    /// A later step would send another request, or could not send one.
    Request {
        /// The later step.
        step: StepName,
    },
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Watch {
    /// Checks, and the requests of later steps.
    Everything,
    /// Checks alone.
    Checks,
}

impl RecordedStep {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &StepName {
        &self.played.step.name
    }

    /// Where it stands: in a flow's file if it came from there.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.played.step.place
    }

    /// Whether it came from `given:` or from a flow.
    #[must_use]
    pub const fn prepares(&self) -> bool {
        self.played.step.prepares
    }

    /// What was said, in order.
    #[must_use]
    pub fn exchanges(&self) -> &[Exchange] {
        &self.report.exchanges
    }

    /// The last request and its answer; `None` where nothing was sent or no answer came.
    #[must_use]
    pub fn answered(&self) -> Option<(&Request, &Response)> {
        let last = self.report.exchanges.last()?;
        Some((&last.request, last.outcome.as_ref().ok()?))
    }

    /// Why it did not run, if so.
    #[must_use]
    pub fn left_out(&self) -> Option<&str> {
        self.report.left_out.as_deref()
    }

    fn request_spec(&self) -> Option<&RequestSpec> {
        match &self.played.step.action {
            Action::Request(spec) if self.report.left_out.is_none() => Some(spec),
            _ => None,
        }
    }
}

impl Recording {
    /// Goes through what was said once more, to know the values at every step.
    pub(super) fn of(recorded: Recorded) -> Self {
        let Recorded {
            plan,
            scenario,
            run,
            report,
            redactor,
        } = recorded;
        let mut played = under_profile(&scenario, &plan.profile, true);
        played.extend(scenario.finally.iter().cloned().map(as_written));
        let values = first_values(&scenario, &plan, None, &report.context);
        let own = report.steps.iter().filter(|step| step.place.is_some());
        let own: Vec<StepReport> = own.cloned().collect();
        let base = report.context.get(&crate::scenario::ContextName::Base);
        let mut recording = Self {
            base: base.and_then(|base| base.parse().ok()),
            plan,
            scenario,
            run,
            redactor,
            report,
            steps: Vec::new(),
        };
        let mut before = values;
        for (played, report) in played.into_iter().zip(own) {
            let mut step = RecordedStep {
                after: before.clone(),
                before,
                played,
                report,
            };
            step.after = recording.after(&step);
            before = step.after.clone();
            recording.steps.push(step);
        }
        recording
    }

    /// The report of the scenario, with all secrets in it.
    #[must_use]
    pub const fn report(&self) -> &ScenarioReport {
        &self.report
    }

    /// The steps that ran or were left out, in order.
    #[must_use]
    pub fn steps(&self) -> &[RecordedStep] {
        &self.steps
    }

    /// A text without secrets.
    #[must_use]
    pub fn shown(&self, text: &str) -> String {
        self.redactor.text(text)
    }

    /// Judges another answer to the request of a step, and everything that follows from it. `None`
    /// where nobody notices.
    #[must_use]
    pub fn notice(&self, index: usize, response: Response) -> Option<Notice> {
        self.judged(index, response, Watch::Everything)
    }

    /// The check that fails with another answer to the request of a step, there or later. Later
    /// requests may differ: an answer that means the same leads to requests that mean the same.
    #[must_use]
    pub fn refusal(&self, index: usize, response: Response) -> Option<Notice> {
        self.judged(index, response, Watch::Checks)
    }

    fn judged(&self, index: usize, response: Response, watch: Watch) -> Option<Notice> {
        let (step, later) = self.steps.get(index..)?.split_first()?;
        let last = step.report.exchanges.last()?;
        let changed = Exchange {
            request: last.request.clone(),
            outcome: Ok(response),
            elapsed: last.elapsed,
        };
        let assessed = self.assess(step, &changed, &step.before)?;
        if let Some(notice) = self.failing(step, &assessed, watch) {
            return Some(notice);
        }
        if assessed.values.captured_the_same(&step.after) {
            return None;
        }
        self.follow(later, assessed.values, watch)
    }

    /// What becomes of later steps with other values.
    fn follow(&self, later: &[RecordedStep], mut values: Values, watch: Watch) -> Option<Notice> {
        for step in later {
            if watch == Watch::Everything && self.goes_otherwise(step, &values) {
                return Some(Notice::Request {
                    step: step.name().clone(),
                });
            }
            if !runs(step, &values) {
                continue;
            }
            let last = step.report.exchanges.last();
            values = match last.and_then(|last| self.assess(step, last, &values)) {
                Some(assessed) => {
                    if let Some(notice) = self.failing(step, &assessed, watch) {
                        return Some(notice);
                    }
                    assessed.values
                }
                None => given(step, values),
            };
        }
        None
    }

    /// Whether a step would send another request with these values, or would run where it did not.
    fn goes_otherwise(&self, step: &RecordedStep, values: &Values) -> bool {
        let sends = |spec| self.built(spec, values) != self.built(spec, &step.before);
        runs(step, values) != runs(step, &step.before) || step.request_spec().is_some_and(sends)
    }

    fn after(&self, step: &RecordedStep) -> Values {
        match step.report.exchanges.last() {
            Some(last) => self.assess(step, last, &step.before).map_or_else(
                || given(step, step.before.clone()),
                |assessed| assessed.values,
            ),
            None => given(step, step.before.clone()),
        }
    }

    fn assess(
        &self,
        step: &RecordedStep,
        exchange: &Exchange,
        before: &Values,
    ) -> Option<Assessed> {
        let response = exchange.outcome.as_ref().ok()?;
        let usable = usable(response, None, &expected(&step.played), true);
        let assessor = Assessor {
            plan: &self.plan,
            scenario: &self.scenario,
            run: &self.run,
            redactor: &self.redactor,
            is_mock: true,
        };
        assessor.assess(&step.played, exchange, &usable, before)
    }

    /// The first check that makes exit 1. Where only checks are watched, the question is whether
    /// too much is asked of a server: what `under:` knows of one is asked of nobody, and who asks
    /// for a card byte for byte means its form too.
    fn failing(&self, step: &RecordedStep, assessed: &Assessed, watch: Watch) -> Option<Notice> {
        let is_strict = watch == Watch::Everything;
        let counts = |report: &&CheckReport| match report.verdict {
            Verdict::Changed => is_strict,
            Verdict::Fail => {
                report.level >= self.plan.level && (is_strict || !asks_for_bytes(step, report))
            }
            _ => false,
        };
        let found = assessed.reports.iter().find(counts)?;
        Some(Notice::Check {
            check: found.name.clone(),
            step: step.name().clone(),
        })
    }

    /// What a step would send: method, URL, headers and body, and how it is written.
    fn built(&self, spec: &RequestSpec, values: &Values) -> Result<Sent, Unbuilt> {
        let Some(base) = &self.base else {
            return Err(Unbuilt::Unsendable("there is no base URL".to_owned()));
        };
        let builder = Builder {
            base,
            profile: &self.plan.profile,
            run: &self.run,
            values,
        };
        let prepared = builder.build(spec)?;
        let Request {
            method,
            url,
            headers,
            body,
            raw,
        } = prepared.request;
        let own = prepared.own_authorization;
        Ok((method, url, headers, body, raw, own))
    }
}

/// A request in parts that can be compared.
type Sent = (
    String,
    String,
    http::HeaderMap,
    bytes::Bytes,
    Option<crate::exchange::RawRequest>,
    Option<crate::exchange::Secret>,
);

/// The values after a `mock:` step, or after one that did not run.
/// Whether a step runs with these values.
fn runs(step: &RecordedStep, values: &Values) -> bool {
    let when = step.played.step.when.as_ref();
    when.is_none_or(|when| excluded_by(when, values).is_none())
}

/// Whether a check compares a card byte for byte.
fn asks_for_bytes(step: &RecordedStep, report: &CheckReport) -> bool {
    let exact = |check: &VcardCheck| check.exactly.is_some();
    let checks = step.played.checks.iter();
    report.name == CheckName::Step(CheckKind::Vcard)
        && checks.filter_map(|check| check.required.as_ref()).any(
            |required| matches!(&required.check, Check::Vcard(cards) if cards.iter().any(exact)),
        )
}

fn given(step: &RecordedStep, mut values: Values) -> Values {
    if let Some(unanswered) = step.report.exchanges.last() {
        standing::forget_etags_unanswered(&unanswered.request.method, &mut values);
    }
    let Action::Mock(mock) = &step.played.step.action else {
        return values;
    };
    if step.report.left_out.is_some() {
        return values;
    }
    for (name, template) in &mock.gives {
        if let Ok(text) = template.resolve(&values) {
            values.capture(format!("{}.{name}", step.name()), Value::Text(text));
        }
    }
    values
}
