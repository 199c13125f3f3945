//! Checks.

use super::page::Page;
use super::verdict::badge;
use crate::report::document::{CheckRecord, Requirements, StepRecord};
use crate::run::Verdict;

/// Adds the checks of a step: those that passed in a line, the others in full.
pub(super) fn checks(page: &mut Page, requirements: &Requirements, step: &StepRecord) {
    let (passed, others): (Vec<_>, Vec<_>) = step
        .checks
        .iter()
        .partition(|check| check.verdict == Verdict::Pass);
    for check in others {
        told(page, requirements, (step, check));
    }
    if !passed.is_empty() {
        page.markup("<p class=\"passed\"><span class=\"sign pass\" aria-hidden=\"true\">✓</span> ")
            .text(&in_a_line(&passed))
            .markup("</p>\n");
    }
}

/// `status, etag and 9 standing checks passed`
fn in_a_line(passed: &[&CheckRecord]) -> String {
    let (standing, own): (Vec<&CheckRecord>, Vec<_>) = passed
        .iter()
        .partition(|check| check.name.starts_with("standing:"));
    let own: Vec<_> = own.iter().map(|check| check.name.as_str()).collect();
    let standing = match standing.len() {
        0 => None,
        1 => Some("1 standing check".to_owned()),
        count => Some(format!("{count} standing checks")),
    };
    let own = (!own.is_empty()).then(|| own.join(", "));
    let parts: Vec<_> = own.into_iter().chain(standing).collect();
    format!("{} passed", parts.join(" and "))
}

/// Adds a check in full.
pub(super) fn told(
    page: &mut Page,
    requirements: &Requirements,
    (step, check): (&StepRecord, &CheckRecord),
) {
    page.markup("<div class=\"check\">\n<p class=\"what\">");
    badge(page, check.verdict);
    page.markup(" <b>")
        .text(&check.name)
        .markup("</b> <span class=\"dim\">");
    page.markup(check.level.name());
    if let Some(place) = check.place_in(step) {
        page.markup(" · <code>")
            .text(&place.to_string())
            .markup("</code>");
    }
    page.markup("</span></p>\n");
    for id in &check.covers {
        requirement(page, requirements, id);
    }
    if let Some(section) = &check.section {
        page.markup("<p class=\"source\">")
            .text(section)
            .markup("</p>\n");
    }
    for found in &check.differences {
        page.markup("<dl class=\"difference\"><dt>expected</dt><dd>")
            .text(&found.expected)
            .markup("</dd><dt>received</dt><dd>")
            .text(&found.received)
            .markup("</dd></dl>\n");
    }
    let deviation = check.deviation.as_ref().map(|found| found.in_words());
    for sentence in deviation.iter().chain(&check.reason) {
        page.markup("<p class=\"source\">")
            .text(sentence)
            .markup("</p>\n");
    }
    page.markup("</div>\n");
}

/// Adds a requirement with what it says and who says so.
pub(super) fn requirement(page: &mut Page, requirements: &Requirements, id: &str) {
    page.markup("<p class=\"source\"><a href=\"#r/")
        .text(id)
        .markup("\">")
        .text(id)
        .markup("</a>");
    if let Some(found) = requirements.get(id) {
        page.markup(" ")
            .text(&found.says)
            .markup(" <span class=\"dim\">")
            .text(&found.source);
        for evidence in &found.evidence {
            page.markup(", ").text(evidence);
        }
        page.markup("</span>");
    }
    page.markup("</p>\n");
}
