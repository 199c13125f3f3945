//! The section "Soak" of `docs/benchmarks.md`.

use std::io;

use crate::load::Tally;
use crate::server::Journal;

/// What a run brought.
pub(crate) struct Outcome {
    pub(crate) seconds: u64,
    pub(crate) tally: Tally,
    /// How often each fault struck.
    pub(crate) struck: Vec<u64>,
    /// MiB, second by second, after the first seconds.
    pub(crate) memory: Vec<f64>,
    pub(crate) journal: Journal,
}

const HEADING: &str = "\n## Soak\n";

impl Outcome {
    /// The means of the first and of the last fifth.
    fn fifths(&self) -> (f64, f64) {
        let fifth = self.memory.len().div_ceil(5).max(1);
        let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
        let last = self.memory.len().saturating_sub(fifth);
        (mean(&self.memory[..fifth]), mean(&self.memory[last..]))
    }

    const fn is_bounded(&self) -> bool {
        self.journal.bytes <= self.journal.limit
    }

    fn faults(&self) -> (u64, u64) {
        let (refused, broken) = self.struck.split_at(self.struck.len().min(1));
        (refused.iter().sum(), broken.iter().sum())
    }
}

/// The section.
pub(crate) fn render(outcome: &Outcome) -> String {
    let Outcome { tally, journal, .. } = outcome;
    let (first, last) = outcome.fifths();
    let (refused, broken) = outcome.faults();
    let kept = |kept| if kept { "yes" } else { "**no**" };
    let mebibytes = |bytes: u64| bytes as f64 / 1_048_576.0;
    format!(
        "{HEADING}\n\
         {} seconds at full load over {} connections, reads and writes of a thousand cards, with faults of\n\
         five kinds on one request in a hundred; {} requests ({} a second, client on the same cores).\n\n\
         | what | measured | promised | kept |\n|---|---|---|---|\n\
         | answers with 503, against those that faults made | {} of {refused} | all | {} |\n\
         | answers that broke off, against those that faults broke | {} of {broken} | all | {} |\n\
         | other wrong answers | {} | none | {} |\n\
         | memory in the last fifth of the time after the first {} seconds, against that in the first fifth of it, means of one look a second | {last:.1} MiB to {first:.1} MiB | within 10 % | {} |\n\
         | journal | {:.1} MiB; {} exchanges made room | at most {:.0} MiB | {} |\n",
        outcome.seconds,
        crate::CONNECTIONS,
        tally.asked,
        tally.asked / outcome.seconds.max(1),
        tally.unavailable,
        kept(tally.unavailable == refused),
        tally.broken,
        kept(tally.broken == broken),
        tally.wrong,
        kept(tally.wrong == 0),
        outcome.seconds - outcome.memory.len() as u64,
        kept(last <= first * 1.1),
        mebibytes(journal.bytes),
        journal.dropped,
        mebibytes(journal.limit),
        kept(outcome.is_bounded()),
    )
}

/// Puts the section at the end of a page, in the place of an earlier one.
pub(crate) fn put_into(file: &str, section: &str) -> io::Result<()> {
    let page = std::fs::read_to_string(file)?;
    let rest = page.split(HEADING).next().unwrap_or_default();
    std::fs::write(file, rest.to_owned() + section)
}
