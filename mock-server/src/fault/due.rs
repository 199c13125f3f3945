//! A rule that strikes the request at hand.

use http::StatusCode;

use super::kind::spoil;
use super::{ErrorAnswer, ErrorBody, Fault, FaultId, FaultKind, Phase, Wire};
use crate::explanation::Notes;
use crate::message::Response;
use crate::reply::Reply;
use crate::store::World;

/// A rule that strikes the request at hand.
pub(crate) struct Due {
    pub(super) id: FaultId,
    pub(super) fault: Fault,
    /// The account in whose tally it counts.
    pub(super) account: Option<String>,
    /// How many seconds of the service clock the rule goes on, where that is known.
    pub(super) seconds_left: Option<u64>,
}

impl Due {
    /// Whether nothing is done about the request.
    pub(crate) fn is_before_change(&self) -> bool {
        self.fault.phase() == Phase::BeforeChange
    }

    /// The reply to a request about which nothing is done. Where the fault is that there is no
    /// answer, doors that have no connection to break send this one: 503.
    pub(crate) fn refuse(&self, world: &World, notes: &Notes) -> Reply {
        let unavailable = ErrorAnswer::from(ErrorBody::Status(StatusCode::SERVICE_UNAVAILABLE));
        let answer = match self.fault.kind() {
            FaultKind::Status(answer) => answer,
            _ => &unavailable,
        };
        answer.reply(world, self.seconds_left, notes)
    }

    /// The reply to a request that was done: another one, if the fault is a status.
    pub(crate) fn answer(&self, done: Reply, world: &World, notes: &Notes) -> Reply {
        let FaultKind::Status(answer) = self.fault.kind() else {
            return done;
        };
        notes.fact("status that was lost", done.status().as_u16());
        let because = notes.rule_so_far();
        let reply = answer.reply(world, self.seconds_left, notes);
        notes.because(because);
        reply
    }

    /// Spoils the answer, and explains that. An answer in which there is nothing to spoil stays
    /// whole; the error is the reason.
    pub(super) fn strike(&self, response: &mut Response, notes: &Notes) -> Result<Wire, String> {
        let Self { id, fault, .. } = self;
        let wire = spoil(fault.kind(), fault.phase(), response)
            .map_err(|because| format!("{id}: {because}"))?;
        if !self.is_before_change() {
            notes.fact("without the fault", notes.rule_so_far());
        }
        notes.fault(*id);
        notes.because(format!("{id} was injected: {fault}"));
        notes.remedy(self.remedy());
        Ok(wire)
    }

    fn remedy(&self) -> &'static str {
        if self.is_before_change() {
            "send the request again when the fault is over"
        } else {
            "find out what became of the request before sending it again"
        }
    }
}
