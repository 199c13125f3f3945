//! The six verdicts.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is said of a check, a requirement or a scenario. Ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As required.
    Pass,
    /// Not judged, with a reason.
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// Not as required, and exactly what is known of this target.
    #[serde(rename = "known deviation")]
    KnownDeviation,
    /// Could not be judged: no answer, 429, 503 with Retry-After, or a server error that did not
    /// come again.
    Inconclusive,
    /// The target no longer deviates as its profile or target file says.
    Changed,
    /// Not as required and not known.
    Fail,
}

impl Verdict {
    /// Every verdict, worst first.
    pub const ALL: [Self; 6] = [
        Self::Fail,
        Self::Changed,
        Self::Inconclusive,
        Self::KnownDeviation,
        Self::NotApplicable,
        Self::Pass,
    ];

    /// The words that reports print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::NotApplicable => "not applicable",
            Self::KnownDeviation => "known deviation",
            Self::Inconclusive => "inconclusive",
            Self::Changed => "changed",
            Self::Fail => "fail",
        }
    }

    /// The verdict over several: the worst, except that what was not judged says nothing about a
    /// whole of which something was judged.
    #[must_use]
    pub fn over(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        parts.into_iter().reduce(|a, b| match (a, b) {
            (Self::NotApplicable, Self::Pass) | (Self::Pass, Self::NotApplicable) => Self::Pass,
            _ => a.max(b),
        })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
