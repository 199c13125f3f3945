//! `faults:`.

use cardproof_mock::WrittenFault;

use crate::scenario::diagnostic::{Read, Reporter, WorldProblem};
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
    let written = WrittenFault {
        operation: text("operation")?,
        account: text("account")?,
        preset: text("preset")?,
        kind: text("kind")?,
        status: number("status", 400, 599)?.map(|status| narrow(status) as u16),
        retry_after: number("retry-after", 0, 86_400)?,
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
        per: span("per")?,
        during: span("during")?,
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

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
