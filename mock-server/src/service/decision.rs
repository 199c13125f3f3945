//! From a request to its answer, with the faults that come in between.

use http::Method;
use jiff::Timestamp;

use super::{Answer, Service};
use crate::clock::Moment;
use crate::explanation::Notes;
use crate::fault::{Due, Wire};
use crate::message::{Request, Response, Scheme};
use crate::reply::Reply;

/// A request while it is answered.
struct Asking<'a> {
    request: &'a Request,
    moment: Moment,
    /// The number of the account whose credentials come with it, where rules looked for that.
    asker: Option<u64>,
    /// The rules that found nothing to spoil in its answer, with the reasons.
    missed: Vec<String>,
}

impl Service {
    /// Answers a request. Whether a rule that spoils answers has something to spoil is known only
    /// when there is an answer. Where it has not, all of that is undone and the next rule has its
    /// turn: it may be one by which nothing is done.
    pub(super) fn decide(&mut self, request: &Request, now: Timestamp) -> Answer {
        let moment = Moment {
            exchange: Some(self.journal.answered() + 1),
            ..self.world.clock.moment(now)
        };
        let mut search = self.faults.search(request, &self.world, now);
        let mut asking = Asking {
            request,
            moment,
            asker: search.as_ref().and_then(|search| search.asker()),
            missed: Vec::new(),
        };
        while let Some(search) = &mut search
            && let Some(due) = self.faults.next_due(search, &mut self.world)
        {
            let before = self.world.clone();
            match self.struck(&asking, &due) {
                Ok(answer) => return answer,
                Err(missed) => asking.missed.push(missed),
            }
            self.world = before;
        }
        self.undisturbed(&asking)
    }

    /// The answer that a rule strikes; the error says why there is nothing to strike in it.
    fn struck(&mut self, asking: &Asking<'_>, due: &Due) -> Result<Answer, String> {
        let notes = asking.notes();
        let reply = if due.is_before_change() {
            if let Some(asker) = asking.asker {
                notes.asked_by(asker);
            }
            due.refuse(&self.world, &notes)
        } else {
            let done = self.done(asking, &notes);
            due.answer(done, &self.world, &notes)
        };
        let mut response = self.dated(reply, asking);
        let door = asking.request.door;
        let wire = self.faults.strike(due, &mut response, door, &notes)?;
        Ok(asking.answer(response, wire, notes))
    }

    /// The answer that no rule strikes.
    fn undisturbed(&mut self, asking: &Asking<'_>) -> Answer {
        let notes = asking.notes();
        let done = self.done(asking, &notes);
        let response = self.dated(done, asking);
        asking.answer(response, Wire::Whole, notes)
    }

    fn done(&mut self, asking: &Asking<'_>, notes: &Notes) -> Reply {
        self.reply(asking.request, asking.moment, notes)
            .unwrap_or_else(|refusal| refusal.into_reply(&self.world.quirks, notes))
    }

    fn dated(&self, reply: Reply, asking: &Asking<'_>) -> Response {
        let real = asking.moment.real;
        let date = real.checked_add(self.date_shift).unwrap_or(real);
        reply.finish(date, asking.request.method == Method::HEAD)
    }
}

impl Asking<'_> {
    fn notes(&self) -> Notes {
        let notes = Notes::default();
        if self.request.scheme == Scheme::StatedHttps {
            notes.fact("scheme", "https, because the door says so");
        }
        notes
    }

    fn answer(&self, response: Response, wire: Wire, notes: Notes) -> Answer {
        for missed in &self.missed {
            notes.fact("fault without effect", missed);
        }
        Answer {
            response,
            wire,
            explanation: notes.finish(),
        }
    }
}
