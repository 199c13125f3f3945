//! Every scenario with its conversations.

use std::collections::{BTreeMap, HashMap};

use super::check::requirement;
use super::column::Column;
use super::page::Page;
use super::sequence::{Content, Sequence};
use super::verdict::{badge, class, sign};
use crate::report::document::{Document, ExchangeRecord, ScenarioRecord, StepRecord};
use crate::run::Verdict;

/// How large the page may grow before conversations of passing scenarios are left out.
const LARGEST: usize = 12_000_000;

/// Every scenario with its conversations. What two exchanges have in common is written once: the
/// later one refers to the earlier.
#[derive(Default)]
pub(super) struct Conversations {
    /// Where an exchange was written, and in which step, by scenario and fingerprint.
    written: HashMap<(String, String), (String, String)>,
}

/// A scenario in some columns.
type Cells<'a> = Vec<(usize, &'a Column<'a>, &'a ScenarioRecord)>;

impl Conversations {
    /// Adds the section.
    pub(super) fn write(mut self, page: &mut Page, document: &Document, columns: &[Column<'_>]) {
        page.markup("<section id=\"scenarios\">\n<h2>Scenarios</h2>\n");
        for cells in by_scenario(columns) {
            self.scenario(page, document, &cells);
        }
        page.markup("</section>\n");
    }

    fn scenario(&mut self, page: &mut Page, document: &Document, cells: &Cells<'_>) {
        let Some((_, _, first)) = cells.first() else {
            return;
        };
        let verdict = verdict(cells);
        page.markup("<article class=\"scenario\" data-verdicts=\"");
        for (_, _, scenario) in cells {
            page.markup(class(scenario.verdict)).markup(" ");
        }
        page.markup("\" id=\"s/")
            .text(&first.id)
            .markup("\">\n<details>\n<summary>");
        sign(page, verdict);
        page.markup(" <span class=\"id\">")
            .text(&first.id)
            .markup("</span> <span class=\"title\">")
            .text(&first.title)
            .markup("</span>");
        if cells.len() > 1 {
            page.markup(" <span class=\"marks\">");
            for (_, column, scenario) in cells {
                page.markup("<span title=\"")
                    .text(&column.name)
                    .markup("\">");
                sign(page, scenario.verdict);
                page.markup("</span>");
            }
            page.markup("</span>");
        }
        page.markup("</summary>\n<p class=\"dim\"><code>")
            .text(&first.place.to_string())
            .markup("</code></p>\n");
        for id in &first.covers {
            requirement(page, &document.requirements, id);
        }
        for group in alike(cells) {
            self.group(page, document, &group);
        }
        page.markup("</details>\n</article>\n");
    }

    /// Columns in which the same was said and found.
    fn group(&mut self, page: &mut Page, document: &Document, group: &Cells<'_>) {
        let Some((index, column, scenario)) = group.first() else {
            return;
        };
        page.markup("<section class=\"played\">\n<h3>");
        for (index, column, scenario) in group {
            page.markup("<span id=\"c/")
                .number(*index)
                .markup("/")
                .text(&scenario.id)
                .markup("\">");
            badge(page, scenario.verdict);
            page.markup(" ").text(&column.name).markup("</span> ");
        }
        page.markup("</h3>\n");
        if let Some(reason) = &scenario.reason {
            page.markup("<p class=\"reason\">")
                .text(reason)
                .markup("</p>\n");
        }
        if page.length() > LARGEST && scenario.verdict == Verdict::Pass {
            page.markup(
                "<p class=\"dim\">The conversation is in the other reports only: this page \
                         is as large as a browser likes it.</p>\n",
            );
        } else {
            let sequence = Sequence::of(&document.requirements, &column.run.target, scenario);
            let mut place = Place {
                run: *index,
                column,
                scenario,
                count: 0,
            };
            sequence.write(page, &scenario.steps, |step, exchange| {
                self.content(&mut place, step, exchange)
            });
        }
        for command in scenario.commands() {
            page.markup("<pre class=\"command\">")
                .text(command)
                .markup("</pre>\n");
        }
        page.markup("</section>\n");
    }

    fn content(
        &mut self,
        place: &mut Place<'_>,
        step: &StepRecord,
        exchange: &ExchangeRecord,
    ) -> Content {
        // What the program does by itself is alike in all scenarios.
        let scope = match step.place {
            Some(_) => place.scenario.id.clone(),
            None => String::new(),
        };
        let key = (scope, exchange.fingerprint.clone());
        if let Some((anchor, name)) = self.written.get(&key) {
            return Content::As {
                anchor: anchor.clone(),
                name: name.clone(),
            };
        }
        place.count += 1;
        let anchor = format!("e/{}/{}/{}", place.run, place.scenario.id, place.count);
        if !exchange.fingerprint.is_empty() {
            let name = format!("in {}, {}", step.name, place.column.name);
            self.written.insert(key, (anchor.clone(), name));
        }
        Content::Full {
            anchor,
            is_open: false,
        }
    }
}

/// Where in the page an exchange is written.
struct Place<'a> {
    run: usize,
    column: &'a Column<'a>,
    scenario: &'a ScenarioRecord,
    count: usize,
}

/// Every scenario with the columns that have it, the worst first.
fn by_scenario<'a>(columns: &'a [Column<'a>]) -> Vec<Cells<'a>> {
    let mut scenarios: BTreeMap<&str, Cells<'a>> = BTreeMap::new();
    for (index, column) in columns.iter().enumerate() {
        for scenario in &column.run.scenarios {
            let cells = scenarios.entry(&scenario.id).or_default();
            cells.push((index, column, scenario));
        }
    }
    let mut all: Vec<_> = scenarios.into_values().collect();
    all.sort_by_key(|cells| {
        let is_told = verdict(cells) >= Verdict::Inconclusive;
        std::cmp::Reverse(is_told.then(|| verdict(cells)))
    });
    all
}

fn verdict(cells: &Cells<'_>) -> Verdict {
    let verdicts = cells.iter().map(|(_, _, scenario)| scenario.verdict);
    Verdict::over(verdicts).unwrap_or(Verdict::NotApplicable)
}

/// The columns in groups in which the same was said and found.
fn alike<'a>(cells: &Cells<'a>) -> Vec<Cells<'a>> {
    let mut groups: Vec<Cells<'a>> = Vec::new();
    for cell in cells {
        let same =
            |group: &&mut Cells<'a>| group.first().is_some_and(|first| is_alike(first.2, cell.2));
        match groups.iter_mut().find(same) {
            Some(group) => group.push(*cell),
            None => groups.push(vec![*cell]),
        }
    }
    groups
}

fn is_alike(a: &ScenarioRecord, b: &ScenarioRecord) -> bool {
    let steps = a.steps.iter().zip(&b.steps);
    a.verdict == b.verdict
        && a.reason == b.reason
        && a.steps.len() == b.steps.len()
        && steps.into_iter().all(|(a, b)| is_step_alike(a, b))
}

fn is_step_alike(a: &StepRecord, b: &StepRecord) -> bool {
    let prints = |step: &StepRecord| -> Vec<String> {
        let exchanges = step.exchanges.iter();
        exchanges
            .map(|exchange| exchange.fingerprint.clone())
            .collect()
    };
    let (prints_a, prints_b) = (prints(a), prints(b));
    // Only what a run says of itself differs in checks that are alike: hrefs, ETags.
    let found = |step: &StepRecord| -> Vec<_> {
        let checks = step.checks.iter();
        checks
            .map(|check| (check.name.clone(), check.verdict))
            .collect()
    };
    a.name == b.name
        && a.left_out == b.left_out
        && prints_a == prints_b
        && prints_a.iter().all(|print| !print.is_empty())
        && found(a) == found(b)
}
