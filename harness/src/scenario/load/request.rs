//! What a step sends.

use super::body::body;
use super::condition::word;
use super::header::{headers, method};
use super::raw_request;
use super::reference::template;
use super::report_action::report;
use super::scope::Scope;
use crate::scenario::diagnostic::{Read, StepProblem};
use crate::scenario::yaml::{Fields, Kind, Node};
use crate::scenario::{
    Action, Body, ContextName, Credentials, Depth, RawSpec, RequestSpec, Template, Url,
};

/// The keys that say how a request is sent, beside its action.
pub(super) const KEYS: &[&str] = &[
    "at",
    "depth",
    "headers",
    "card",
    "props",
    "body",
    "body-base64",
    "body-file",
    "content-type",
    "credentials",
    "redirects",
];

/// Which of [`KEYS`] go with an action.
fn keys_of(action: &str) -> &'static [&'static str] {
    match action {
        "propfind" => &[
            "depth",
            "headers",
            "props",
            "body",
            "body-base64",
            "body-file",
            "content-type",
            "credentials",
            "redirects",
        ],
        "report" => &["at", "depth", "headers", "credentials", "redirects"],
        "put" | "post" => &[
            "headers",
            "card",
            "body",
            "body-base64",
            "body-file",
            "content-type",
            "credentials",
            "redirects",
        ],
        "delete" => &["depth", "headers", "credentials", "redirects"],
        "request" => &[
            "depth",
            "headers",
            "card",
            "body",
            "body-base64",
            "body-file",
            "content-type",
            "credentials",
            "redirects",
        ],
        _ => &["headers", "credentials", "redirects"],
    }
}

/// Reads the request of a step; `action` is its key and value.
pub(super) fn request(
    action: (&str, &Node),
    fields: &Fields<'_>,
    scope: &Scope<'_>,
) -> Read<Action> {
    let (kind, value) = action;
    let allowed = keys_of(kind);
    let misplaced: Vec<&str> = KEYS
        .iter()
        .copied()
        .filter(|key| !allowed.contains(key))
        .collect();
    fields.refuse(&misplaced, kind);
    let is_raw = kind == "request" && has_target(value);
    let headers = match is_raw {
        // They are lines, and are read as such.
        true => Ok(None),
        false => fields.optional("headers", |node| headers(node, scope)),
    };
    let sets_depth = |headers: &[(String, Template)]| {
        headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("depth"))
    };
    let target = target(kind, value, fields, scope);
    let credentials = fields
        .get("credentials")
        .map(|node| credentials(node, scope))
        .transpose();
    let redirects = fields
        .get("redirects")
        .map(|node| redirects(node, scope))
        .transpose();
    let depth = fields
        .get("depth")
        .map(|node| depth(node, kind, scope))
        .transpose();
    let headers = headers?.unwrap_or_default();
    let target = target?;
    let depth = match depth? {
        Some(depth) => depth,
        None if kind == "propfind" && !sets_depth(&headers) => {
            return Err(fields.missing(&["depth"], StepProblem::NoDepth));
        }
        None => target.depth,
    };
    Ok(Action::Request(RequestSpec {
        method: target.method,
        url: target.url,
        depth,
        headers,
        body: target.body,
        credentials: credentials?.unwrap_or_default(),
        follow_redirects: redirects?.is_some(),
        raw: target.raw.map(Box::new),
    }))
}

fn has_target(request: &Node) -> bool {
    request.entry("target").is_some()
}

/// What the action says by itself.
struct Target {
    method: String,
    url: Url,
    body: Body,
    depth: Option<Depth>,
    raw: Option<RawSpec>,
}

fn target(kind: &str, value: &Node, fields: &Fields<'_>, scope: &Scope<'_>) -> Read<Target> {
    if kind == "report" {
        let url = match fields.get("at") {
            Some(at) => url(at, scope),
            None => Ok(Url::At(super::reference::context(
                ContextName::Book,
                &value.span,
                scope,
            ))),
        };
        let (body, depth) = report(value, scope)?;
        let (method, url) = ("REPORT".to_owned(), url?);
        return Ok(Target {
            method,
            url,
            body,
            depth,
            raw: None,
        });
    }
    let body = body(kind, fields, scope);
    let (method, url, raw) = match kind {
        "request" => any(value, fields, scope)?,
        _ => (kind.to_ascii_uppercase(), url(value, scope)?, None),
    };
    let (body, depth) = (body?, None);
    Ok(Target {
        method,
        url,
        body,
        depth,
        raw,
    })
}

/// Reads `request:`, of which there are two: with a `url:`, and byte for byte with a `target:`.
fn any(node: &Node, step: &Fields<'_>, scope: &Scope<'_>) -> Read<(String, Url, Option<RawSpec>)> {
    let keys = [&["url"], &raw_request::KEYS[..]].concat();
    let fields = Fields::new(node, "a request", &keys, scope.reporter())?;
    if fields.get("target").is_some() {
        fields.refuse(&["url"], "target");
        let (method, raw) = raw_request::raw_request(&fields, step, scope)?;
        return Ok((method, Url::At(raw.target.clone()), Some(raw)));
    }
    fields.refuse(&["omit"], "url");
    let method = fields
        .require("method")
        .and_then(|node| method(node, scope.reporter()));
    let url = fields.require("url").and_then(|node| url(node, scope));
    Ok((method?, url?, None))
}

/// Reads where a request goes: text, or `{ in: COLLECTION, name: NAME }`.
pub(super) fn url(node: &Node, scope: &Scope<'_>) -> Read<Url> {
    if !matches!(node.kind, Kind::Map(_)) {
        return template(node, scope).map(Url::At);
    }
    let fields = Fields::new(node, "a URL", &["in", "name"], scope.reporter())?;
    let collection = fields.require("in").and_then(|node| template(node, scope));
    let name = fields
        .require("name")
        .and_then(|node| template(node, scope));
    Ok(Url::In {
        collection: collection?,
        name: name?,
    })
}

/// Reads `depth:`. `None` sends no header.
fn depth(node: &Node, kind: &str, scope: &Scope<'_>) -> Read<Option<Depth>> {
    const WORDS: [&str; 5] = ["0", "1", "infinity", "none", "working"];
    let words = WORDS.map(|word| (word, word));
    let usable = if matches!(kind, "report" | "request") {
        &words[..]
    } else {
        &words[..4]
    };
    let chosen = word(node, "depth", usable, scope.reporter())?;
    Ok(match chosen {
        "none" => None,
        "working" => Some(Depth::Working),
        exactly => Some(Depth::Exactly(exactly.to_owned())),
    })
}

fn credentials(node: &Node, scope: &Scope<'_>) -> Read<Credentials> {
    let words = [
        ("own", Credentials::Own),
        ("none", Credentials::None),
        ("unknown-token", Credentials::UnknownToken),
        ("wrong-password", Credentials::WrongPassword),
    ];
    word(node, "kind of credentials", &words, scope.reporter())
}

fn redirects(node: &Node, scope: &Scope<'_>) -> Read<()> {
    word(
        node,
        "way with redirects",
        &[("follow", ())],
        scope.reporter(),
    )
}
