//! Counts, snapshots, what was learned, and the last lines.

use super::super::document::{Document, RunRecord, SnapshotRecord, SnapshotState};
use super::super::{Paint, Style};
use super::line::duration;
use crate::run::Verdict;
use crate::scenario::Level;

/// What a run on the mock is not.
const SELF_TEST: &str = "
This was a self-test against the bundled mock. To judge a server of your own:
  cardproof run --target https://dav.example.com/ --allow-writes
To judge Google with your credentials: cardproof run --target google
For tests of your own, the mock by itself: cardproof serve
";

/// The snapshots that differ or are missing.
pub(super) fn snapshots(run: &RunRecord, paint: Paint) -> String {
    all_snapshots(run)
        .filter(|snapshot| snapshot.is_problem())
        .map(|snapshot| snapshot_text(snapshot, paint))
        .collect()
}

fn all_snapshots(run: &RunRecord) -> impl Iterator<Item = &SnapshotRecord> {
    let scenarios = run.scenarios.iter();
    scenarios.filter_map(|scenario| scenario.snapshot.as_ref())
}

fn snapshot_text(snapshot: &SnapshotRecord, paint: Paint) -> String {
    let word = match snapshot.state {
        SnapshotState::Matches => return String::new(),
        SnapshotState::Differs => "differs",
        SnapshotState::Missing => "is missing",
        SnapshotState::Unusable => "cannot be used",
    };
    let diff = snapshot.diff.as_ref();
    let diff = diff.map_or_else(String::new, |diff| paint.diff(diff));
    let line = |text: String| format!("{text}\n");
    let cause = snapshot.cause.clone().map_or_else(String::new, line);
    let kept = snapshot.pending.as_ref();
    let kept = kept.map_or_else(String::new, |file| format!("written to {file}\n"));
    let heading = format!("snapshot {} {word}", snapshot.file);
    format!(
        "\n{}\n{diff}{cause}{kept}",
        paint.text(Style::Unclear, &heading)
    )
}

/// What a run found out where nobody knew.
pub(super) fn learned(run: &RunRecord) -> String {
    let mut text = String::new();
    for scenario in &run.scenarios {
        for step in &scenario.steps {
            for check in &step.checks {
                match &check.reason {
                    Some(reason) if is_news(check.verdict, reason) => {
                        text +=
                            &format!("  {} {} {}: {reason}\n", scenario.id, step.name, check.name);
                    }
                    _ => {}
                }
            }
        }
    }
    if text.is_empty() {
        return text;
    }
    format!("\nlearned, where nobody knew:\n{text}")
}

fn is_news(verdict: Verdict, reason: &str) -> bool {
    verdict == Verdict::NotApplicable && reason.starts_with("unknown; seen")
}

/// The counts of a run.
pub(super) fn summary(run: &RunRecord, paint: Paint) -> String {
    let verdict = Verdict::over(run.scenarios.iter().map(|scenario| scenario.verdict));
    let counts = run.counts.in_words();
    let counts = verdict.map_or_else(|| counts.clone(), |verdict| paint.text(verdict, &counts));
    let mut text = format!(
        "\n{}: {counts} (in {})\n",
        plural(run.scenarios.len(), "scenario"),
        duration(run.elapsed())
    );
    text += &snapshot_counts(run);
    text += &not_counted(run);
    for note in &run.notes {
        text += &format!("{note}\n");
    }
    if run.interrupted {
        text += "interrupted\n";
    }
    text
}

fn snapshot_counts(run: &RunRecord) -> String {
    let all = all_snapshots(run).count();
    if all == 0 {
        return String::new();
    }
    let count = |state| {
        all_snapshots(run)
            .filter(|found| found.state == state)
            .count()
    };
    let parts = [
        (count(SnapshotState::Matches), "as accepted"),
        (count(SnapshotState::Differs), "different"),
        (count(SnapshotState::Missing), "missing"),
        (count(SnapshotState::Unusable), "unusable"),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let pending = all_snapshots(run).any(|found| found.pending.is_some());
    let hint = if pending {
        "; see `cardproof review`"
    } else {
        ""
    };
    format!("{}: {}{hint}\n", plural(all, "snapshot"), parts.join(", "))
}

/// Says where fails do not make exit 1.
fn not_counted(report: &RunRecord) -> String {
    if report.level == Level::May || !report.has(Verdict::Fail) || report.counts_as_failed() {
        return String::new();
    }
    format!(
        "no fail is of level {}, from which on they count\n",
        report.level
    )
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// The common summary of several runs, the hint, and the last line.
pub(super) fn conclusion(document: &Document) -> String {
    let runs = &document.runs;
    let mut text = String::new();
    if runs.len() > 1 {
        text += &common(runs);
    }
    if !runs.is_empty() && runs.iter().all(|run| run.is_mock) {
        text += SELF_TEST;
    }
    format!("{text}\n{}\n", last_line(runs))
}

/// A line a run.
fn common(runs: &[RunRecord]) -> String {
    let one_target = is_one_target(runs);
    let name = |run: &RunRecord| match one_target {
        true => run.profile.clone(),
        false => format!("{}, {}", run.target, run.profile),
    };
    let widths = runs.iter().map(|run| name(run).len());
    let width = widths.max().unwrap_or_default();
    let lines = runs.iter().map(|run| {
        let counts = run.counts.in_words();
        format!("{:width$}  {counts}; {}\n", name(run), judged(run))
    });
    format!("\n{}", lines.collect::<String>())
}

fn judged(run: &RunRecord) -> String {
    format!(
        "judged {} of {} requirements",
        run.judged,
        run.requirements.len()
    )
}

fn is_one_target(runs: &[RunRecord]) -> bool {
    let mut targets = runs.iter().map(|run| &run.target);
    let first = targets.next();
    targets.all(|target| Some(target) == first)
}

/// What was judged, which target, which profile, which seed.
fn last_line(runs: &[RunRecord]) -> String {
    let Some(first) = runs.first() else {
        return String::new();
    };
    let (target, seed) = (&first.target, first.seed);
    let profiles: Vec<_> = runs.iter().map(|run| run.profile.as_str()).collect();
    match profiles.as_slice() {
        [profile] => format!(
            "{}, target {target}, seed {seed}, profile {profile}",
            judged(first)
        ),
        _ if is_one_target(runs) => format!(
            "target {target}, seed {seed}, profiles {}",
            profiles.join(", ")
        ),
        _ => {
            let runs: Vec<_> = runs.iter().map(RunRecord::name).collect();
            runs.join("; ")
        }
    }
}
