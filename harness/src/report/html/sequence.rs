//! A conversation as a sequence diagram: a line of life each for the client and the target, and
//! one for another client of the same account where there is one.

use super::check::checks;
use super::exchange::{arrows, messages};
use super::page::Page;
use super::verdict::{class, sign};
use crate::report::document::{ExchangeRecord, Requirements, ScenarioRecord, StepRecord};

/// What stands in the place of the messages of an exchange.
pub(super) enum Content {
    /// The messages, which can be linked to.
    Full {
        /// The link's target.
        anchor: String,
        /// Whether they are to be seen at once.
        is_open: bool,
    },
    /// The same was said before.
    As {
        /// Where.
        anchor: String,
        /// What it was called there.
        name: String,
    },
}

/// Who takes part.
pub(super) struct Sequence<'a> {
    /// What the requirements say.
    pub(super) requirements: &'a Requirements,
    /// What the target is called.
    pub(super) target: &'a str,
    /// Whether another client takes part.
    pub(super) has_other: bool,
}

impl<'a> Sequence<'a> {
    /// The diagram of a scenario.
    pub(super) fn of(
        requirements: &'a Requirements,
        target: &'a str,
        scenario: &ScenarioRecord,
    ) -> Self {
        Self {
            requirements,
            target,
            has_other: scenario.steps.iter().any(|step| step.other_device),
        }
    }

    /// Adds the steps, and for each exchange what `content` decides.
    pub(super) fn write<'b>(
        &self,
        page: &mut Page,
        steps: impl IntoIterator<Item = &'b StepRecord>,
        mut content: impl FnMut(&StepRecord, &ExchangeRecord) -> Content,
    ) {
        page.markup("<div class=\"sequence");
        if self.has_other {
            page.markup(" three");
        }
        page.markup("\">\n<p class=\"actors\"><span>client</span><span>")
            .text(self.target)
            .markup("</span>");
        if self.has_other {
            page.markup("<span>other device</span>");
        }
        page.markup("</p>\n<ol>\n");
        for step in steps {
            self.step(page, step, &mut content);
        }
        page.markup("</ol>\n</div>\n");
    }

    fn step(
        &self,
        page: &mut Page,
        step: &StepRecord,
        content: &mut impl FnMut(&StepRecord, &ExchangeRecord) -> Content,
    ) {
        page.markup("<li class=\"step");
        if let Some(verdict) = step.verdict() {
            page.markup(" ").markup(class(verdict));
        }
        if step.place.is_none() {
            page.markup(" own");
        }
        page.markup("\">\n<p class=\"label\">");
        if let Some(verdict) = step.verdict() {
            sign(page, verdict);
            page.markup(" ");
        }
        page.markup("<b>")
            .text(&step.name)
            .markup("</b></p>\n<div class=\"lines\">\n");
        if let Some(mock) = &step.mock {
            page.markup("<p class=\"mock\">mock: ")
                .text(mock)
                .markup("</p>\n");
        }
        if let Some(reason) = &step.left_out {
            page.markup("<p class=\"left-out\">left out: ")
                .text(reason)
                .markup("</p>\n");
        }
        for exchange in &step.exchanges {
            one(page, step.other_device, exchange, content(step, exchange));
        }
        page.markup("</div>\n<div class=\"checks\">\n");
        checks(page, self.requirements, step);
        page.markup("</div>\n</li>\n");
    }
}

fn one(page: &mut Page, is_other: bool, exchange: &ExchangeRecord, content: Content) {
    let side = if is_other { " other" } else { "" };
    match content {
        Content::Full { anchor, is_open } => {
            page.markup("<details class=\"exchange")
                .markup(side)
                .markup("\" id=\"")
                .text(&anchor);
            page.markup(if is_open {
                "\" open><summary>"
            } else {
                "\"><summary>"
            });
            arrows(page, exchange);
            page.markup("</summary>\n");
            messages(page, exchange);
            page.markup("</details>\n");
        }
        Content::As { anchor, name } => {
            page.markup("<a class=\"exchange same")
                .markup(side)
                .markup("\" href=\"#");
            page.text(&anchor)
                .markup("\" title=\"said as ")
                .text(&name)
                .markup("\">");
            arrows(page, exchange);
            page.markup("</a>\n");
        }
    }
}
