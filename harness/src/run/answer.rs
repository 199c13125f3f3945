//! Getting an answer that can be judged.
//!
//! A status that the step expects is judged whatever it is. Else 429, 503 with `Retry-After` and no
//! answer at all say nothing about conformance; another server error is tried again, and counts
//! when it comes again. The bundled mock is never overloaded: its errors come from the scenario or
//! from a mistake of ours, and count at once.

use std::time::{Duration, Instant};

use http::header::RETRY_AFTER;

use super::Interrupt;
use super::deadline::{Deadline, Waited, time_out, wait};
use super::redirect::{Followed, follow};
use super::session::{Letter, Session};
use crate::exchange::{Exchange, Failure, Response};
use crate::scenario::{Cause, Retry, StatusPattern};

/// How often a request is repeated after a server error.
const REPEATS: usize = 2;

/// What came of a request.
#[derive(Debug)]
pub(super) struct Answered {
    /// Every exchange, in order.
    pub(super) exchanges: Vec<Exchange>,
    /// What can be done with the last one.
    pub(super) usable: Usable,
    /// What is to be told of how it came.
    pub(super) notes: Vec<String>,
}

/// What can be done with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Usable {
    /// It is judged.
    Judge,
    /// It is a server error that came again: it is judged, and nothing expected it.
    ServerError(u16),
    /// It is judged, but the redirects did not end well.
    Redirects(String),
    /// Nothing follows from it.
    Inconclusive(String),
    /// There is no answer, as the step expects.
    NoAnswer,
    /// The request could not be sent: the scenario's fault.
    Unsendable(String),
    /// The user wants the run to end.
    Interrupted,
}

/// A request that a step sends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asking<'a> {
    /// The request.
    pub(super) letter: &'a Letter,
    /// Whether redirects are followed.
    pub(super) follow: bool,
    /// The statuses that the step expects, by what is required or known.
    pub(super) expects: &'a [StatusPattern],
    /// Whether the target is the bundled mock.
    pub(super) is_mock: bool,
    /// How long it may take, and what the scenario tries again.
    pub(super) patience: Patience<'a>,
}

/// How long a step waits for an answer, and after what it asks again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Patience<'a> {
    /// When the time is over.
    pub(super) deadline: Option<&'a Deadline>,
    /// What the scenario says.
    pub(super) retry: Option<&'a Retry>,
}

impl Asking<'_> {
    /// Sends the request, again where that tells more.
    pub(super) async fn answer(self, session: &mut Session, interrupt: &Interrupt) -> Answered {
        let mut exchanges = Vec::new();
        let mut notes = Vec::new();
        let mut usable = self.once(session, interrupt, &mut exchanges).await;
        while let Some(note) = self.declared(&exchanges, &usable, notes.len()) {
            let pause = self.patience.retry.map(|retry| retry.interval);
            let deadline = self.patience.deadline;
            match wait(pause.unwrap_or_default(), deadline, interrupt).await {
                Waited::Through => {}
                Waited::TimeOut => break,
                Waited::Interrupted => {
                    usable = Usable::Interrupted;
                    break;
                }
            }
            notes.push(note);
            usable = self.once(session, interrupt, &mut exchanges).await;
        }
        if let Usable::ServerError(status) = usable
            && !self.is_mock
        {
            usable = self.again(status, session, interrupt, &mut exchanges).await;
        }
        Answered {
            exchanges,
            usable,
            notes,
        }
    }

    /// Whether the scenario declares that the request is sent again after this, and what is told of
    /// it. `done` is how often that was done.
    fn declared(self, exchanges: &[Exchange], usable: &Usable, done: usize) -> Option<String> {
        let retry = self.patience.retry?;
        let most = retry.at_most as usize;
        let stops = matches!(usable, Usable::Interrupted | Usable::Unsendable(_));
        if stops || done >= most || self.patience.deadline.is_some_and(Deadline::is_over) {
            return None;
        }
        let outcome = &exchanges.last()?.outcome;
        let happened = |cause: &Cause| match (cause, outcome) {
            (Cause::Status(pattern), Ok(response)) => pattern.fits(response.status),
            (Cause::NoAnswer, Err(_)) => true,
            _ => false,
        };
        let what = match outcome {
            Ok(response) => response.status.to_string(),
            Err(failure) => failure.to_string(),
        };
        let happened = retry.on.iter().any(happened);
        happened.then(|| format!("sent again after {what} ({} of at most {most})", done + 1))
    }

    /// After a server error: whether it comes again.
    async fn again(
        self,
        status: u16,
        session: &mut Session,
        interrupt: &Interrupt,
        exchanges: &mut Vec<Exchange>,
    ) -> Usable {
        let method = &self.letter.request.method;
        if !may_be_repeated(method) {
            let reason = format!("the target answered {status}, and {method} is not repeated");
            return Usable::Inconclusive(reason);
        }
        for _ in 0..REPEATS {
            match self.once(session, interrupt, exchanges).await {
                Usable::ServerError(status) => return Usable::ServerError(status),
                Usable::Interrupted => return Usable::Interrupted,
                _ => {}
            }
        }
        Usable::Inconclusive(format!(
            "the target answered {status}, but not when the request was repeated"
        ))
    }

    async fn once(
        self,
        session: &mut Session,
        interrupt: &Interrupt,
        exchanges: &mut Vec<Exchange>,
    ) -> Usable {
        let mut interrupt = interrupt.clone();
        let began = Instant::now();
        let followed = tokio::select! {
            biased;
            () = interrupt.wait() => return Usable::Interrupted,
            followed = self.send(session) => followed,
            () = time_out(self.patience.deadline) => {
                let unanswered = self.unanswered(began.elapsed());
                exchanges.push(unanswered);
                return match self.expects.contains(&StatusPattern::NoAnswer) {
                    true => Usable::NoAnswer,
                    false => Usable::Inconclusive(self.too_late()),
                };
            }
        };
        let usable = match followed.exchanges.last().map(|exchange| &exchange.outcome) {
            Some(Ok(response)) => usable(response, followed.problem, self.expects, self.is_mock),
            Some(Err(Failure::Unsendable { cause })) => Usable::Unsendable(cause.clone()),
            Some(Err(failure)) => self.without_answer(failure),
            None => Usable::Inconclusive("nothing was sent".to_owned()),
        };
        exchanges.extend(followed.exchanges);
        usable
    }

    /// The exchange that the time-out ended.
    fn unanswered(self, elapsed: Duration) -> Exchange {
        let limit = self.patience.deadline.map(|deadline| deadline.limit.length);
        Exchange {
            request: self.letter.request.clone(),
            outcome: Err(Failure::Timeout(limit.unwrap_or(elapsed))),
            elapsed,
        }
    }

    fn too_late(self) -> String {
        let limit = self.patience.deadline.map(|deadline| &deadline.limit);
        limit.map_or_else(
            || "no answer in time".to_owned(),
            |limit| format!("no answer within {limit}"),
        )
    }

    async fn send(self, session: &mut Session) -> Followed {
        if self.follow {
            return follow(session, self.letter).await;
        }
        Followed {
            exchanges: vec![session.send(self.letter).await],
            problem: None,
        }
    }

    /// Who cannot be reached has not left a request without an answer. That the mock breaks off
    /// comes from the scenario or from a mistake of ours, as its errors do.
    fn without_answer(self, failure: &Failure) -> Usable {
        let expected = self.expects.contains(&StatusPattern::NoAnswer);
        let is_judged = match failure {
            Failure::Timeout(_) => expected,
            Failure::Broken { .. } => expected || (self.is_mock && !self.expects.is_empty()),
            _ => false,
        };
        if is_judged {
            return Usable::NoAnswer;
        }
        Usable::Inconclusive(failure.to_string())
    }
}

/// What can be done with an answer; `problem` says why redirects did not lead to another one.
pub(super) fn usable(
    response: &Response,
    problem: Option<String>,
    expects: &[StatusPattern],
    is_mock: bool,
) -> Usable {
    let status = response.status;
    if expects.iter().any(|pattern| pattern.fits(status)) {
        return Usable::Judge;
    }
    match (status, response.headers.contains_key(RETRY_AFTER), problem) {
        (429, _, _) if !is_mock => Usable::Inconclusive("the target answered 429".to_owned()),
        (503, true, _) if !is_mock => {
            Usable::Inconclusive("the target answered 503 with Retry-After".to_owned())
        }
        (500..=599, _, _) => Usable::ServerError(status),
        (_, _, Some(problem)) => Usable::Redirects(problem),
        _ => Usable::Judge,
    }
}

/// Whether sending it twice is like sending it once (RFC 9110 §9.2.2, RFC 4918 §9).
fn may_be_repeated(method: &str) -> bool {
    !matches!(method, "POST" | "LOCK" | "PATCH")
}

#[cfg(test)]
#[path = "answer/tests.rs"]
mod tests;
