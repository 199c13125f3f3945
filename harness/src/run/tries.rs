//! A step's request, sent again until it is answered as `until:` says.

use http::header::RETRY_AFTER;
use std::time::Duration;

use super::RunError;
use super::answer::{Answered, Usable};
use super::deadline::{Deadline, Waited, wait};
use super::request::Prepared;
use super::stage::Stage;
use super::variant::PlayedStep;
use crate::check::{Outcome, Subject, judge};
use crate::exchange::Exchange;
use crate::scenario::{RequestSpec, Until};

/// The longest that a target can ask for with `Retry-After` in a loop.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

impl Stage<'_> {
    /// Sends the request of a step, again where it says so.
    pub(super) async fn tries(
        &mut self,
        played: &PlayedStep,
        spec: &RequestSpec,
        prepared: &Prepared,
    ) -> Result<Answered, RunError> {
        let own = played.step.pace.timeout.as_ref().map(Deadline::from_now);
        let deadline = Deadline::first(own, self.deadline.clone());
        let mut so_far = self
            .send(played, spec, (prepared, deadline.as_ref()))
            .await?;
        let Some(until) = &played.step.pace.until else {
            return Ok(so_far);
        };
        let mut count = 1;
        while self.goes_on(until, &so_far) && count < until.at_most {
            let pause = until.interval.max(self.asked_pause(&so_far));
            match wait(pause, deadline.as_ref(), self.interrupt).await {
                Waited::Through => {}
                Waited::TimeOut => {
                    let limit = deadline.as_ref().map(|deadline| &deadline.limit);
                    let over = limit.map(|limit| format!("then the time was over ({limit})"));
                    so_far.notes.extend(over);
                    break;
                }
                Waited::Interrupted => {
                    so_far.usable = Usable::Interrupted;
                    break;
                }
            }
            let next = self
                .send(played, spec, (prepared, deadline.as_ref()))
                .await?;
            so_far.exchanges.extend(next.exchanges);
            so_far.notes.extend(next.notes);
            so_far.usable = next.usable;
            count += 1;
        }
        if count > 1 {
            let note = format!("asked {count} times, {:?} apart", until.interval);
            so_far.notes.insert(0, note);
        }
        Ok(so_far)
    }

    /// Whether the loop is not over yet.
    fn goes_on(&self, until: &Until, answered: &Answered) -> bool {
        match answered.usable {
            Usable::Interrupted | Usable::Unsendable(_) => false,
            Usable::Inconclusive(_) => true,
            _ => !self.is_reached(until, answered.exchanges.last()),
        }
    }

    fn is_reached(&self, until: &Until, last: Option<&Exchange>) -> bool {
        let Some((exchange, Ok(response))) = last.map(|last| (last, &last.outcome)) else {
            return false;
        };
        let subject = Subject::new(&exchange.request, response, &self.values);
        let mut checks = until.checks.values();
        checks.all(|check| matches!(judge(&check.check, &subject), Ok(Outcome::Held)))
    }

    /// How long the target wants to be left alone (RFC 9110 §10.2.3). The mock's clock is not
    /// that of this machine: it is asked again as the scenario says.
    fn asked_pause(&self, answered: &Answered) -> Duration {
        let last = answered.exchanges.last();
        let response = last.and_then(|exchange| exchange.outcome.as_ref().ok());
        let seconds = response
            .filter(|_| self.mock.is_none())
            .and_then(|response| response.headers.get(RETRY_AFTER)?.to_str().ok())
            .and_then(|seconds| seconds.trim().parse().ok());
        Duration::from_secs(seconds.unwrap_or(0)).min(LONGEST_PAUSE)
    }
}
