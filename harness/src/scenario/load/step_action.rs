//! What a step does: it runs a flow, does something to the mock, or sends a request.

use std::collections::BTreeSet;

use super::capture::{captures, remember};
use super::expect;
use super::flow::{Call, expand};
use super::mock::{self, mock};
use super::pace::{self, pace};
use super::request::{self, request};
use super::requirement::covers;
use super::scope::{Known, Scope};
use super::step::{Frame, JUDGING, finish};
use crate::scenario::diagnostic::{FlowProblem, Read, StepProblem};
use crate::scenario::yaml::{Fields, Key, Node};
use crate::scenario::{Action, Device, Pace, RequirementId, Step};

/// Reads a step that runs a flow: the flow's steps.
pub(super) fn use_flow(
    frame: &Frame<'_>,
    flow: &Node,
    scope: &Scope<'_>,
) -> Read<(Vec<Step>, Known)> {
    for keys in [JUDGING, request::KEYS, mock::KEYS, pace::KEYS] {
        frame.fields.refuse(keys, "use");
    }
    let with = match frame.fields.get("with") {
        Some(node) => node
            .map(scope.reporter())?
            .iter()
            .map(|(key, value)| (key, value))
            .collect(),
        None => Vec::new(),
    };
    let call = Call {
        flow: flow.text(scope.reporter())?,
        span: &flow.span,
        with,
        prefix: format!("{}/", scope.full(&frame.name)),
    };
    let (mut steps, results) = expand(&call, scope)?;
    for step in &mut steps {
        if frame.device == Device::Other {
            step.device = Device::Other;
        }
        if frame.when.is_some() && step.when.is_some() && step.when != frame.when {
            return Err(scope.reporter().report(frame.span, FlowProblem::NestedWhen));
        }
        step.when = step.when.take().or_else(|| frame.when.clone());
    }
    Ok((steps, Known::Flow { results }))
}

/// Reads a step that does something to the mock.
pub(super) fn mock_step(
    frame: &Frame<'_>,
    node: &Node,
    scope: &Scope<'_>,
) -> Read<(Vec<Step>, Known)> {
    for keys in [JUDGING, request::KEYS, pace::KEYS, &["with", "as"]] {
        frame.fields.refuse(keys, "mock");
    }
    let mock = mock(node, &frame.fields, scope)?;
    let gives = frame
        .fields
        .get("gives")
        .map(|node| node.map(scope.reporter()))
        .transpose()?;
    for (key, _) in gives.unwrap_or_default() {
        remember(&frame.name, &key.text, &key.span, scope);
    }
    let captures = mock.gives.iter().map(|(name, _)| name.clone()).collect();
    let step = finish(frame, Action::Mock(mock), scope)?;
    Ok((
        vec![step],
        Known::Step {
            captures,
            lists: false,
        },
    ))
}

/// Reads a step that sends a request.
pub(super) fn request_step(
    frame: &Frame<'_>,
    (key, value): &(Key, Node),
    scope: &Scope<'_>,
) -> Read<(Vec<Step>, Known)> {
    let fields = &frame.fields;
    for keys in [mock::KEYS, &["with"]] {
        fields.refuse(keys, &key.text);
    }
    let full = scope.full(&frame.name);
    let action = request((&key.text, value), fields, scope);
    let checks = fields
        .get("expect")
        .map(|node| expect::checks(node, scope))
        .transpose();
    let capture = fields
        .get("capture")
        .map(|node| captures(node, &frame.name, scope))
        .transpose();
    let covers = fields
        .entry("covers")
        .map(|entry| covered(entry, fields, scope))
        .transpose();
    let action = action?;
    let pace = match &action {
        Action::Request(request) => pace(fields, &request.method, scope)?,
        Action::Mock(_) => Pace::default(),
    };
    let mut step = finish(frame, action, scope)?;
    step.pace = pace;
    step.expect = checks?.unwrap_or_default();
    step.capture = capture?.unwrap_or_default();
    step.covers = covers?.unwrap_or_default();
    if let Some(node) = fields.get("expect") {
        scope.usage.borrow_mut().keep_checks(&full, node);
    }
    let known = known(&step, &full);
    Ok((vec![step], known))
}

fn covered(
    (key, value): &(Key, Node),
    fields: &Fields<'_>,
    scope: &Scope<'_>,
) -> Read<Vec<RequirementId>> {
    if !scope.chain.is_empty() {
        return Err(scope
            .reporter()
            .report(&key.span, FlowProblem::CoversInFlow));
    }
    if scope.is_last {
        return Err(scope
            .reporter()
            .report(&key.span, StepProblem::CoversAtTheEnd));
    }
    if fields.among(&["expect", "until"]).is_empty() {
        return Err(scope
            .reporter()
            .report(&key.span, StepProblem::CoversNothing));
    }
    covers(value, scope)
}

fn known(step: &Step, full: &str) -> Known {
    let captures: BTreeSet<String> = step
        .capture
        .iter()
        .filter_map(|capture| capture.key.strip_prefix(full)?.strip_prefix('.'))
        .map(str::to_owned)
        .collect();
    let lists = match &step.action {
        Action::Request(request) => matches!(request.method.as_str(), "PROPFIND" | "REPORT"),
        Action::Mock(_) => false,
    };
    Known::Step { captures, lists }
}
