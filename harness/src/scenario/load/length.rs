//! Lengths of time.

use std::time::Duration;

use jiff::{SignedDuration, Span, SpanRelativeTo};

use crate::scenario::TimeLimit;
use crate::scenario::diagnostic::{Read, Reporter, ValueProblem};
use crate::scenario::yaml::Node;

/// The longest time that stands in any file: 100 years.
const LONGEST: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);
/// The longest time that a run waits for something: an hour.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// Reads a length of time: `30 days`, `1 hour 30 minutes`, `500 ms`. A day has 24 hours.
pub(crate) fn length(node: &Node, reporter: &Reporter) -> Read<Duration> {
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

/// Reads how long to wait: at least a millisecond, at most an hour.
pub(super) fn wait(node: &Node, reporter: &Reporter) -> Read<Duration> {
    let length = length(node, reporter)?;
    if (Duration::from_millis(1)..=LONGEST_WAIT).contains(&length) {
        return Ok(length);
    }
    let text = node.as_text().unwrap_or_default().to_owned();
    Err(reporter.report(&node.span, ValueProblem::BadWait { text }))
}

/// Reads `timeout:`.
pub(super) fn timeout(node: &Node, reporter: &Reporter) -> Read<TimeLimit> {
    Ok(TimeLimit {
        length: wait(node, reporter)?,
        place: node.span.place.clone(),
    })
}
