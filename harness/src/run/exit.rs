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

/// What a run means for the way the program ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The user interrupted it.
    pub interrupted: bool,
    /// Every scenario is not applicable, or there is none. A shard may be empty: something was
    /// selected, and the other shards play it.
    pub judged_nothing: bool,
    /// There is a fail at the level that counts, or a change.
    pub failed: bool,
    /// Something could not be judged.
    pub inconclusive: bool,
}

impl Exit {
    /// Every end, in the order of precedence.
    pub const ALL: [Self; 6] = [
        Self::Interrupted,
        Self::Usage,
        Self::Failed,
        Self::NotJudged,
        Self::Snapshots,
        Self::Success,
    ];

    /// The worst of several ends. A run in which nothing was applicable does not outweigh others
    /// that judged; where none judged, nothing was judged.
    #[must_use]
    pub fn worst(ends: impl IntoIterator<Item = Self>) -> Self {
        let judged = ends.into_iter().filter(|end| *end != Self::Usage);
        judged.min().unwrap_or(Self::Usage)
    }

    /// The end that a number stands for.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|exit| exit.code() == code)
    }

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

    /// Why the process ends so, as the help page says it.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Interrupted => "interrupted",
            Self::Usage => "wrong usage, nothing selected, or all not applicable",
            Self::Failed => "a fail at the level that counts, or a change",
            Self::NotJudged => "something could not be judged",
            Self::Snapshots => "snapshots differ or are missing",
            Self::Success => "all as required",
        }
    }
}

/// How the program ends after these runs.
#[must_use]
pub fn exit_code(reports: &[RunReport], snapshots_differ: bool) -> Exit {
    let tallies: Vec<_> = reports.iter().map(RunReport::tally).collect();
    exit_of(&tallies, snapshots_differ)
}

/// How the program ends after runs of which no more is known.
#[must_use]
pub fn exit_of(tallies: &[Tally], snapshots_differ: bool) -> Exit {
    let any = |test: fn(&Tally) -> bool| tallies.iter().any(test);
    if any(|tally| tally.interrupted) {
        Exit::Interrupted
    } else if tallies.is_empty() || any(|tally| tally.judged_nothing) {
        Exit::Usage
    } else if any(|tally| tally.failed) {
        Exit::Failed
    } else if any(|tally| tally.inconclusive) {
        Exit::NotJudged
    } else if snapshots_differ {
        Exit::Snapshots
    } else {
        Exit::Success
    }
}

impl Tally {
    /// Whether these verdicts judge nothing.
    pub(crate) fn judges_nothing(
        mut verdicts: impl ExactSizeIterator<Item = Verdict>,
        is_shard: bool,
    ) -> bool {
        if verdicts.len() == 0 && is_shard {
            return false;
        }
        verdicts.all(|verdict| verdict == Verdict::NotApplicable)
    }
}

impl RunReport {
    /// What the run means for the way the program ends.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let verdicts = self.scenarios.iter().map(|scenario| scenario.verdict);
        Tally {
            interrupted: self.interrupted,
            judged_nothing: Tally::judges_nothing(verdicts, self.shard.is_some()),
            failed: self.counts_as_failed(),
            inconclusive: self.has(Verdict::Inconclusive),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::Duration;

    use super::*;
    use crate::run::sample::scenario;
    use crate::run::scenario::blank;
    use crate::scenario::Level;

    fn report(verdicts: &[Verdict]) -> RunReport {
        let scenario = |verdict: &Verdict| crate::run::ScenarioReport {
            verdict: *verdict,
            ..blank(&scenario(Vec::new()))
        };
        RunReport {
            target: "mock".to_owned(),
            profile: "rfc".to_owned(),
            is_mock: true,
            scenarios: verdicts.iter().map(scenario).collect(),
            level: Level::Should,
            requirements: BTreeMap::new(),
            seed: 1,
            shard: None,
            interrupted: false,
            notes: Vec::new(),
            elapsed: Duration::ZERO,
        }
    }

    fn code(verdicts: &[Verdict], snapshots_differ: bool) -> u8 {
        exit_code(&[report(verdicts)], snapshots_differ).code()
    }

    #[test]
    fn the_first_that_holds_decides() {
        use Verdict::{Fail, Inconclusive, KnownDeviation, NotApplicable, Pass};
        assert_eq!(code(&[Pass, KnownDeviation, NotApplicable], false), 0);
        assert_eq!(code(&[Pass], true), 4);
        assert_eq!(code(&[Pass, Inconclusive], true), 3);
        assert_eq!(code(&[Inconclusive, Fail], true), 1);
        assert_eq!(code(&[NotApplicable, NotApplicable], true), 2);
        assert_eq!(code(&[], false), 2);
        assert_eq!(exit_code(&[], false).code(), 2);
        let empty_shard = RunReport {
            shard: "2/4".parse().ok(),
            ..report(&[])
        };
        assert_eq!(exit_code(&[empty_shard], false).code(), 0);
        let interrupted = RunReport {
            interrupted: true,
            ..report(&[])
        };
        assert_eq!(exit_code(&[interrupted], true).code(), 130);
    }

    #[test]
    fn of_several_runs_the_worst_decides() {
        let green = report(&[Verdict::Pass]);
        let red = report(&[Verdict::Fail]);
        assert_eq!(exit_code(&[green.clone(), red], false), Exit::Failed);
        let empty = report(&[Verdict::NotApplicable]);
        assert_eq!(exit_code(&[green, empty], false), Exit::Usage);
    }

    #[test]
    fn a_run_that_judged_nothing_hides_no_other() {
        let worst = |ends: &[Exit]| Exit::worst(ends.iter().copied());
        assert_eq!(worst(&[Exit::Usage, Exit::Failed]), Exit::Failed);
        assert_eq!(worst(&[Exit::Success, Exit::Usage]), Exit::Success);
        assert_eq!(worst(&[Exit::Usage, Exit::Usage]), Exit::Usage);
        assert_eq!(worst(&[Exit::Failed, Exit::Interrupted]), Exit::Interrupted);
        assert_eq!(worst(&[]), Exit::Usage);
    }

    #[test]
    fn the_order_of_exits_is_that_of_precedence() {
        assert!(Exit::ALL.is_sorted());
        let codes = Exit::ALL.map(Exit::code);
        assert_eq!(codes, [130, 2, 1, 3, 4, 0]);
        assert_eq!(codes.map(Exit::of_code), Exit::ALL.map(Some));
        assert_eq!(Exit::of_code(5), None);
    }
}
