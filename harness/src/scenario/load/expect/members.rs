//! `members:`: which members a multistatus names.

use super::super::reference::template;
use super::super::scope::Scope;
use crate::scenario::diagnostic::{Read, each};
use crate::scenario::yaml::{Fields, Node};
use crate::scenario::{MembersCheck, Template};

/// Reads what members are named.
pub(super) fn members(node: &Node, scope: &Scope<'_>) -> Read<MembersCheck> {
    let reporter = scope.reporter();
    let keys = ["ok", "gone", "absent", "none-other"];
    let fields = Fields::new(node, "`members`", &keys, reporter)?;
    fields.not_empty()?;
    let hrefs = |key| -> Read<Vec<Template>> {
        match fields.get(key) {
            Some(node) => each(node.list(reporter)?, |item| template(item, scope)),
            None => Ok(Vec::new()),
        }
    };
    let (ok, gone, absent) = (hrefs("ok"), hrefs("gone"), hrefs("absent"));
    let none_other = fields
        .get("none-other")
        .map(|node| node.boolean(reporter))
        .transpose();
    Ok(MembersCheck {
        ok: ok?,
        gone: gone?,
        absent: absent?,
        none_other: none_other?.unwrap_or(false),
    })
}
