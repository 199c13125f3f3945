//! A rule: which requests, on which occasions, when and how.

use std::fmt;

use http::StatusCode;
use jiff::Timestamp;

use super::asked::Asked;
use super::{Each, ErrorAnswer, ErrorBody, FaultKind, Occasion, Operation, Phase, RetryAfter};
use crate::store::World;

/// A rule by which requests fail.
///
/// ```
/// use cardproof_mock::{Fault, FaultKind, Operation, Phase};
///
/// // Every third update is done, but its answer is lost.
/// let lost = Fault::new(Operation::Update, FaultKind::Reset)
///     .every_nth(3)
///     .at(Phase::AfterChange)
///     .expect("a reset strikes in any phase");
/// assert_eq!(
///     lost.to_string(),
///     "reset after the change, before the reply, for update, at every match that is a multiple of 3"
/// );
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    operation: Operation,
    account: Option<String>,
    occasion: Occasion,
    each: Option<Each>,
    phase: Phase,
    kind: FaultKind,
}

/// A phase in which a kind cannot strike.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fault of kind `{kind}` cannot strike {phase}")]
pub struct WrongPhase {
    /// The kind, in words.
    kind: String,
    phase: Phase,
}

impl Fault {
    /// A rule that always strikes, in the usual phase of its kind: errors, resets and silence
    /// before the change, truncation after the head, and what spoils an answer after the change.
    #[must_use]
    pub fn new(operation: Operation, kind: FaultKind) -> Self {
        Self {
            operation,
            account: None,
            occasion: Occasion::Always,
            each: None,
            phase: kind.usual_phase(),
            kind,
        }
    }

    /// A rule that answers with a status and the body that Google's services give to it.
    #[must_use]
    pub fn status(operation: Operation, status: StatusCode) -> Self {
        let answer = ErrorAnswer::from(ErrorBody::Status(status));
        Self::new(operation, FaultKind::Status(answer))
    }

    /// Sends a `Retry-After` header along, or leaves out the one that a preset has. Of use to
    /// errors only.
    #[must_use]
    pub const fn retry_after(mut self, says: RetryAfter) -> Self {
        if let FaultKind::Status(answer) = &mut self.kind {
            answer.retry_after = says;
        }
        self
    }

    /// Strikes only requests of the account with this address: those with credentials of its own,
    /// and those without known credentials to its paths. At the token endpoint nobody is known.
    #[must_use]
    pub fn of_account(mut self, address: impl Into<String>) -> Self {
        self.account = Some(address.into());
        self
    }

    /// Strikes on these of the requests that match.
    #[must_use]
    pub const fn on(mut self, occasion: Occasion) -> Self {
        self.occasion = occasion;
        self
    }

    /// Counts matches for the world or for each account, instead of as the kind has it: a limit for
    /// each user counts in a window for each account, everything else for the world.
    #[must_use]
    pub const fn each(mut self, each: Each) -> Self {
        self.each = Some(each);
        self
    }

    /// Strikes until it has struck so often.
    #[must_use]
    pub const fn first(self, times: u32) -> Self {
        self.on(Occasion::First(times))
    }

    /// Strikes one of the requests that match, counted from 1.
    #[must_use]
    pub const fn nth(self, number: u32) -> Self {
        self.on(Occasion::Nth(number))
    }

    /// Strikes every n-th of the requests that match.
    #[must_use]
    pub const fn every_nth(self, step: u32) -> Self {
        self.on(Occasion::EveryNth(step))
    }

    /// Strikes in another phase than the usual one of its kind.
    ///
    /// # Errors
    /// When the kind cannot strike in that phase: a status cannot come in mid-body, and what is
    /// not answered cannot come late or spoilt.
    pub fn at(mut self, phase: Phase) -> Result<Self, WrongPhase> {
        if !self.kind.takes(phase) {
            let kind = self.kind.to_string();
            return Err(WrongPhase { kind, phase });
        }
        self.phase = phase;
        Ok(self)
    }

    pub(super) const fn occasion(&self) -> Occasion {
        self.occasion
    }

    pub(super) const fn phase(&self) -> Phase {
        self.phase
    }

    pub(super) const fn kind(&self) -> &FaultKind {
        &self.kind
    }

    /// For whom it counts.
    pub(super) fn counting(&self) -> Each {
        let usual = match self.occasion {
            Occasion::Over { .. } => self.kind.usual_each(),
            _ => Each::World,
        };
        self.each.unwrap_or(usual)
    }

    /// The account in whose tally a request counts; `None` is the tally of everybody.
    pub(super) fn counts_for<'a>(&self, asked: &'a Asked<'_>) -> Option<&'a str> {
        match self.counting() {
            Each::World => None,
            Each::Account => asked.account(),
        }
    }

    /// What is now for a request that counts for an account: by the clock of that account, or of
    /// the one that the rule names, or of the world.
    pub(super) fn time(&self, account: Option<&str>, world: &World, real: Timestamp) -> Timestamp {
        account
            .or(self.account.as_deref())
            .and_then(|address| world.account_time(address, real).ok())
            .unwrap_or_else(|| world.service_time(real))
    }

    /// Whether it is about a request.
    pub(super) fn matches(&self, asked: &Asked<'_>) -> bool {
        let account = self.account.as_deref();
        asked.is(&self.operation) && account.is_none_or(|account| asked.is_of(account))
    }
}

/// The rule in words, without the account's address.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, for {}", self.kind, self.phase, self.operation)?;
        if self.account.is_some() {
            f.write_str(" of one account")?;
        }
        write!(f, ", {}", self.occasion)?;
        match self.counting() {
            Each::Account if self.occasion.counts() => f.write_str(" for each account"),
            _ => Ok(()),
        }
    }
}

/// As in messages: the account's address is nobody's business.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_speaks_of_its_account_without_its_address() {
        let fault = Fault::status(Operation::Any, StatusCode::TOO_MANY_REQUESTS)
            .of_account("user@example.com")
            .first(2);
        let expected = "status 429 before the change, for any of one account, 2 times";
        assert_eq!(fault.to_string(), expected);
        assert!(!format!("{fault:?}").contains("user@"));
    }

    #[test]
    fn a_rule_says_for_whom_it_counts_where_it_counts() {
        let fault = |occasion| {
            let fault = Fault::status(Operation::Get, StatusCode::TOO_MANY_REQUESTS);
            fault.on(occasion).each(Each::Account).to_string()
        };
        let always = "status 429 before the change, for get, always";
        assert_eq!(fault(Occasion::Always), always);
        let twice = "status 429 before the change, for get, 2 times for each account";
        assert_eq!(fault(Occasion::First(2)), twice);
    }

    #[test]
    fn a_limit_for_each_user_counts_for_each_account_in_a_window_and_only_there() {
        let fault = || {
            Fault::new(
                Operation::Get,
                FaultKind::Status(ErrorBody::UserLimit.into()),
            )
        };
        let over = Occasion::Over {
            requests: 3,
            per: std::time::Duration::from_secs(100).into(),
        };
        assert_eq!(fault().on(over).counting(), Each::Account);
        assert_eq!(fault().on(over).each(Each::World).counting(), Each::World);
        assert_eq!(fault().first(3).counting(), Each::World);
        let daily = Fault::new(
            Operation::Get,
            FaultKind::Status(ErrorBody::DailyLimit.into()),
        );
        assert_eq!(daily.on(over).counting(), Each::World);
    }

    #[test]
    fn a_status_cannot_come_in_mid_body() {
        let fault = Fault::status(Operation::Get, StatusCode::BAD_GATEWAY);
        assert_eq!(
            fault.at(Phase::MidBody(10)).unwrap_err().to_string(),
            "a fault of kind `status 502` cannot strike in mid-body at byte 10"
        );
    }

    #[test]
    fn an_answer_that_is_never_made_cannot_be_spoilt() {
        for kind in [
            FaultKind::MalformedXml,
            FaultKind::Reordered,
            FaultKind::Delay(std::time::Duration::from_secs(1)),
        ] {
            let fault = Fault::new(Operation::Propfind, kind);
            assert!(fault.at(Phase::BeforeChange).is_err());
        }
    }

    #[test]
    fn every_kind_takes_its_usual_phase() {
        for kind in [
            FaultKind::Status(ErrorBody::DailyLimit.into()),
            FaultKind::Truncation,
            FaultKind::Silence,
            FaultKind::Reordered,
        ] {
            assert!(kind.takes(kind.usual_phase()), "{kind}");
        }
    }
}
