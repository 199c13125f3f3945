//! `request:` with a `target:`, which is sent byte for byte.

use super::condition::word;
use super::header::{self, method};
use super::reference::template;
use super::scope::Scope;
use crate::scenario::diagnostic::{Read, ValueProblem, each};
use crate::scenario::yaml::{Fields, Kind, Node};
use crate::scenario::{Part, RawSpec, Template};

/// The keys of a request that is sent byte for byte.
pub(super) const KEYS: [&str; 3] = ["method", "target", "omit"];

/// Reads method, target, header lines and what is left out; `fields` are those of the step, `raw`
/// those of `request:`.
pub(super) fn raw_request(
    raw: &Fields<'_>,
    fields: &Fields<'_>,
    scope: &Scope<'_>,
) -> Read<(String, RawSpec)> {
    let reporter = scope.reporter();
    fields.refuse(&["redirects"], "target");
    let method = raw
        .require("method")
        .and_then(|node| method(node, reporter));
    let target = raw
        .require("target")
        .and_then(|node| in_one_line(node, scope));
    let omit = raw.optional("omit", |node| {
        each(node.one_or_many(), |item| omitted(item, scope))
    });
    let lines = fields.optional("headers", |node| lines(node, scope));
    let spec = RawSpec {
        target: target?,
        lines: lines?.unwrap_or_default(),
        omit: omit?.unwrap_or_default(),
    };
    Ok((method?, spec))
}

fn omitted(node: &Node, scope: &Scope<'_>) -> Read<String> {
    let names = ["Host", "User-Agent", "Content-Length", "Connection"];
    let names = names.map(|name| (name, name));
    let name = word(node, "header that is added", &names, scope.reporter())?;
    Ok(name.to_owned())
}

/// Reads header lines: a list of lines as they stand, or names with values.
fn lines(node: &Node, scope: &Scope<'_>) -> Read<Vec<Template>> {
    if matches!(node.kind, Kind::List(_)) {
        let items = node.list(scope.reporter())?;
        return each(items, |item| in_one_line(item, scope));
    }
    let headers = header::headers(node, scope)?.into_iter();
    let lines = headers.map(|(name, mut value)| {
        value.parts.insert(0, Part::Text(format!("{name}: ")));
        value
    });
    Ok(lines.collect())
}

/// Reads text that is not empty and stands in one line.
fn in_one_line(node: &Node, scope: &Scope<'_>) -> Read<Template> {
    let template = template(node, scope)?;
    let ends = |part: &Part| matches!(part, Part::Text(text) if text.contains(['\r', '\n']));
    if template.parts.is_empty() || template.parts.iter().any(ends) {
        let text = node.as_text().unwrap_or_default();
        let text = text.escape_debug().to_string();
        return Err(scope
            .reporter()
            .report(&node.span, ValueProblem::BadLine { text }));
    }
    Ok(template)
}
