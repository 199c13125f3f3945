//! Flows: shared steps, expanded where they are used.

use std::collections::BTreeMap;

use super::reference::template;
use super::scope::{Binding, Scope};
use super::step::{SPACING, steps};
use crate::scenario::diagnostic::{FlowProblem, Read, Suggestion, each};
use crate::scenario::yaml::{Fields, Key, Node, plain_name};
use crate::scenario::{Part, Span, Step};

/// A use of a flow.
pub(super) struct Call<'a> {
    /// The flow: `flows/create-card`.
    pub(super) flow: &'a str,
    /// What points at it.
    pub(super) span: &'a Span,
    /// The values of parameters.
    pub(super) with: Vec<(&'a Key, &'a Node)>,
    /// What stands before the names of its steps.
    pub(super) prefix: String,
}

/// What each result of a flow stands for.
pub(super) type Results = BTreeMap<String, Vec<Part>>;

const KEYS: &[&str] = &["title", "description", "parameters", "steps", "results"];

/// The steps of a flow, and its results.
pub(super) fn expand(call: &Call<'_>, outer: &Scope<'_>) -> Read<(Vec<Step>, Results)> {
    outer.count_step(call.span)?;
    let flow = find(call, outer)?;
    let reporter = outer.reporter();
    let fields = Fields::new(flow, "a flow", KEYS, reporter)?;
    let own = outer.inner(call.prefix.clone(), call.flow);
    let parameters = bind(call, &fields, (&own, outer))?;
    read(&fields, parameters, &own)
}

/// Reads a flow by itself, its parameters open, to find its mistakes.
pub(super) fn check(flow: (&str, &Node), outer: &Scope<'_>) -> Read<()> {
    let (name, node) = flow;
    let fields = Fields::new(node, "a flow", KEYS, outer.reporter())?;
    let title = fields
        .require("title")
        .and_then(|node| node.sentence(outer.reporter()));
    let own = outer.inner(format!("{name}/"), name);
    let declared = parameters(&fields, &own)?;
    let open = declared
        .iter()
        .map(|(key, _)| (key.text.clone(), Binding::Open))
        .collect();
    read(&fields, open, &own)?;
    let usage = outer.usage.borrow();
    for (key, _) in declared {
        if !usage.parameters.contains(&own.full(&key.text)) {
            let name = key.text.clone();
            outer
                .reporter()
                .report(&key.span, FlowProblem::UnusedParameter { name });
        }
    }
    title.map(|_| ())
}

fn find<'a>(call: &Call<'_>, outer: &Scope<'a>) -> Read<&'a Node> {
    let name = call.flow.to_owned();
    if outer.chain.contains(&name) {
        let mut chain = outer.chain.clone();
        chain.push(name);
        let chain = chain.join(" → ");
        return Err(outer
            .reporter()
            .report(call.span, FlowProblem::Cyclic { chain }));
    }
    match outer.library.flow(call.flow) {
        Ok(Ok(flow)) => Ok(flow),
        Ok(Err(reported)) => Err(*reported),
        Err(suggestion) => {
            let problem = FlowProblem::UnknownFlow { name, suggestion };
            Err(outer.reporter().report(call.span, problem))
        }
    }
}

fn parameters<'a>(fields: &Fields<'a>, own: &Scope<'_>) -> Read<&'a [(Key, Node)]> {
    match fields.get("parameters") {
        Some(node) => node.map(own.reporter()),
        None => Ok(&[]),
    }
}

/// Gives each parameter its value: from the use, else the default. Defaults can refer to nothing
/// of the flow.
fn bind<'s>(
    call: &Call<'s>,
    fields: &Fields<'s>,
    (own, outer): (&'s Scope<'s>, &'s Scope<'s>),
) -> Read<BTreeMap<String, Binding<'s>>> {
    let declared = parameters(fields, own)?;
    let flow = call.flow;
    let unknown = each(&call.with, |(key, _)| {
        if declared.iter().any(|(other, _)| other.text == key.text) {
            return Ok(());
        }
        let known = declared.iter().map(|(key, _)| &key.text);
        let suggestion = Suggestion::among(&key.text, known);
        let (flow, name) = (flow.to_owned(), key.text.clone());
        let problem = FlowProblem::UnknownParameter {
            flow,
            name,
            suggestion,
        };
        Err(own.reporter().report(&key.span, problem))
    });
    let bound = each(declared, |(key, default)| {
        let given = call.with.iter().find(|(other, _)| other.text == key.text);
        let binding = match given {
            Some((_, node)) => Binding::Node { node, scope: outer },
            None if default.is_null() => {
                let (flow, name) = (flow.to_owned(), key.text.clone());
                let problem = FlowProblem::MissingParameter { flow, name };
                return Err(own.reporter().report(call.span, problem));
            }
            None => Binding::Node {
                node: default,
                scope: own,
            },
        };
        Ok((key.text.clone(), binding))
    });
    unknown?;
    Ok(bound?.into_iter().collect())
}

fn read<'s>(
    fields: &Fields<'_>,
    parameters: BTreeMap<String, Binding<'s>>,
    own: &Scope<'s>,
) -> Read<(Vec<Step>, Results)> {
    let mut scope = own.clone();
    scope.parameters = Some(parameters);
    let nodes = fields
        .require("steps")
        .and_then(|node| node.list(own.reporter()))?;
    let steps = steps(nodes, (0, SPACING), &mut scope);
    scope.position = usize::MAX;
    let results = match fields.get("results") {
        Some(node) => each(node.map(own.reporter())?, |(key, value)| {
            let name = plain_name(&key.text, &key.span, own.reporter())?;
            Ok((name, template(value, &scope)?.parts))
        }),
        None => Ok(Vec::new()),
    };
    Ok((steps?, results?.into_iter().collect()))
}
