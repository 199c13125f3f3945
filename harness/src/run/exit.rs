//! Exit codes: an interface like any other. Never a count.

use super::{RunReport, Verdict};

/// How the program ends. The order is that of precedence: the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exit {
    /// Interrupted by the user.
    Interrupted,
    /// Wrong usage, nothing selected, or everything not applicable.
    Usage,
    /// A fail at the level that counts, or a change.
    Failed,
    /// Something could not be judged: no answer, credentials, network.
    NotJudged,
    /// Snapshots differ or are missing.
    Snapshots,
    /// All else.
    Success,
}

impl Exit {
    /// The number that the process ends with.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Interrupted => 130,
            Self::Usage => 2,
            Self::Failed => 1,
            Self::NotJudged => 3,
            Self::Snapshots => 4,
            Self::Success => 0,
        }
    }
}

/// How the program ends after these runs.
#[must_use]
pub fn exit_code(reports: &[RunReport], snapshots_differ: bool) -> Exit {
    let any = |test: fn(&RunReport) -> bool| reports.iter().any(test);
    if any(|report| report.interrupted) {
        Exit::Interrupted
    } else if reports.is_empty() || any(judges_nothing) {
        Exit::Usage
    } else if any(RunReport::counts_as_failed) {
        Exit::Failed
    } else if any(|report| report.has(Verdict::Inconclusive)) {
        Exit::NotJudged
    } else if snapshots_differ {
        Exit::Snapshots
    } else {
        Exit::Success
    }
}

/// Whether every scenario is not applicable, or there is none.
fn judges_nothing(report: &RunReport) -> bool {
    let mut verdicts = report.scenarios.iter().map(|scenario| scenario.verdict);
    verdicts.all(|verdict| verdict == Verdict::NotApplicable)
}
