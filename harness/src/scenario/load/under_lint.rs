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
            let agreed = pair(first, second, scope);
            outcome = outcome.and(agreed);
        }
    }
    each_alone.and(outcome)
}

fn alone(entry: &Entry<'_>, base: &[Step], scope: &Scope<'_>) -> Read<()> {
    let needed = needed(entry, base, scope);
    each(&entry.expect, |change| {
        against_base(change, scope)?;
        against_entry(change, entry, base, scope)
    })
    .map(|_| ())
    .and(needed)
}

/// No step that stays can need what a step gives that is left out.
fn needed(entry: &Entry<'_>, base: &[Step], scope: &Scope<'_>) -> Read<()> {
    let dropped = |name: &str| entry.drop.iter().any(|step| step.0 == name);
    let replaced = |step: &str, kind| {
        let mut changes = entry.expect.iter();
        changes.any(|change| change.step.0 == step && Some(change.kind) == kind)
    };
    let end = entry.end_after.as_ref().map(|(last, _)| last);
    let end = end.and_then(|last| base.iter().position(|step| step.name == *last));
    let runs = base.iter().take(end.map_or(base.len(), |end| end + 1));
    let runs: Vec<&str> = runs.map(|step| step.name.0.as_str()).collect();
    let usage = scope.usage.borrow();
    let missing = usage.references.iter().find(|((step, kind), key)| {
        let giver = key
            .rsplit_once('.')
            .map_or(key.as_str(), |(giver, _)| giver);
        let giver = if dropped(key) { key } else { giver };
        dropped(giver) && runs.contains(&step.as_str()) && !dropped(step) && !replaced(step, *kind)
    });
    let Some(((step, _), key)) = missing else {
        return Ok(());
    };
    let (step, needed) = (step.clone(), key.clone());
    let problem = UnderProblem::DropsNeeded { step, needed };
    Err(scope.reporter().report(entry.span, problem))
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
    if let Some(name) = inserted(second).find(|name| inserted(first).any(|other| other == *name)) {
        let what = format!("what step `{name}` is");
        let problem = UnderProblem::Conflict { what };
        outcome = Err(report(second.span, problem, first.span.clone()));
    }
    if let (Some((a, other)), Some((b, span))) = (&first.end_after, &second.end_after)
        && a != b
    {
        let what = "the last step".to_owned();
        let problem = UnderProblem::Conflict { what };
        outcome = Err(report(span, problem, (*other).clone()));
    }
    outcome
}

/// The names of the steps that an entry inserts.
fn inserted<'e>(entry: &'e Entry<'_>) -> impl Iterator<Item = &'e StepName> {
    let steps = entry.insert.iter().flat_map(|(_, steps)| steps);
    steps.map(|step| &step.name)
}
