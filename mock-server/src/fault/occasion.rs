//! On which of the requests that match a rule strikes.

use std::fmt;

use jiff::Timestamp;

use super::tally::Tally;
use crate::period::Period;
use crate::store::Ids;
use crate::window::Window;

/// On which of the requests that match a rule strikes.
///
/// A rule counts the requests that match it and that no earlier rule has struck. Spans of time
/// are those of the world's service clock, or of the account's where the rule names one or counts
/// for each ([`Each`](super::Each)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// On all of them.
    Always,
    /// Until it has struck so often.
    First(u32),
    /// On one of them, counted from 1.
    Nth(u32),
    /// On every n-th of them.
    EveryNth(u32),
    /// On each with this likelihood in percent, by the seeded generator of the world.
    Chance(u8),
    /// On those that are more than `requests` in a window of `per`. The first match opens a
    /// window; the first match after its end opens the next. A quota, in short.
    Over {
        /// How many requests a window has room for.
        requests: u32,
        /// How long a window is.
        per: Period,
    },
    /// From the first match on for so long, and never again. An outage, in short.
    During(Period),
}

impl Occasion {
    /// Counts a match and says whether it is one on which the rule strikes.
    pub(super) fn has_come(self, tally: &mut Tally, now: Timestamp, chance: &mut Ids) -> bool {
        tally.matched += 1;
        match self {
            Self::Always => true,
            Self::First(times) => tally.struck < u64::from(times),
            Self::Nth(number) => tally.matched == u64::from(number),
            Self::EveryNth(step) => tally.matched.is_multiple_of(u64::from(step)),
            Self::Chance(percent) => chance.number() % 100 < u64::from(percent),
            Self::Over { requests, per } => {
                Window::count(&mut tally.window, per, now) > u64::from(requests)
            }
            Self::During(period) => {
                let window = *tally.window.get_or_insert_with(|| Window::opened(now));
                now < window.end(period)
            }
        }
    }

    /// Whether the rule can never strike again.
    pub(super) fn is_past(self, tally: &Tally) -> bool {
        match self {
            Self::First(times) => tally.struck >= u64::from(times),
            Self::Nth(number) => tally.matched >= u64::from(number),
            _ => false,
        }
    }

    /// How many seconds it is until requests are let through again, rounded up; for occasions
    /// that end with time.
    pub(super) fn seconds_left(self, tally: &Tally, now: Timestamp) -> Option<u64> {
        Some(tally.window?.seconds_left(self.period()?, now))
    }

    /// The length of its windows; for occasions that end with time.
    pub(super) const fn period(self) -> Option<Period> {
        match self {
            Self::Over { per: period, .. } | Self::During(period) => Some(period),
            _ => None,
        }
    }

    /// Whether it depends on how many requests matched before, or since when they do.
    pub(super) const fn counts(self) -> bool {
        !matches!(self, Self::Always | Self::Chance(_))
    }
}

/// In the words of a sentence that goes on after the name of the requests.
impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Always => f.write_str("always"),
            Self::First(1) => f.write_str("once"),
            Self::First(times) => write!(f, "{times} times"),
            Self::Nth(number) => write!(f, "at match {number}"),
            Self::EveryNth(step) => write!(f, "at every match that is a multiple of {step}"),
            Self::Chance(percent) => write!(f, "at {percent} % of the matches"),
            Self::Over { requests, per } => write!(f, "at more than {requests} in {per}"),
            Self::During(Period::PacificDay) => {
                f.write_str("from the first match to midnight Pacific Time")
            }
            Self::During(span) => write!(f, "for {span} from the first match on"),
        }
    }
}

#[cfg(test)]
mod tests;
