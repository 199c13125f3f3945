//! What is not as required, in full, before everything else.

use super::check::told;
use super::column::Column;
use super::page::Page;
use super::sequence::{Content, Sequence};
use super::verdict::{badge, class};
use crate::report::document::{CheckRecord, Document, ScenarioRecord, StepRecord};
use crate::report::{Paint, curl, failure};
use crate::run::Verdict;

/// A scenario that failed, changed or could not be judged, in the columns in which the same was
/// found.
struct Found<'a> {
    scenario: &'a ScenarioRecord,
    columns: Vec<&'a Column<'a>>,
}

/// Adds the section; nothing where all is as required.
pub(super) fn attention(page: &mut Page, document: &Document, columns: &[Column<'_>]) {
    let found = found(columns);
    if found.is_empty() {
        return;
    }
    page.markup("<section id=\"attention\">\n<h2>What needs a look</h2>\n");
    for (index, found) in found.iter().enumerate() {
        article(page, document, found, index);
    }
    page.markup("</section>\n");
}

fn found<'a>(columns: &'a [Column<'a>]) -> Vec<Found<'a>> {
    let mut all: Vec<Found<'a>> = Vec::new();
    for column in columns {
        for scenario in column.run.scenarios.iter().filter(|found| is_told(found)) {
            let same = |found: &&mut Found<'a>| is_same(found.scenario, scenario);
            match all.iter_mut().find(same) {
                Some(found) => found.columns.push(column),
                None => all.push(Found {
                    scenario,
                    columns: vec![column],
                }),
            }
        }
    }
    all.sort_by_key(|found| std::cmp::Reverse(found.scenario.verdict));
    all
}

fn is_told(scenario: &ScenarioRecord) -> bool {
    scenario.verdict >= Verdict::Inconclusive || scenario.checks().any(is_broken)
}

fn is_broken(check: &CheckRecord) -> bool {
    check.verdict >= Verdict::Inconclusive
}

/// Whether the same was found wrong.
fn is_same(a: &ScenarioRecord, b: &ScenarioRecord) -> bool {
    let broken = |scenario: &ScenarioRecord| -> Vec<CheckRecord> {
        let checks = scenario.checks().filter(|check| is_broken(check));
        checks.cloned().collect()
    };
    a.id == b.id && a.verdict == b.verdict && a.reason == b.reason && broken(a) == broken(b)
}

fn article(page: &mut Page, document: &Document, found: &Found<'_>, index: usize) {
    let scenario = found.scenario;
    page.markup("<article class=\"failure ")
        .markup(class(scenario.verdict))
        .markup("\" data-verdicts=\"")
        .markup(class(scenario.verdict))
        .markup("\">\n<details open>\n<summary>");
    badge(page, scenario.verdict);
    page.markup(" <span class=\"id\">")
        .text(&scenario.id)
        .markup("</span> <span class=\"title\">")
        .text(&scenario.title)
        .markup("</span></summary>\n<p class=\"dim\">");
    for column in &found.columns {
        page.markup("<span class=\"chip\">")
            .text(&column.name)
            .markup("</span> ");
    }
    page.markup("<a href=\"#s/")
        .text(&scenario.id)
        .markup("\">whole conversation</a></p>\n");
    if let Some(reason) = &scenario.reason {
        page.markup("<p class=\"reason\">")
            .text(reason)
            .markup("</p>\n");
    }
    for step in &scenario.steps {
        broken_step(page, document, found, (step, index));
    }
    for command in scenario.commands() {
        page.markup("<pre class=\"command\">")
            .text(command)
            .markup("</pre>\n");
    }
    copy(page, document, found);
    page.markup("</details>\n</article>\n");
}

fn broken_step(
    page: &mut Page,
    document: &Document,
    found: &Found<'_>,
    (step, index): (&StepRecord, usize),
) {
    let Some(column) = found.columns.first() else {
        return;
    };
    if !step.checks.iter().any(is_broken) {
        if let Some(reason) = step.left_out.as_ref().filter(|_| step.place.is_some()) {
            page.markup("<p class=\"reason\">step <b>")
                .text(&step.name)
                .markup("</b> was left out: ")
                .text(reason)
                .markup("</p>\n");
        }
        return;
    }
    for check in step.checks.iter().filter(|check| is_broken(check)) {
        told(page, &document.requirements, (step, check));
    }
    let bare = StepRecord {
        checks: Vec::new(),
        ..step.clone()
    };
    let sequence = Sequence {
        requirements: &document.requirements,
        target: &column.run.target,
        has_other: step.other_device,
    };
    let last = step.exchanges.len();
    let mut count = 0;
    sequence.write(page, [&bare], |step, _| {
        count += 1;
        Content::Full {
            anchor: format!("f/{index}/{}/{count}", step.name),
            is_open: count == last,
        }
    });
    if let Some(exchange) = step.exchanges.last() {
        let line = curl(exchange, step.credentials, column.run.login);
        page.markup("<pre class=\"command\">")
            .text(&line)
            .markup("</pre>\n");
    }
}

/// The failure as the report for people has it, for a script to copy.
fn copy(page: &mut Page, document: &Document, found: &Found<'_>) {
    let Some(column) = found.columns.first() else {
        return;
    };
    let requirements = &document.requirements;
    let text = failure(column.run, found.scenario, requirements, Paint::default());
    page.markup("<p class=\"copy\" hidden><button type=\"button\">Copy as text</button></p>\n")
        .markup("<textarea class=\"plain\" hidden readonly>\n")
        .text(text.trim())
        .markup("</textarea>\n");
}
