//! `timeout:`, `until:` and `retry:` of a step.

use super::expect;
use super::length::{timeout, wait};
use super::scope::Scope;
use crate::scenario::diagnostic::{
    Read, ShapeProblem, StepProblem, Suggestion, ValueProblem, each,
};
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{Cause, Pace, Retry, Until};

/// The keys that say how long a step takes and when its request is sent again.
pub(super) const KEYS: &[&str] = &["timeout", "until", "interval", "at-most", "retry"];

/// The most often that a request is sent by one step.
const MOST: u64 = 1000;

/// Reads how long a step with this method may take, and when its request is sent again.
pub(super) fn pace(fields: &Fields<'_>, method: &str, scope: &Scope<'_>) -> Read<Pace> {
    let reporter = scope.reporter();
    let timeout = fields.optional("timeout", |node| timeout(node, reporter));
    let until = until(fields, scope);
    let retry = fields.optional("retry", |node| retry(node, scope));
    let pace = Pace {
        timeout: timeout?,
        until: until?,
        retry: retry?,
    };
    let again = fields.entry("until").or_else(|| fields.entry("retry"));
    match again {
        Some((found, _)) if matches!(method, "POST" | "LOCK" | "PATCH") => {
            let (key, method) = (found.text.clone(), method.to_owned());
            Err(reporter.report(&found.span, StepProblem::NotRepeatable { key, method }))
        }
        _ => Ok(pace),
    }
}

fn until(fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Option<Until>> {
    let reporter = scope.reporter();
    let Some((key, node)) = fields.entry("until") else {
        for key in ["interval", "at-most"] {
            if let Some((found, _)) = fields.entry(key) {
                let problem = ShapeProblem::NeedsKey {
                    key,
                    other: "until",
                };
                reporter.report(&found.span, problem);
            }
        }
        return Ok(None);
    };
    let checks = expect::checks(node, scope);
    let interval = fields
        .require("interval")
        .and_then(|node| wait(node, reporter));
    let at_most = fields
        .require("at-most")
        .and_then(|node| count(node, scope));
    let checks = checks?;
    if checks.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`until`" };
        return Err(reporter.report(&node.span, problem));
    }
    Ok(Some(Until {
        checks,
        interval: interval?,
        at_most: at_most?,
        place: key.span.place.clone(),
    }))
}

fn retry(node: &Node, scope: &Scope<'_>) -> Read<Retry> {
    let reporter = scope.reporter();
    let keys = ["on", "at-most", "interval"];
    let fields = Fields::new(node, "`retry`", &keys, reporter)?;
    let on = fields.require("on").and_then(|node| causes(node, scope));
    let interval = fields
        .require("interval")
        .and_then(|node| wait(node, reporter));
    let at_most = fields
        .require("at-most")
        .and_then(|node| count(node, scope));
    Ok(Retry {
        on: on?,
        at_most: at_most?,
        interval: interval?,
    })
}

fn causes(node: &Node, scope: &Scope<'_>) -> Read<Vec<Cause>> {
    let items = node.one_or_many();
    if items.is_empty() {
        let problem = ShapeProblem::EmptyList { of: "`on`" };
        return Err(scope.reporter().report(&node.span, problem));
    }
    each(items, |item| cause(item, scope))
}

/// Only what says nothing about conformance can be tried again: a wrong answer stays one.
fn cause(node: &Node, scope: &Scope<'_>) -> Read<Cause> {
    let reporter = scope.reporter();
    let text = node.text(reporter)?;
    if text == "no-answer" {
        return Ok(Cause::NoAnswer);
    }
    let pattern = expect::status_pattern(text);
    let pattern = pattern.filter(|pattern| (100..400).all(|status| !pattern.fits(status)));
    pattern.map(Cause::Status).ok_or_else(|| {
        let word = text.to_owned();
        let suggestion = Suggestion::among(text, ["no-answer", "429", "503", "5xx"]);
        let problem = ValueProblem::UnknownWord {
            word,
            wanted: "cause to send a request again",
            suggestion,
        };
        reporter.report(&node.span, problem)
    })
}

fn count(node: &Node, scope: &Scope<'_>) -> Read<u32> {
    let count = node.number(1, MOST, scope.reporter())?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
