//! `faults:`.

use cardproof_mock::{Period, RetryAfter, WrittenFault};

use crate::scenario::diagnostic::{Read, Reporter, Suggestion, ValueProblem, WorldProblem};
use crate::scenario::load::length;
use crate::scenario::yaml::{Fields, Node};

pub(super) const KEYS: &[&str] = &[
    "operation",
    "account",
    "preset",
    "kind",
    "status",
    "retry-after",
    "delay",
    "piece",
    "every",
    "too-short",
    "too-long",
    "content-type",
    "phase",
    "at-byte",
    "first",
    "nth",
    "every-nth",
    "chance",
    "over",
    "per",
    "during",
    "each",
];

/// Reads a rule by which requests fail, as docs/faults.md describes them.
pub(super) fn fault(node: &Node, reporter: &Reporter) -> Read<WrittenFault> {
    let fields = Fields::new(node, "a fault", KEYS, reporter)?;
    let text = |key| fields.optional(key, |node| node.text(reporter).map(str::to_owned));
    let number = |key, least: u64, most: u64| {
        fields.optional(key, |node| node.number(least, most, reporter))
    };
    let many = |key| Ok(number(key, 1, u32::MAX.into())?.map(narrow));
    let size = |key, least| {
        let size = number(key, least, u32::MAX.into())?;
        Ok(size.and_then(|size| size.try_into().ok()))
    };
    let span = |key| fields.optional(key, |node| length(node, reporter));
    let window = |key| fields.optional(key, |node| period(node, reporter));
    let written = WrittenFault {
        operation: text("operation")?,
        account: text("account")?,
        preset: text("preset")?,
        kind: text("kind")?,
        status: number("status", 400, 599)?.map(|status| narrow(status) as u16),
        retry_after: fields.optional("retry-after", |node| retry_after(node, reporter))?,
        delay: span("delay")?,
        piece: size("piece", 1)?,
        every: span("every")?,
        too_short: number("too-short", 1, u32::MAX.into())?,
        too_long: number("too-long", 1, u32::MAX.into())?,
        content_type: text("content-type")?,
        phase: text("phase")?,
        at_byte: size("at-byte", 0)?,
        first: many("first")?,
        nth: many("nth")?,
        every_nth: many("every-nth")?,
        chance: number("chance", 0, 100)?.map(|chance| narrow(chance) as u8),
        over: number("over", 0, u32::MAX.into())?.map(narrow),
        per: window("per")?,
        during: window("during")?,
        each: text("each")?,
    };
    if let Err(bad) = written.rule() {
        let key = bad.field.replace('_', "-");
        let span = fields.get(&key).map_or(&node.span, |node| &node.span);
        // Fields of the mock are keys here.
        let cause = bad.problem.replace('_', "-");
        return Err(reporter.report(span, WorldProblem::BadFault { cause }));
    }
    Ok(written)
}

/// Reads seconds, or a word.
fn retry_after(node: &Node, reporter: &Reporter) -> Read<RetryAfter> {
    let text = node.text(reporter)?;
    if let Some(named) = RetryAfter::named(text) {
        return Ok(named);
    }
    if text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        let problem = ValueProblem::UnknownWord {
            word: text.to_owned(),
            wanted: "word for Retry-After",
            suggestion: Suggestion::among(text, RetryAfter::WORDS.iter().copied()),
        };
        return Err(reporter.report(&node.span, problem));
    }
    node.number(0, 86_400, reporter).map(RetryAfter::Seconds)
}

/// Reads a length of time, or a word.
fn period(node: &Node, reporter: &Reporter) -> Read<Period> {
    let named = node.as_text().and_then(Period::named);
    named.map_or_else(|| length(node, reporter).map(Period::Span), Ok)
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
