//! What is wrong with `under:` entries of which every part is right by itself.

use super::scope::Scope;
use super::under::{Change, Entry};
use crate::scenario::diagnostic::{Read, Reported, UnderProblem, each};
use crate::scenario::{Step, StepName};

/// Finds entries that contradict themselves, each other, or say nothing new.
pub(super) fn lint(entries: &[Entry<'_>], base: &[Step], scope: &Scope<'_>) -> Read<()> {
    let each_alone = each(entries, |entry| alone(entry, base, scope));
    let mut outcome = Ok(());
    for (index, second) in entries.iter().enumerate() {
        for first in entries.iter().take(index) {
            outcome = outcome.and(pair(first, second, scope));
        }
    }
    each_alone.and(outcome)
}

fn alone(entry: &Entry<'_>, base: &[Step], scope: &Scope<'_>) -> Read<()> {
    each(&entry.expect, |change| {
        against_base(change, scope)?;
        against_entry(change, entry, base, scope)
    })
    .map(|_| ())
}

/// A change has to change something.
fn against_base(change: &Change<'_>, scope: &Scope<'_>) -> Read<()> {
    let (step, check) = (change.step.0.clone(), change.kind.name().to_owned());
    let usage = scope.usage.borrow();
    let written = usage.checks.get(&(step.clone(), check.clone()));
    let problem = match written {
        None if change.expectation.is_none() => UnderProblem::RemovesNothing { step, check },
        Some(base) if base.says_same(change.node) => UnderProblem::SameCheck { step, check },
        _ => return Ok(()),
    };
    Err(scope.reporter().report(change.span, problem))
}

/// A step that does not run cannot be changed.
fn against_entry(
    change: &Change<'_>,
    entry: &Entry<'_>,
    base: &[Step],
    scope: &Scope<'_>,
) -> Read<()> {
    let index = |name: &StepName| base.iter().position(|step| step.name == *name);
    let after_end = match &entry.end_after {
        Some((last, _)) => index(&change.step) > index(last),
        None => false,
    };
    if after_end || entry.drop.contains(&change.step) {
        let step = change.step.0.clone();
        let problem = UnderProblem::Contradiction { step };
        return Err(scope.reporter().report(change.span, problem));
    }
    Ok(())
}

/// Two entries that can be active at the same time have to agree.
fn pair(first: &Entry<'_>, second: &Entry<'_>, scope: &Scope<'_>) -> Read<()> {
    let report = |span, problem, other| -> Reported {
        scope
            .reporter()
            .report_with(span, problem, (other, "the other"))
    };
    if first.when.is(&second.when) {
        let other = first.span.clone();
        return Err(report(second.span, UnderProblem::SameCondition, other));
    }
    if !first.when.meets(&second.when) {
        return Ok(());
    }
    let mut outcome = Ok(());
    for change in &second.expect {
        let other = first
            .expect
            .iter()
            .find(|other| other.step == change.step && other.kind == change.kind);
        if let Some(other) = other.filter(|other| !other.node.says_same(change.node)) {
            let what = format!("`{}` of step `{}`", change.kind, change.step);
            let problem = UnderProblem::Conflict { what };
            outcome = Err(report(change.span, problem, other.span.clone()));
        }
    }
    if let (Some((a, other)), Some((b, span))) = (&first.end_after, &second.end_after) {
        if a != b {
            let what = "the last step".to_owned();
            let problem = UnderProblem::Conflict { what };
            outcome = Err(report(span, problem, (*other).clone()));
        }
    }
    outcome
}
