//! What a request carries.

use super::card::card;
use super::condition::word;
use super::names;
use super::reference::template;
use super::scope::Scope;
use crate::scenario::diagnostic::{Listed, Read, ShapeProblem, StepProblem};
use crate::scenario::yaml::{Fields, Kind, Node};
use crate::scenario::{Body, Part, PropertyRequest};

/// The keys that can be the body of an action, and whether it needs one of them.
fn bodies_of(kind: &str) -> (&'static [&'static str], bool) {
    match kind {
        "propfind" => (&["props", "body"], true),
        "put" | "post" => (&["card", "body"], true),
        "request" => (&["card", "body"], false),
        _ => (&[], false),
    }
}

/// Reads the body of a request.
pub(super) fn body(kind: &str, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Body> {
    let (keys, needed) = bodies_of(kind);
    let found = fields.among(keys);
    let reporter = scope.reporter();
    if let Some((key, _)) = fields
        .entry("content-type")
        .filter(|_| keys.contains(&"body") && fields.get("body").is_none())
    {
        let problem = ShapeProblem::NeedsKey {
            key: "content-type",
            other: "body",
        };
        reporter.report(&key.span, problem);
    }
    match found.as_slice() {
        [] if needed => {
            let (action, names) = (kind.to_owned(), Listed::of(keys));
            let problem = StepProblem::NoBody {
                action,
                keys: names,
            };
            Err(fields.missing(keys, problem))
        }
        [] => Ok(Body::Empty),
        [(key, value)] => match key.text.as_str() {
            "props" => properties(value, scope).map(Body::Propfind),
            "card" => card(value, scope).map(Body::Card),
            _ => raw_body(value, fields, scope),
        },
        [_, (second, _), ..] => {
            let keys = Listed::of(keys);
            Err(reporter.report(&second.span, StepProblem::SeveralBodies { keys }))
        }
    }
}

fn raw_body(node: &Node, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Body> {
    let content_type = fields.get("content-type");
    let content_type = content_type
        .map(|node| node.text(scope.reporter()).map(str::to_owned))
        .transpose();
    let text = template(node, scope)?;
    let content_type = content_type?;
    let empty = text.parts.is_empty() || text.parts == [Part::Text(String::new())];
    if empty && content_type.is_none() {
        return Ok(Body::Empty);
    }
    Ok(Body::Raw { text, content_type })
}

fn properties(node: &Node, scope: &Scope<'_>) -> Read<PropertyRequest> {
    match node.kind {
        Kind::List(_) => names::list(node, scope).map(PropertyRequest::Named),
        _ => {
            let words = [("all", true), ("names", false)];
            let all = word(node, "set of properties", &words, scope.reporter())?;
            Ok(if all {
                PropertyRequest::Allprop
            } else {
                PropertyRequest::Propname
            })
        }
    }
}
