//! Verdicts as marks.

use super::page::Page;
use crate::run::Verdict;

/// The class of a verdict in the style.
pub(in crate::report) const fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fail => "fail",
        Verdict::Changed => "changed",
        Verdict::Inconclusive => "inconclusive",
        Verdict::KnownDeviation => "known",
        Verdict::NotApplicable => "none",
        Verdict::Pass => "pass",
    }
}

/// The mark of a verdict, which tells it without colour.
pub(super) const fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fail => "✗",
        Verdict::Changed => "↻",
        Verdict::Inconclusive => "?",
        Verdict::KnownDeviation => "≈",
        Verdict::NotApplicable => "–",
        Verdict::Pass => "✓",
    }
}

/// Adds a verdict as a word on its colour.
pub(super) fn badge(page: &mut Page, verdict: Verdict) {
    page.markup("<span class=\"badge ")
        .markup(class(verdict))
        .markup("\">")
        .markup(verdict.name())
        .markup("</span>");
}

/// Adds a verdict as a mark, with its word for those who do not see it.
pub(super) fn sign(page: &mut Page, verdict: Verdict) {
    page.markup("<span class=\"sign ")
        .markup(class(verdict))
        .markup("\" title=\"")
        .markup(verdict.name())
        .markup("\"><span aria-hidden=\"true\">")
        .markup(mark(verdict))
        .markup("</span><span class=\"unseen\">")
        .markup(verdict.name())
        .markup("</span></span>");
}
