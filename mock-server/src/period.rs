//! How long a window of the service clock is.

use std::fmt;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::pacific::next_midnight;

/// How long a window of the service clock is that a request has opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// So long, whenever it was opened.
    Span(Duration),
    /// Until the next midnight of US Pacific time, of which the error of a daily limit speaks
    /// (google:RATE-02).
    PacificDay,
}

impl Period {
    /// The words for periods that are no length of time.
    pub const WORDS: &'static [&'static str] = &["pacific-day"];

    /// The period of one of the [words](Self::WORDS).
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        (word == "pacific-day").then_some(Self::PacificDay)
    }

    /// The first instant after a window that was opened then; the end of time where there is none.
    pub(crate) fn end(self, opened: Timestamp) -> Timestamp {
        match self {
            Self::Span(span) => {
                let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
                opened.checked_add(span).unwrap_or(Timestamp::MAX)
            }
            Self::PacificDay => next_midnight(opened),
        }
    }
}

impl From<Duration> for Period {
    fn from(span: Duration) -> Self {
        Self::Span(span)
    }
}

/// In the words of a sentence: `100s`, `a day of Pacific Time`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Span(span) => write!(f, "{span:?}"),
            Self::PacificDay => f.write_str("a day of Pacific Time"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_beyond_the_end_of_time_never_ends() {
        let opened = "2026-11-22T10:00:00Z".parse().unwrap();
        assert_eq!(Period::Span(Duration::MAX).end(opened), Timestamp::MAX);
    }

    #[test]
    fn a_day_of_24_hours_ends_later_than_one_of_pacific_time() {
        let opened: Timestamp = "2026-11-23T07:50:00Z".parse().unwrap();
        let ends = |period: Period| period.end(opened).to_string();
        let day = Duration::from_secs(24 * 60 * 60);
        assert_eq!(ends(day.into()), "2026-11-24T07:50:00Z");
        assert_eq!(ends(Period::PacificDay), "2026-11-23T08:00:00Z");
    }

    #[test]
    fn every_word_names_a_period_and_others_none() {
        for word in Period::WORDS {
            assert!(Period::named(word).is_some(), "{word}");
        }
        assert_eq!(Period::named("1 day"), None);
    }
}
