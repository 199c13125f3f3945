//! The score for people.

use std::fmt::Write as _;

use super::{Score, Sort, Survivor, Tally};

/// The score for people: a table of kinds, the weakest scenarios, and what nobody noticed, at most
/// `shown` entries of each.
#[must_use]
pub fn page(score: &Score, shown: usize) -> String {
    let mut page = String::new();
    kinds(score, &mut page);
    probes(score, &mut page);
    scenarios(score, &mut page);
    unplayed(score, shown, &mut page);
    survivors(score, shown, &mut page);
    refused(score, shown, &mut page);
    summary(&score.total(), &mut page);
    page
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{text}");
}

fn kinds(score: &Score, page: &mut String) {
    let rows = score
        .kinds
        .iter()
        .filter(|(kind, _)| kind.sort == Sort::Damage);
    let rows: Vec<_> = rows
        .filter(|(_, tally)| tally.damages + tally.equivalent > 0)
        .collect();
    if rows.is_empty() {
        return;
    }
    line(
        page,
        format_args!(
            "{:24} {:>7}  {:>14}  {:>14}  {:>10}",
            "damage", "tried", "by checks", "with snapshots", "equivalent"
        ),
    );
    for (kind, tally) in rows {
        line(page, format_args!("{:24} {}", kind.name, row(tally)));
    }
    line(page, format_args!("{:24} {}\n", "all", row(&score.total())));
}

fn row(tally: &Tally) -> String {
    let share = |part: usize, percent: f64| match tally.damages {
        0 => "-".to_owned(),
        _ => format!("{part} {percent:>5.1} %"),
    };
    format!(
        "{:>7}  {:>14}  {:>14}  {:>10}",
        tally.damages,
        share(tally.by_checks, tally.percent_by_checks()),
        share(tally.with_snapshots, tally.percent_with_snapshots()),
        tally.equivalent
    )
}

fn probes(score: &Score, page: &mut String) {
    let rows = score.kinds.iter().filter(|(_, tally)| tally.probes > 0);
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    line(
        page,
        format_args!("{:24} {:>7}  {:>14}", "probe", "tried", "refused"),
    );
    for (kind, tally) in rows {
        let (tried, refused) = (tally.probes, tally.refused);
        line(
            page,
            format_args!("{:24} {tried:>7}  {refused:>14}", kind.name),
        );
    }
    page.push('\n');
}

/// The scenarios that notice least.
fn scenarios(score: &Score, page: &mut String) {
    const MOST: usize = 10;
    let mut weak: Vec<_> = score
        .scenarios
        .iter()
        .filter(|(_, tally)| tally.by_checks < tally.damages || *tally == Tally::default())
        .collect();
    if weak.is_empty() {
        return;
    }
    weak.sort_by(|(_, a), (_, b)| a.percent_by_checks().total_cmp(&b.percent_by_checks()));
    line(
        page,
        format_args!("The scenarios that notice least, by checks:"),
    );
    for (id, tally) in weak.iter().take(MOST) {
        let text = match tally.damages {
            0 => "nothing in it was judged".to_owned(),
            all => format!("{:>5.1} % of {all}", tally.percent_by_checks()),
        };
        line(page, format_args!("  {:36} {text}", id.0));
    }
    page.push('\n');
}

fn unplayed(score: &Score, shown: usize, page: &mut String) {
    if score.unplayed.is_empty() {
        return;
    }
    line(
        page,
        format_args!("Steps that did not run, so that nothing in them was judged:"),
    );
    for step in score.unplayed.iter().take(shown) {
        line(
            page,
            format_args!(
                "  {} {} `{}`: {}",
                step.place, step.scenario, step.step, step.reason
            ),
        );
    }
    more(score.unplayed.len(), shown, page);
}

fn survivors(score: &Score, shown: usize, page: &mut String) {
    if score.survivors.is_empty() {
        return;
    }
    line(page, format_args!("No check noticed:"));
    for survivor in score.survivors.iter().take(shown) {
        entry(survivor, page);
        if survivor.in_snapshot {
            line(page, format_args!("      the snapshot shows it"));
        }
    }
    more(score.survivors.len(), shown, page);
}

fn refused(score: &Score, shown: usize, page: &mut String) {
    if score.refused.is_empty() {
        return;
    }
    line(
        page,
        format_args!("Refused, although the standards allow it:"),
    );
    for survivor in score.refused.iter().take(shown) {
        entry(survivor, page);
        if let Some(by) = &survivor.refused_by {
            line(page, format_args!("      refused by {by}"));
        }
    }
    more(score.refused.len(), shown, page);
}

fn entry(survivor: &Survivor, page: &mut String) {
    let Survivor {
        kind,
        scenario,
        step,
        place,
        what,
        before,
        after,
        ..
    } = survivor;
    line(
        page,
        format_args!("  {place} {scenario} `{step}`: {}", kind.name),
    );
    line(page, format_args!("      {what}: {before:?} -> {after:?}"));
}

fn more(all: usize, shown: usize, page: &mut String) {
    if all > shown {
        line(
            page,
            format_args!("  ... and {} more (--show {all})", all - shown),
        );
    }
    page.push('\n');
}

fn summary(total: &Tally, page: &mut String) {
    if total.damages > 0 {
        line(
            page,
            format_args!(
                "{} damages: checks notice {} ({:.1} %), with snapshots {} ({:.1} %); {} equivalent",
                total.damages,
                total.by_checks,
                total.percent_by_checks(),
                total.with_snapshots,
                total.percent_with_snapshots(),
                total.equivalent
            ),
        );
    }
    if total.probes > 0 {
        line(
            page,
            format_args!("{} probes: {} refused", total.probes, total.refused),
        );
    }
}
