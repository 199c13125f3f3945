//! `clock:`, and lengths of time.

use std::time::Duration;

use jiff::{SignedDuration, Span, SpanRelativeTo};

use super::ClockFile;
use crate::scenario::diagnostic::{Read, Reporter, ValueProblem, WorldProblem};
use crate::scenario::yaml::{Fields, Node};

pub(super) fn clock(node: &Node, reporter: &Reporter) -> Read<ClockFile> {
    let fields = Fields::new(node, "a clock", &["start", "frozen"], reporter)?;
    let start = fields.optional("start", |node| {
        let text = node.text(reporter)?;
        let text = text.to_owned();
        text.parse()
            .map_err(|_| reporter.report(&node.span, WorldProblem::BadInstant { text }))
    });
    let frozen = fields.optional("frozen", |node| node.boolean(reporter));
    Ok(ClockFile {
        start: start?,
        frozen: frozen?,
    })
}

/// The longest time that stands in a world file: 100 years.
const LONGEST: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// Reads a length of time: `30 days`, `1 hour 30 minutes`, `500 ms`. A day has 24 hours.
pub(super) fn length(node: &Node, reporter: &Reporter) -> Read<Duration> {
    let text = node.text(reporter)?;
    let days = SpanRelativeTo::days_are_24_hours();
    let span: Option<Span> = text.trim().parse().ok();
    span.and_then(|span| span.to_duration(days).ok())
        .filter(|length| *length <= LONGEST)
        .and_then(|length| Duration::try_from(length).ok())
        .ok_or_else(|| {
            let text = text.to_owned();
            reporter.report(&node.span, ValueProblem::BadDuration { text })
        })
}
