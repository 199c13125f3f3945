//! What a request carries.

use std::path::{Component, Path};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::card::card;
use super::condition::word;
use super::names;
use super::reference::template;
use super::scope::Scope;
use crate::scenario::diagnostic::{Listed, Read, ShapeProblem, StepProblem, ValueProblem};
use crate::scenario::text_file::read_bounded;
use crate::scenario::yaml::{Fields, Kind, Node};
use crate::scenario::{Body, Part, PropertyRequest};

/// The keys that can be the body of an action, and whether it needs one of them.
fn bodies_of(kind: &str) -> (&'static [&'static str], bool) {
    match kind {
        "propfind" => (&["props", "body", "body-base64", "body-file"], true),
        "put" | "post" => (&["card", "body", "body-base64", "body-file"], true),
        "request" => (&["card", "body", "body-base64", "body-file"], false),
        _ => (&[], false),
    }
}

/// The keys of a body that is sent as it stands.
const BODIES: [&str; 3] = ["body", "body-base64", "body-file"];

/// Reads the body of a request.
pub(super) fn body(kind: &str, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Body> {
    let (keys, needed) = bodies_of(kind);
    let found = fields.among(keys);
    let reporter = scope.reporter();
    if let Some((key, _)) = fields
        .entry("content-type")
        .filter(|_| keys.contains(&"body") && fields.among(&BODIES).is_empty())
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
            "body-base64" => bytes(base64_in(value, scope), fields, scope),
            "body-file" => bytes(file(value, scope), fields, scope),
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

fn bytes(bytes: Read<Vec<u8>>, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Body> {
    let content_type = fields.optional("content-type", |node| {
        node.text(scope.reporter()).map(str::to_owned)
    });
    Ok(Body::Bytes {
        bytes: bytes?.into(),
        content_type: content_type?,
    })
}

/// Reads bytes in base64 (RFC 4648 §4); white space is left out.
fn base64_in(node: &Node, scope: &Scope<'_>) -> Read<Vec<u8>> {
    let text = node.text(scope.reporter())?;
    let text: String = text.split_whitespace().collect();
    BASE64_STANDARD
        .decode(text)
        .map_err(|_| scope.reporter().report(&node.span, ValueProblem::BadBase64))
}

/// Reads a file of the suite; its name counts from the suite's folder.
fn file(node: &Node, scope: &Scope<'_>) -> Read<Vec<u8>> {
    let reporter = scope.reporter();
    let name = node.text(reporter)?;
    let unusable = |cause: String| {
        let name = name.to_owned();
        reporter.report(&node.span, ValueProblem::BadBodyFile { name, cause })
    };
    let inside = |part: Component<'_>| matches!(part, Component::Normal(_));
    if !Path::new(name).components().all(inside) {
        return Err(unusable("it is not below the suite's folder".to_owned()));
    }
    let read = read_bounded(&scope.library.root.join(name));
    read.map_err(|problem| unusable(problem.to_string()))
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
