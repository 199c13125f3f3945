//! A rule as people write it.

mod belonging;

use std::fmt;
use std::time::Duration;

use http::{HeaderValue, StatusCode};

use super::{
    Each, ErrorAnswer, ErrorBody, Fault, FaultKind, Occasion, Operation, Phase, Preset, RetryAfter,
    WrongLength,
};
use crate::period::Period;

/// A rule as people write it, in a world file or to the control API: words and numbers, all of
/// which may be missing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct WrittenFault {
    /// Which requests: the name of an operation, or a method in capitals. Without it all.
    pub operation: Option<String>,
    /// Only those of the account with this address.
    pub account: Option<String>,
    /// What happens: the name of a preset.
    pub preset: Option<String>,
    /// What happens: one of [`WrittenFault::KINDS`].
    pub kind: Option<String>,
    /// The status, for the kinds `status` and `page`.
    pub status: Option<u16>,
    /// What a `Retry-After` header says. Without it what the preset has, which mostly is none.
    pub retry_after: Option<RetryAfter>,
    /// How long, for the kind `delay`.
    pub delay: Option<Duration>,
    /// How many bytes a piece has, for the kind `dribble`.
    pub piece: Option<usize>,
    /// How long to wait before each piece, for the kind `dribble`.
    pub every: Option<Duration>,
    /// By how many bytes the length is short, for the kind `content-length`.
    pub too_short: Option<u64>,
    /// By how many bytes the length is long, for the kind `content-length`.
    pub too_long: Option<u64>,
    /// What to state, for the kind `content-type`.
    pub content_type: Option<String>,
    /// When: one of [`WrittenFault::PHASES`]. Without it the usual one of the kind.
    pub phase: Option<String>,
    /// At which byte, for the phase `mid-body`.
    pub at_byte: Option<usize>,
    /// Until it has struck so often.
    pub first: Option<u32>,
    /// At this match.
    pub nth: Option<u32>,
    /// At every n-th match.
    pub every_nth: Option<u32>,
    /// With this likelihood in percent.
    pub chance: Option<u8>,
    /// At more matches than that within `per`.
    pub over: Option<u32>,
    /// The window of `over`. Without it the one of the limit of which the preset speaks.
    pub per: Option<Period>,
    /// For so long from the first match on.
    pub during: Option<Period>,
    /// For whom matches are counted: one of [`Each::NAMES`]. Without it as the preset has it.
    pub each: Option<String>,
}

/// A written rule that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct BadFault {
    /// The field that is to be mended, with `_` between words.
    pub field: &'static str,
    /// What is wrong with it; values are not repeated.
    pub problem: String,
}

impl WrittenFault {
    /// The kinds.
    pub const KINDS: &'static [&'static str] = &[
        "status",
        "page",
        "delay",
        "dribble",
        "truncation",
        "reset",
        "silence",
        "content-length",
        "malformed-xml",
        "content-type",
        "reordered",
    ];

    /// The phases.
    pub const PHASES: &'static [&'static str] = &["before-change", "after-change", "mid-body"];

    /// The rule.
    ///
    /// # Errors
    /// When a word names nothing, or fields do not go together.
    pub fn rule(&self) -> Result<Fault, BadFault> {
        let operation = match &self.operation {
            None => Operation::Any,
            Some(word) => word
                .parse()
                .map_err(|error| bad("operation", format!("{error}")))?,
        };
        let kind = self.what()?;
        self.each_field_counts()?;
        let occasion = self.occasion(&kind)?;
        let fault = Fault::new(operation, kind).on(occasion);
        let fault = match self.written_each(occasion)? {
            Some(each) => fault.each(each),
            None => fault,
        };
        let fault = match &self.account {
            Some(address) => fault.of_account(address.clone()),
            None => fault,
        };
        let fault = match self.written_retry_after(occasion)? {
            Some(says) => fault.retry_after(says),
            None => fault,
        };
        match self.written_phase()? {
            Some(phase) => fault
                .at(phase)
                .map_err(|error| bad("phase", error.to_string())),
            None => Ok(fault),
        }
    }

    fn what(&self) -> Result<FaultKind, BadFault> {
        let word = match (&self.preset, &self.kind) {
            (Some(_), Some(_)) => return Err(bad("kind", "`preset` says what happens already")),
            (Some(name), None) => {
                let preset = Preset::named(name);
                return preset
                    .map(Preset::kind)
                    .ok_or_else(|| bad("preset", "there is no preset of that name"));
            }
            (None, Some(word)) => word.as_str(),
            (None, None) if self.status.is_some() => "status",
            (None, None) => return Err(bad("kind", "`kind`, `status` or `preset` is missing")),
        };
        Ok(match word {
            "status" => FaultKind::Status(ErrorBody::Status(self.status()?).into()),
            "page" => FaultKind::Status(ErrorAnswer::from(ErrorBody::Page(self.status()?))),
            "delay" => FaultKind::Delay(needed(self.delay, "delay")?),
            "dribble" => FaultKind::Dribble {
                bytes: needed(self.piece, "piece")?,
                every: needed(self.every, "every")?,
            },
            "truncation" => FaultKind::Truncation,
            "reset" => FaultKind::Reset,
            "silence" => FaultKind::Silence,
            "content-length" => FaultKind::ContentLength(match (self.too_short, self.too_long) {
                (Some(by), None) => WrongLength::TooShort(by),
                (None, Some(by)) => WrongLength::TooLong(by),
                _ => {
                    return Err(bad(
                        "too_long",
                        "either `too_long` or `too_short` is needed",
                    ));
                }
            }),
            "malformed-xml" => FaultKind::MalformedXml,
            "content-type" => FaultKind::ContentType(self.content_type()?),
            "reordered" => FaultKind::Reordered,
            _ => return Err(bad("kind", "there is no kind of that name")),
        })
    }

    fn status(&self) -> Result<StatusCode, BadFault> {
        let status = needed(self.status, "status")?;
        StatusCode::from_u16(status)
            .ok()
            .filter(|status| (400..=599).contains(&status.as_u16()))
            .ok_or_else(|| bad("status", "an error has a status from 400 to 599"))
    }

    fn content_type(&self) -> Result<HeaderValue, BadFault> {
        let text = needed(self.content_type.as_deref(), "content_type")?;
        HeaderValue::from_str(text)
            .map_err(|_| bad("content_type", "the text cannot stand in a header"))
    }

    fn occasion(&self, kind: &FaultKind) -> Result<Occasion, BadFault> {
        let over = self.over.zip(self.per.or_else(|| kind.usual_period()));
        if over.is_none() && (self.over.is_some() || self.per.is_some()) {
            return Err(bad("per", "`over` and `per` go together"));
        }
        let written = [
            ("first", self.first.map(Occasion::First)),
            ("nth", self.nth.map(Occasion::Nth)),
            ("every_nth", self.every_nth.map(Occasion::EveryNth)),
            ("chance", self.chance.map(Occasion::Chance)),
            (
                "over",
                over.map(|(requests, per)| Occasion::Over { requests, per }),
            ),
            ("during", self.during.map(Occasion::During)),
        ];
        let mut written = written
            .into_iter()
            .filter_map(|(field, occasion)| Some((field, occasion?)));
        let first = written.next();
        if let Some((field, _)) = written.next() {
            return Err(bad(field, "another field says on which matches it strikes"));
        }
        if self.every_nth == Some(0) {
            return Err(bad("every_nth", "every n-th begins with 1"));
        }
        Ok(first.map_or(Occasion::Always, |(_, occasion)| occasion))
    }

    fn written_each(&self, occasion: Occasion) -> Result<Option<Each>, BadFault> {
        let Some(word) = &self.each else {
            return Ok(None);
        };
        let each = Each::named(word);
        let each = each.ok_or_else(|| bad("each", "what counts is each `world` or `account`"))?;
        if occasion.counts() {
            return Ok(Some(each));
        }
        Err(bad("each", "only a rule that counts does so for each"))
    }

    fn written_retry_after(&self, occasion: Occasion) -> Result<Option<RetryAfter>, BadFault> {
        if self.retry_after == Some(RetryAfter::WhenOver) && occasion.period().is_none() {
            let problem = "`when-over` is for rules with `over` or `during`";
            return Err(bad("retry_after", problem));
        }
        Ok(self.retry_after)
    }

    fn written_phase(&self) -> Result<Option<Phase>, BadFault> {
        let phase = match (self.phase.as_deref(), self.at_byte) {
            (None | Some("mid-body"), Some(byte)) => Phase::MidBody(byte),
            (Some("mid-body"), None) => Phase::MidBody(0),
            (Some(_), Some(_)) => return Err(bad("at_byte", "only `mid-body` has a byte")),
            (Some("before-change"), None) => Phase::BeforeChange,
            (Some("after-change"), None) => Phase::AfterChange,
            (Some(_), None) => return Err(bad("phase", "there is no phase of that name")),
            (None, None) => return Ok(None),
        };
        Ok(Some(phase))
    }
}

/// As the rule in words, which holds no address; the values of one that makes no sense are not
/// shown.
impl fmt::Debug for WrittenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrittenFault({:?})", self.rule())
    }
}

fn needed<T>(value: Option<T>, field: &'static str) -> Result<T, BadFault> {
    value.ok_or_else(|| bad(field, format!("`{field}` is missing")))
}

fn bad(field: &'static str, problem: impl Into<String>) -> BadFault {
    let problem = problem.into();
    BadFault { field, problem }
}

#[cfg(test)]
mod tests;
