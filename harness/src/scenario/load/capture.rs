//! `capture:`: values that later steps use.

use super::scope::Scope;
use super::source::source;
use crate::scenario::diagnostic::{Read, ShapeProblem, each};
use crate::scenario::yaml::{Node, plain_name};
use crate::scenario::{Capture, Span};

/// Reads the captures of a step.
pub(super) fn captures(node: &Node, step: &str, scope: &Scope<'_>) -> Read<Vec<Capture>> {
    each(node.map(scope.reporter())?, |(key, value)| {
        let name = plain_name(&key.text, &key.span, scope.reporter());
        let (items, optional) = without_nothing(value.one_or_many());
        let sources = each(items, |item| source(item, scope));
        let (name, sources) = (name?, sources?);
        if sources.is_empty() {
            let problem = ShapeProblem::EmptyList { of: "the capture" };
            return Err(scope.reporter().report(&value.span, problem));
        }
        Ok(Capture {
            key: remember(step, &name, &key.span, scope),
            sources,
            optional,
            place: key.span.place.clone(),
        })
    })
}

/// `nothing` as the last source: it is as well where none of the others has a value.
fn without_nothing(items: &[Node]) -> (&[Node], bool) {
    match items.split_last() {
        Some((last, others)) if !others.is_empty() && last.as_text() == Some("nothing") => {
            (others, true)
        }
        _ => (items, false),
    }
}

/// Remembers that a value is captured, and gives its key.
pub(super) fn remember(step: &str, name: &str, span: &Span, scope: &Scope<'_>) -> String {
    let key = format!("{}.{name}", scope.full(step));
    let captured = (key.clone(), name.to_owned(), span.clone());
    scope.usage.borrow_mut().captured.push(captured);
    key
}
