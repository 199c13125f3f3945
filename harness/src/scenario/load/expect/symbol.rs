//! `etag:` and `sync-token:`: values that only tell same from different.

use super::super::condition::word;
use super::super::reference::template;
use super::super::scope::Scope;
use crate::scenario::SymbolCheck;
use crate::scenario::diagnostic::{Read, each};
use crate::scenario::yaml::{Fields, Kind, Node};

/// Reads a check of an ETag.
pub(super) fn etag(node: &Node, scope: &Scope<'_>) -> Read<SymbolCheck> {
    symbol(node, ("`etag`", &["same-as", "differs-from", "of"]), scope)
}

/// Reads a check of a sync token.
pub(super) fn sync_token(node: &Node, scope: &Scope<'_>) -> Read<SymbolCheck> {
    symbol(node, ("`sync-token`", &["same-as", "differs-from"]), scope)
}

fn symbol(
    node: &Node,
    (of, keys): (&'static str, &[&str]),
    scope: &Scope<'_>,
) -> Read<SymbolCheck> {
    let reporter = scope.reporter();
    if !matches!(node.kind, Kind::Map(_)) {
        let absent = word(
            node,
            "test",
            &[("present", false), ("absent", true)],
            reporter,
        )?;
        return Ok(SymbolCheck {
            absent,
            ..SymbolCheck::default()
        });
    }
    let fields = Fields::new(node, of, keys, reporter)?;
    fields.not_empty()?;
    let templates = |key| match fields.get(key) {
        Some(node) => each(node.one_or_many(), |item| template(item, scope)),
        None => Ok(Vec::new()),
    };
    let (same_as, differs_from) = (templates("same-as"), templates("differs-from"));
    let of = fields
        .get("of")
        .map(|node| template(node, scope))
        .transpose();
    Ok(SymbolCheck {
        of: of?,
        same_as: same_as?,
        differs_from: differs_from?,
        absent: false,
    })
}
