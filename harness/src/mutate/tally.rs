//! Counts of changes and of what became of them.

/// Counts of changes and of what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Damages that should be noticed.
    pub damages: usize,
    /// Those that a check noticed, there or in a later step.
    pub by_checks: usize,
    /// Those that a check noticed or the snapshot shows.
    pub with_snapshots: usize,
    /// Opaque values that occur nowhere else, so that nobody can notice.
    pub equivalent: usize,
    /// Probes: changes that nobody should refuse.
    pub probes: usize,
    /// Those that a check refused.
    pub refused: usize,
}

impl Tally {
    pub(super) fn equivalent() -> Self {
        Self {
            equivalent: 1,
            ..Self::default()
        }
    }

    pub(super) fn noticed() -> Self {
        Self {
            damages: 1,
            by_checks: 1,
            with_snapshots: 1,
            ..Self::default()
        }
    }

    pub(super) fn survived(in_snapshot: bool) -> Self {
        Self {
            damages: 1,
            with_snapshots: usize::from(in_snapshot),
            ..Self::default()
        }
    }

    pub(super) fn tolerated() -> Self {
        Self {
            probes: 1,
            ..Self::default()
        }
    }

    pub(super) fn refused() -> Self {
        Self {
            probes: 1,
            refused: 1,
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.damages += other.damages;
        self.by_checks += other.by_checks;
        self.with_snapshots += other.with_snapshots;
        self.equivalent += other.equivalent;
        self.probes += other.probes;
        self.refused += other.refused;
    }

    /// How many of a hundred damages a check notices, rounded down; 0 where there are none, since
    /// a suite in which nothing can be damaged judges nothing.
    #[must_use]
    pub fn percent_by_checks(&self) -> f64 {
        percent(self.by_checks, self.damages)
    }

    /// How many of a hundred damages a check or the snapshot notices.
    #[must_use]
    pub fn percent_with_snapshots(&self) -> f64 {
        percent(self.with_snapshots, self.damages)
    }
}

/// With one decimal, rounded down: 100 means all.
fn percent(part: usize, all: usize) -> f64 {
    let tenths = (part * 1000).checked_div(all).unwrap_or_default();
    let tenths = u32::try_from(tenths).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_percent_means_all_and_nothing_damaged_is_no_score() {
        let mut tally = Tally::default();
        assert_eq!(tally.percent_by_checks(), 0.0);
        for _ in 0..1999 {
            tally.add(&Tally::noticed());
        }
        assert_eq!(tally.percent_by_checks(), 100.0);
        tally.add(&Tally::survived(true));
        assert_eq!(tally.percent_by_checks(), 99.9);
        assert_eq!(tally.percent_with_snapshots(), 100.0);
    }

    #[test]
    fn equivalent_changes_and_probes_are_counted_apart() {
        let mut tally = Tally::equivalent();
        tally.add(&Tally::tolerated());
        tally.add(&Tally::refused());
        assert_eq!((tally.damages, tally.equivalent), (0, 1));
        assert_eq!((tally.probes, tally.refused), (2, 1));
    }
}
