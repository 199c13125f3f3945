//! Headers and methods as HTTP allows them (RFC 9110 §5.1, §5.5, §9.1).

use super::reference::template;
use super::scope::Scope;
use crate::scenario::diagnostic::{Read, Reporter, ValueProblem, each};
use crate::scenario::yaml::Node;
use crate::scenario::{Part, Span, Template};

/// Reads the headers of a request.
pub(super) fn headers(node: &Node, scope: &Scope<'_>) -> Read<Vec<(String, Template)>> {
    each(node.map(scope.reporter())?, |(key, value)| {
        let name = name(&key.text, &key.span, scope.reporter());
        let value = template(value, scope).and_then(|text| checked(text, value, scope));
        Ok((name?, value?))
    })
}

/// Reads a header's name.
pub(super) fn name(text: &str, span: &Span, reporter: &Reporter) -> Read<String> {
    if is_token(text) {
        return Ok(text.to_owned());
    }
    let text = text.to_owned();
    Err(reporter.report(span, ValueProblem::BadHeader { text }))
}

/// Reads a method.
pub(super) fn method(node: &Node, reporter: &Reporter) -> Read<String> {
    let text = node.text(reporter)?;
    if is_token(text) {
        return Ok(text.to_owned());
    }
    let text = text.to_owned();
    Err(reporter.report(&node.span, ValueProblem::BadMethod { text }))
}

fn checked(value: Template, node: &Node, scope: &Scope<'_>) -> Read<Template> {
    let wrong = value.parts.iter().find_map(|part| match part {
        Part::Text(text) if text.chars().any(char::is_control) => Some(text),
        _ => None,
    });
    match wrong {
        None => Ok(value),
        Some(text) => {
            let text = text.escape_debug().to_string();
            let problem = ValueProblem::BadHeader { text };
            Err(scope.reporter().report(&node.span, problem))
        }
    }
}

/// RFC 9110 §5.6.2.
fn is_token(text: &str) -> bool {
    let special = |c: char| "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || special(c))
}
