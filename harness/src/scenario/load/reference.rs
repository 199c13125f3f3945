//! Text with references: `$step.name` as a whole value, `${step.name}` inside text.

use super::scope::{Binding, Known, Scope};
use crate::scenario::diagnostic::{
    CasesProblem, FlowProblem, NameProblem, Read, Reported, Suggestion,
};
use crate::scenario::yaml::Node;
use crate::scenario::{ContextName, Part, Span, Template};

/// Reads a node as text with references.
pub(super) fn template(node: &Node, scope: &Scope<'_>) -> Read<Template> {
    template_in(node.text(scope.reporter())?, node, scope)
}

/// Reads a part of a node's text as text with references.
pub(super) fn template_in(text: &str, node: &Node, scope: &Scope<'_>) -> Read<Template> {
    Ok(Template {
        parts: parts(text, &node.span, scope)?,
        place: node.span.place.clone(),
    })
}

/// A template that is a name of the whole scenario.
pub(super) fn context(name: ContextName, span: &Span, scope: &Scope<'_>) -> Template {
    scope.usage.borrow_mut().context.insert(name);
    Template {
        parts: vec![Part::Context(name)],
        place: span.place.clone(),
    }
}

fn parts(text: &str, span: &Span, scope: &Scope<'_>) -> Read<Vec<Part>> {
    if let Some(path) = whole_reference(text) {
        return resolve(path, span, scope);
    }
    let mut parts = Vec::new();
    let mut missing = None;
    let mut rest = text;
    let mut dollars = 0;
    while let Some(at) = rest.find('$') {
        push_text(&mut parts, &rest[..at]);
        let (token, after) = token(&rest[at..]);
        match token {
            Token::Dollar => push_text(&mut parts, "$"),
            Token::Reference(path) => {
                let raw = &rest[at..rest.len() - after.len()];
                let nth = text[..text.len() - rest.len() + at].matches(raw).count();
                let span = scope.reporter().within(span, raw, nth);
                match resolve(path, &span, scope) {
                    Ok(resolved) => resolved.into_iter().for_each(|part| push(&mut parts, part)),
                    Err(reported) => missing = Some(reported),
                }
            }
            Token::Wrong => {
                let span = scope.reporter().within(span, "$", dollars);
                missing = Some(scope.reporter().report(&span, NameProblem::BadReference));
            }
        }
        dollars += rest[at..rest.len() - after.len()].matches('$').count();
        rest = after;
    }
    push_text(&mut parts, rest);
    missing.map_or(Ok(parts), Err)
}

/// What begins with a dollar sign.
enum Token<'t> {
    /// `$$`
    Dollar,
    /// `${…}`: what stands between the braces.
    Reference(&'t str),
    /// Neither.
    Wrong,
}

/// The token at the beginning of `text`, and what follows it.
fn token(text: &str) -> (Token<'_>, &str) {
    if let Some(rest) = text.strip_prefix("$$") {
        return (Token::Dollar, rest);
    }
    let braced = text
        .strip_prefix("${")
        .and_then(|rest| rest.split_once('}'));
    match braced {
        Some((path, rest)) if is_path(path) => (Token::Reference(path), rest),
        _ => (Token::Wrong, text.get(1..).unwrap_or_default()),
    }
}

/// `$step.name` as a whole value: what follows the dollar sign.
pub(super) fn whole_reference(text: &str) -> Option<&str> {
    text.strip_prefix('$').filter(|path| is_path(path))
}

fn is_path(path: &str) -> bool {
    let name = |part: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        !part.is_empty() && part.chars().all(plain)
    };
    path.split('.').all(name)
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        push(parts, Part::Text(text.to_owned()));
    }
}

/// Adds a part; text that follows text becomes one part.
fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
        (_, part) => parts.push(part),
    }
}

/// What a reference stands for.
fn resolve(path: &str, span: &Span, scope: &Scope<'_>) -> Read<Vec<Part>> {
    let names: Vec<&str> = path.split('.').collect();
    match names.as_slice() {
        ["uuid", name] => Ok(vec![Part::Uuid(scope.full(name))]),
        ["with", name] => parameter(name, span, scope),
        ["case", name] => {
            let name = (*name).to_owned();
            Err(scope
                .reporter()
                .report(span, CasesProblem::NoCases { name }))
        }
        ["given", card, name] => given(card, name, span, scope),
        [name] => whole_scenario(name, span, scope),
        [step, name] => captured(step, name, span, scope),
        _ => Err(unknown(path, span, scope)),
    }
}

fn unknown(path: &str, span: &Span, scope: &Scope<'_>) -> Reported {
    let known = ContextName::ALL.map(|context| format!("${}", context.name()));
    let suggestion = Suggestion::among(&format!("${path}"), known);
    let name = path.to_owned();
    scope
        .reporter()
        .report(span, NameProblem::UnknownReference { name, suggestion })
}

fn whole_scenario(name: &str, span: &Span, scope: &Scope<'_>) -> Read<Vec<Part>> {
    let found = ContextName::ALL
        .into_iter()
        .find(|context| context.name() == name);
    match found {
        Some(context) => {
            scope.usage.borrow_mut().context.insert(context);
            Ok(vec![Part::Context(context)])
        }
        None => Err(unknown(name, span, scope)),
    }
}

fn parameter(name: &str, span: &Span, scope: &Scope<'_>) -> Read<Vec<Part>> {
    match binding(name, span, scope)? {
        Binding::Open => Ok(vec![Part::Text(String::new())]),
        Binding::Node { node, scope: outer } => match node.as_text() {
            Some(_) => Ok(template(node, outer)?.parts),
            None => {
                let name = name.to_owned();
                let problem = FlowProblem::NotText { name };
                let see = (node.span.clone(), "its value");
                Err(scope.reporter().report_with(span, problem, see))
            }
        },
    }
}

/// What a parameter stands for.
pub(super) fn binding<'a>(name: &str, span: &Span, scope: &Scope<'a>) -> Read<Binding<'a>> {
    let report = |problem: FlowProblem| Err(scope.reporter().report(span, problem));
    let Some(parameters) = &scope.parameters else {
        let name = name.to_owned();
        return report(FlowProblem::NoParameters { name });
    };
    match parameters.get(name) {
        Some(binding) => {
            scope.usage.borrow_mut().parameters.insert(scope.full(name));
            Ok(binding.clone())
        }
        None => {
            let suggestion = Suggestion::among(name, parameters.keys());
            let flow = scope.chain.last().cloned().unwrap_or_default();
            let name = name.to_owned();
            report(FlowProblem::UnknownParameter {
                flow,
                name,
                suggestion,
            })
        }
    }
}

fn given(card: &str, name: &str, span: &Span, scope: &Scope<'_>) -> Read<Vec<Part>> {
    match scope.given.get(card) {
        Some(known) => value(known, &format!("given.{card}"), name, span, scope),
        None => {
            let suggestion = Suggestion::among(card, scope.given.keys());
            let name = card.to_owned();
            let problem = NameProblem::UnknownGiven { name, suggestion };
            Err(scope.reporter().report(span, problem))
        }
    }
}

fn captured(step: &str, name: &str, span: &Span, scope: &Scope<'_>) -> Read<Vec<Part>> {
    let known = earlier_step(step, span, scope)?;
    value(known, step, name, span, scope)
}

/// A step that has run at this point.
pub(super) fn earlier_step<'s>(step: &str, span: &Span, scope: &'s Scope<'_>) -> Read<&'s Known> {
    let name = step.to_owned();
    match scope.steps.get(step) {
        Some(declared) if declared.position < scope.position => match &declared.known {
            Some(known) => Ok(known),
            None => Err(scope
                .reporter()
                .report(span, NameProblem::LaterStep { name })),
        },
        Some(_) => Err(scope
            .reporter()
            .report(span, NameProblem::LaterStep { name })),
        None => {
            let suggestion = Suggestion::among(step, scope.steps.keys());
            let problem = NameProblem::UnknownStep { name, suggestion };
            Err(scope.reporter().report(span, problem))
        }
    }
}

fn value(known: &Known, step: &str, name: &str, span: &Span, scope: &Scope<'_>) -> Read<Vec<Part>> {
    let names: Vec<&String> = match known {
        Known::Broken(reported) => return Err(*reported),
        Known::Flow { results } => match results.get(name) {
            Some(parts) => return Ok(parts.clone()),
            None => results.keys().collect(),
        },
        Known::Step { captures, .. } => {
            if captures.contains(name) {
                let key = format!("{}.{name}", scope.full(step));
                scope.usage.borrow_mut().refer(&key);
                return Ok(vec![Part::Captured(key)]);
            }
            captures.iter().collect()
        }
    };
    let suggestion = Suggestion::among(name, names);
    let (step, name) = (step.to_owned(), name.to_owned());
    Err(match known {
        Known::Flow { .. } => scope.reporter().report(
            span,
            FlowProblem::UnknownResult {
                step,
                name,
                suggestion,
            },
        ),
        _ => scope.reporter().report(
            span,
            NameProblem::UnknownCapture {
                step,
                name,
                suggestion,
            },
        ),
    })
}
