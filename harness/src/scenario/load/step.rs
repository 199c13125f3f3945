//! Steps.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::{CASES, Case, cases};
use super::condition::{condition, device};
use super::scope::{Known, Scope};
use super::step_action::{mock_step, request_step, use_flow};
use super::{mock, pace, request};
use crate::scenario::diagnostic::{Listed, NameProblem, Read, StepProblem, each};
use crate::scenario::yaml::{Fields, Key, Node, plain_name};
use crate::scenario::{Action, Condition, Device, Pace, Span, Step, StepName};

/// What a step can do.
const ACTIONS: &[&str] = &[
    "use", "propfind", "report", "get", "head", "put", "post", "delete", "options", "request",
    "mock",
];
/// What goes with every action.
const COMMON: &[&str] = &["name", "as", "when", CASES];
/// What goes with every request.
pub(super) const JUDGING: &[&str] = &["expect", "capture", "covers"];
/// Names of steps that mean something else in references.
const RESERVED: &[&str] = &["given", "uuid", "with", "case"];

/// Between the positions of two steps of a list, so that others can be inserted.
pub(super) const SPACING: usize = 10_000;

/// Reads a list of steps. `first` is the position of the first; each further one stands `spacing`
/// behind.
pub(super) fn steps(
    nodes: &[Node],
    (first, spacing): (usize, usize),
    scope: &mut Scope<'_>,
) -> Read<Vec<Step>> {
    let position = |index: usize| first + index * spacing;
    for (index, node) in nodes.iter().enumerate() {
        if let Some((name, span)) = name_of(node) {
            scope.declare(name, span, position(index));
        }
    }
    let mut list = Vec::with_capacity(nodes.len());
    let mut missing = None;
    for (index, node) in nodes.iter().enumerate() {
        scope.position = position(index);
        let read = one_or_cases(node, scope);
        let name = name_of(node).map(|(name, _)| name);
        let known = match read {
            Ok((steps, known)) => {
                list.extend(steps);
                known
            }
            Err(reported) => {
                missing = Some(reported);
                Known::Broken(reported)
            }
        };
        if let Some(name) = name {
            scope.learn(name, known);
        }
    }
    missing.map_or(Ok(list), Err)
}

/// The name of a step that may have mistakes.
fn name_of(node: &Node) -> Option<(&str, &Span)> {
    let (_, name) = node.entry("name")?;
    Some((name.as_text()?, &name.span))
}

/// A step, or one for each case of its table. What a case gives is its own: nothing later can
/// refer to it.
fn one_or_cases(node: &Node, scope: &Scope<'_>) -> Read<(Vec<Step>, Known)> {
    let Some(cases) = cases(node, scope.reporter())? else {
        return step(node, None, scope);
    };
    let steps = each(&cases, |case| Ok(step(&case.node, Some(case), scope)?.0))?;
    let known = Known::Step {
        captures: BTreeSet::new(),
        lists: false,
    };
    Ok((steps.into_iter().flatten().collect(), known))
}

fn step(node: &Node, case: Option<&Case>, scope: &Scope<'_>) -> Read<(Vec<Step>, Known)> {
    let keys = [
        COMMON,
        JUDGING,
        ACTIONS,
        request::KEYS,
        mock::KEYS,
        pace::KEYS,
        &["with"],
    ]
    .concat();
    let fields = Fields::new(node, "a step", &keys, scope.reporter())?;
    if case.is_some() {
        fields.refuse(&["capture", "gives"], CASES);
    }
    let name = fields.require("name").and_then(|node| name(node, scope));
    let name = name.map(|name| match case {
        Some(case) => StepName::of_case(&name, &case.name).0,
        None => name,
    });
    let device = fields.get("as").map(|node| device(node, scope)).transpose();
    let when = fields
        .get("when")
        .map(|node| condition(node, scope))
        .transpose();
    let frame = Frame {
        name: name.as_ref().map_or_else(|_| String::new(), String::clone),
        device: device.ok().flatten().unwrap_or_default(),
        when: when.as_ref().ok().cloned().flatten(),
        span: match case {
            Some(case) => &case.span,
            None => name_of(node).map_or(&node.span, |(_, span)| span),
        },
        fields,
    };
    scope.usage.borrow_mut().reading = (scope.full(&frame.name), None);
    let action = action(&frame.fields, scope);
    let read = action.and_then(|action| match action.0.text.as_str() {
        "use" => use_flow(&frame, &action.1, scope),
        "mock" => mock_step(&frame, &action.1, scope),
        _ => request_step(&frame, action, scope),
    });
    name.and(device).and(when).and(read)
}

/// What every step has.
pub(super) struct Frame<'a> {
    /// Its keys.
    pub(super) fields: Fields<'a>,
    /// Its name, or nothing where that is wrong.
    pub(super) name: String,
    /// What points at it.
    pub(super) span: &'a Span,
    /// As which client it runs.
    pub(super) device: Device,
    /// When it runs.
    pub(super) when: Option<Condition>,
}

fn name(node: &Node, scope: &Scope<'_>) -> Read<String> {
    let name = plain_name(node.text(scope.reporter())?, &node.span, scope.reporter())?;
    if RESERVED.contains(&name.as_str()) {
        let problem = NameProblem::ReservedName { name };
        return Err(scope.reporter().report(&node.span, problem));
    }
    Ok(name)
}

fn action<'a>(fields: &Fields<'a>, scope: &Scope<'_>) -> Read<&'a (Key, Node)> {
    let found = fields.among(ACTIONS);
    match found.as_slice() {
        [entry] => Ok(entry),
        [] => Err(fields.missing(ACTIONS, StepProblem::NoAction)),
        [_, (second, _), ..] => {
            let names: Vec<&str> = found.iter().map(|(key, _)| key.text.as_str()).collect();
            let actions = Listed::of(&names);
            let problem = StepProblem::SeveralActions { actions };
            Err(scope.reporter().report(&second.span, problem))
        }
    }
}

/// Makes the step, still without checks and captures.
pub(super) fn finish(frame: &Frame<'_>, action: Action, scope: &Scope<'_>) -> Read<Step> {
    scope.count_step(frame.span)?;
    let name = scope.full(&frame.name);
    let mut usage = scope.usage.borrow_mut();
    usage.spans.insert(name.clone(), frame.span.clone());
    Ok(Step {
        name: StepName(name),
        place: frame.span.place.clone(),
        device: frame.device,
        when: frame.when.clone(),
        action,
        pace: Pace::default(),
        expect: BTreeMap::new(),
        capture: Vec::new(),
        covers: Vec::new(),
        prepares: scope.is_last || !scope.chain.is_empty(),
    })
}
