//! `error-body:`: the form of an error body.

use super::super::condition::word;
use super::super::scope::Scope;
use crate::scenario::ErrorBodyCheck;
use crate::scenario::diagnostic::Read;
use crate::scenario::yaml::{Fields, Kind, Node};

#[derive(Clone, Copy)]
enum Form {
    DavError,
    GoogleJson,
    Html,
    Empty,
}

/// Reads the form of an error body.
pub(super) fn error_body(node: &Node, scope: &Scope<'_>) -> Read<ErrorBodyCheck> {
    if let Kind::Map(_) = node.kind {
        return google_json(node, scope);
    }
    let words = [
        ("dav-error", Form::DavError),
        ("google-json", Form::GoogleJson),
        ("html", Form::Html),
        ("empty", Form::Empty),
    ];
    Ok(
        match word(node, "form of an error body", &words, scope.reporter())? {
            Form::DavError => ErrorBodyCheck::DavError,
            Form::GoogleJson => ErrorBodyCheck::GoogleJson {
                code: None,
                status: None,
            },
            Form::Html => ErrorBodyCheck::Html,
            Form::Empty => ErrorBodyCheck::Empty,
        },
    )
}

fn google_json(node: &Node, scope: &Scope<'_>) -> Read<ErrorBodyCheck> {
    let reporter = scope.reporter();
    let outer = Fields::new(node, "`error-body`", &["google-json"], reporter)?;
    let json = outer.require("google-json")?;
    let fields = Fields::new(json, "`google-json`", &["code", "status"], reporter)?;
    let code = fields
        .get("code")
        .map(|node| node.number(100, 599, reporter))
        .transpose();
    let status = fields
        .get("status")
        .map(|node| node.text(reporter))
        .transpose();
    Ok(ErrorBodyCheck::GoogleJson {
        code: code?.and_then(|code| u16::try_from(code).ok()),
        status: status?.map(str::to_owned),
    })
}
