//! The head of the page: what came of it, in numbers and as bars.

use std::collections::BTreeMap;

use super::column::Column;
use super::page::Page;
use super::verdict::{badge, class, mark};
use crate::report::document::{Counts, Document};
use crate::run::Verdict;

/// How wide a bar is, in its own units.
const BAR: usize = 1000;

/// What the window is called.
pub(super) fn title(document: &Document) -> String {
    format!("{} · cardproof", headline(document))
}

/// What came of everything, in a few words.
fn headline(document: &Document) -> String {
    if document.error.is_some() {
        return "A run could not take place".to_owned();
    }
    let mut counts = Counts::default();
    let verdicts = by_scenario(document);
    for verdict in verdicts.values() {
        counts.count(*verdict);
    }
    let all = verdicts.len();
    let words = |count: usize, one: &str, more: &str| match count {
        1 => format!("1 of {all} scenarios {one}"),
        _ => format!("{count} of {all} scenarios {more}"),
    };
    if counts.fail > 0 {
        words(counts.fail, "fails", "fail")
    } else if counts.changed > 0 {
        words(counts.changed, "changed", "changed")
    } else if counts.inconclusive > 0 {
        let judged = "could not be judged";
        words(counts.inconclusive, judged, judged)
    } else if counts.pass + counts.known_deviation == 0 {
        "Nothing was judged".to_owned()
    } else if counts.known_deviation > 0 {
        "All as required, or as known".to_owned()
    } else {
        "All as required".to_owned()
    }
}

/// The verdict over the runs of each scenario.
fn by_scenario(document: &Document) -> BTreeMap<&str, Verdict> {
    let mut all: BTreeMap<&str, Verdict> = BTreeMap::new();
    for scenario in document.runs.iter().flat_map(|run| &run.scenarios) {
        let known = all.get(scenario.id.as_str()).copied();
        let verdict = Verdict::over(known.into_iter().chain([scenario.verdict]));
        all.insert(&scenario.id, verdict.unwrap_or(scenario.verdict));
    }
    all
}

/// The worst verdict of all, which colours the head.
fn worst(document: &Document) -> Verdict {
    let scenarios = document.runs.iter().flat_map(|run| &run.scenarios);
    let worst = Verdict::over(scenarios.map(|scenario| scenario.verdict));
    match document.error {
        Some(_) => Verdict::Fail,
        None => worst.unwrap_or(Verdict::NotApplicable),
    }
}

fn total(document: &Document) -> Counts {
    let mut all = Counts::default();
    for run in &document.runs {
        all.add(run.counts);
    }
    all
}

/// Adds the head, and the tools that the script brings to life.
pub(super) fn overview(page: &mut Page, document: &Document, columns: &[Column<'_>]) {
    page.markup("<header class=\"head ")
        .markup(class(worst(document)))
        .markup("\">\n<p class=\"brand\">cardproof</p>\n<h1>")
        .text(&headline(document))
        .markup("</h1>\n");
    if let Some(error) = &document.error {
        page.markup("<pre class=\"error\">")
            .text(error)
            .markup("</pre>\n");
    }
    page.markup("<div class=\"runs\">\n");
    for column in columns {
        run(page, column);
    }
    page.markup("</div>\n</header>\n");
    tools(page, document);
}

fn run(page: &mut Page, column: &Column<'_>) {
    let run = column.run;
    page.markup("<section class=\"run\">\n<h2><span class=\"dim\">")
        .text(&run.target)
        .markup("</span> ")
        .text(&run.profile)
        .markup("</h2>\n");
    bar(page, run.counts);
    page.markup("<ul class=\"counts\">");
    for verdict in Verdict::ALL.into_iter().rev() {
        let count = run.counts.of(verdict);
        if count > 0 {
            page.markup("<li><b>").number(count).markup("</b> ");
            badge(page, verdict);
            page.markup("</li>");
        }
    }
    page.markup("</ul>\n<p class=\"dim\">judged ")
        .number(run.judged)
        .markup(" of ")
        .number(run.requirements.len())
        .markup(" requirements · ")
        .number(run.scenarios.len())
        .markup(" scenarios in ")
        .text(&duration(run.elapsed_ms))
        .markup(" · seed ")
        .text(&run.seed.to_string())
        .markup(" · fails count from level ")
        .markup(run.level.name())
        .markup(" on</p>\n");
    if run.interrupted {
        page.markup("<p class=\"note\">interrupted</p>\n");
    }
    for note in &run.notes {
        page.markup("<p class=\"note\">")
            .text(note)
            .markup("</p>\n");
    }
    page.markup("</section>\n");
}

fn duration(millis: u64) -> String {
    if millis < 1000 {
        format!("{millis} ms")
    } else {
        format!("{}.{} s", millis / 1000, millis % 1000 / 100)
    }
}

/// Shares as a bar; the list below it tells the same in words.
fn bar(page: &mut Page, counts: Counts) {
    let all: usize = Verdict::ALL.iter().map(|verdict| counts.of(*verdict)).sum();
    page.markup("<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" ")
        .markup("aria-hidden=\"true\">");
    let mut before = 0;
    for verdict in Verdict::ALL.into_iter().rev() {
        let count = counts.of(verdict);
        let (begin, end) = (share(before, all), share(before + count, all));
        before += count;
        if end > begin {
            page.markup("<rect class=\"")
                .markup(class(verdict))
                .markup("\" y=\"0\" height=\"10\" x=\"")
                .number(begin)
                .markup("\" width=\"")
                .number(end - begin)
                .markup("\"/>");
        }
    }
    page.markup("</svg>\n");
}

const fn share(part: usize, all: usize) -> usize {
    match (part * BAR).checked_div(all) {
        Some(share) => share,
        None => 0,
    }
}

/// Search and filters; hidden where there are no scripts.
fn tools(page: &mut Page, document: &Document) {
    let counts = total(document);
    page.markup("<form class=\"tools\" role=\"search\" hidden>\n")
        .markup("<label class=\"search\"><span class=\"unseen\">Search</span>")
        .markup("<input type=\"search\" id=\"search\" placeholder=\"Search: id, requirement, ")
        .markup("method, text of a failure …\" autocomplete=\"off\" spellcheck=\"false\">")
        .markup("<kbd aria-hidden=\"true\">/</kbd></label>\n<div class=\"filters\">");
    for verdict in Verdict::ALL
        .into_iter()
        .filter(|verdict| counts.of(*verdict) > 0)
    {
        page.markup("<button type=\"button\" class=\"filter ")
            .markup(class(verdict))
            .markup("\" aria-pressed=\"false\" data-verdict=\"")
            .markup(class(verdict))
            .markup("\"><span aria-hidden=\"true\">")
            .markup(mark(verdict))
            .markup("</span> ")
            .markup(verdict.name())
            .markup("</button>");
    }
    page.markup("</div>\n<output id=\"shown\" class=\"dim\"></output>\n</form>\n");
}
