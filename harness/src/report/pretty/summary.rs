//! Counts, snapshots, what was learned, and the last lines.

use super::super::{Paint, Run, Style};
use super::line::duration;
use crate::run::{RunReport, Verdict};
use crate::scenario::Level;
use crate::snapshot::{SnapshotOutcome, SnapshotReport};

/// What a run on the mock is not.
const SELF_TEST: &str = "
This was a self-test against the bundled mock. To judge a server of your own:
  cardproof run --target https://dav.example.com/ --allow-writes
To judge Google with your credentials: cardproof run --target google
For tests of your own, the mock by itself: cardproof serve
";

/// The snapshots that differ or are missing.
pub(super) fn snapshots(run: &Run, paint: Paint) -> String {
    run.snapshots
        .iter()
        .filter(|snapshot| snapshot.is_problem())
        .map(|snapshot| snapshot_text(snapshot, paint))
        .collect()
}

fn snapshot_text(snapshot: &SnapshotReport, paint: Paint) -> String {
    let (word, details, pending) = match &snapshot.outcome {
        SnapshotOutcome::Matches => return String::new(),
        SnapshotOutcome::Differs { diff, pending } => ("differs", coloured(diff, paint), pending),
        SnapshotOutcome::Missing { pending } => ("is missing", String::new(), pending),
        SnapshotOutcome::Unusable { cause } => ("cannot be used", format!("{cause}\n"), &None),
    };
    let heading = format!("snapshot {} {word}", snapshot.file.display());
    let kept = pending.as_ref().map_or_else(String::new, |file| {
        format!("written to {}\n", file.display())
    });
    format!(
        "\n{}\n{details}{kept}",
        paint.text(Style::Unclear, &heading)
    )
}

fn coloured(diff: &str, paint: Paint) -> String {
    diff.lines()
        .map(|line| {
            let line = match line.as_bytes().first() {
                Some(b'+') => paint.text(Style::Good, line),
                Some(b'-') => paint.text(Style::Bad, line),
                _ => line.to_owned(),
            };
            line + "\n"
        })
        .collect()
}

/// What a run found out where nobody knew.
pub(super) fn learned(run: &Run) -> String {
    let mut text = String::new();
    for scenario in &run.report.scenarios {
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
pub(super) fn summary(run: &Run, paint: Paint) -> String {
    let report = &run.report;
    let verdict = Verdict::over(report.scenarios.iter().map(|scenario| scenario.verdict));
    let counts = counts(report);
    let counts = verdict.map_or_else(|| counts.clone(), |verdict| paint.text(verdict, &counts));
    let mut text = format!(
        "\n{}: {counts} (in {})\n",
        plural(report.scenarios.len(), "scenario"),
        duration(report.elapsed)
    );
    text += &snapshot_counts(run);
    text += &not_counted(report);
    for note in &report.notes {
        text += &format!("{note}\n");
    }
    if report.interrupted {
        text += "interrupted\n";
    }
    text
}

/// `20 pass, 3 known deviation, 1 fail`: every verdict that occurs, best first.
fn counts(report: &RunReport) -> String {
    let counts: Vec<_> = Verdict::ALL
        .iter()
        .rev()
        .map(|verdict| (report.count(*verdict), verdict.name()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    counts.join(", ")
}

fn snapshot_counts(run: &Run) -> String {
    if run.snapshots.is_empty() {
        return String::new();
    }
    let count = |test: fn(&SnapshotOutcome) -> bool| {
        let outcomes = run.snapshots.iter().map(|snapshot| &snapshot.outcome);
        outcomes.filter(|outcome| test(outcome)).count()
    };
    let parts = [
        (
            count(|o| matches!(o, SnapshotOutcome::Matches)),
            "as accepted",
        ),
        (
            count(|o| matches!(o, SnapshotOutcome::Differs { .. })),
            "different",
        ),
        (
            count(|o| matches!(o, SnapshotOutcome::Missing { .. })),
            "missing",
        ),
        (
            count(|o| matches!(o, SnapshotOutcome::Unusable { .. })),
            "unusable",
        ),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let pending = run
        .snapshots
        .iter()
        .any(|snapshot| has_pending(&snapshot.outcome));
    let hint = if pending {
        "; see `cardproof review`"
    } else {
        ""
    };
    format!(
        "{}: {}{hint}\n",
        plural(run.snapshots.len(), "snapshot"),
        parts.join(", ")
    )
}

const fn has_pending(outcome: &SnapshotOutcome) -> bool {
    matches!(
        outcome,
        SnapshotOutcome::Differs {
            pending: Some(_),
            ..
        } | SnapshotOutcome::Missing { pending: Some(_) }
    )
}

/// Says where fails do not make exit 1.
fn not_counted(report: &RunReport) -> String {
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
pub(super) fn conclusion(runs: &[Run]) -> String {
    let mut text = String::new();
    if runs.len() > 1 {
        text += &common(runs);
    }
    if !runs.is_empty() && runs.iter().all(|run| run.report.is_mock) {
        text += SELF_TEST;
    }
    format!("{text}\n{}\n", last_line(runs))
}

/// A line a run.
fn common(runs: &[Run]) -> String {
    let widths = runs.iter().map(|run| run.report.profile.len());
    let width = widths.max().unwrap_or_default();
    let lines = runs.iter().map(|run| {
        let report = &run.report;
        let counts = counts(report);
        format!("{:width$}  {counts}; {}\n", report.profile, judged(report))
    });
    format!("\n{}", lines.collect::<String>())
}

fn judged(report: &RunReport) -> String {
    let (judged, all) = report.judged();
    format!("judged {judged} of {all} requirements")
}

/// What was judged, which target, which profile, which seed.
fn last_line(runs: &[Run]) -> String {
    let Some(first) = runs.first().map(|run| &run.report) else {
        return String::new();
    };
    let profiles: Vec<_> = runs.iter().map(|run| run.report.profile.as_str()).collect();
    let (target, seed) = (&first.target, first.seed);
    match profiles.as_slice() {
        [profile] => format!(
            "{}, target {target}, seed {seed}, profile {profile}",
            judged(first)
        ),
        _ => format!(
            "target {target}, seed {seed}, profiles {}",
            profiles.join(", ")
        ),
    }
}
