//! What a sync-collection asks for (RFC 6578 §6.1).

use roxmltree::Node;

use crate::dav::{Name, PropertyRequest};
use crate::method::turn::Turn;
use crate::quirk::SyncLevelInfinite;
use crate::refusal::Refusal;

/// What a request asks for.
pub(super) struct Asked {
    /// Empty for everything.
    pub(super) token: String,
    pub(super) properties: PropertyRequest,
    /// How many members at most.
    pub(super) limit: Option<usize>,
}

/// Reads the body. This is the one place that asks `sync.level-infinite`.
pub(super) fn read(turn: &Turn<'_>, root: Node<'_, '_>) -> Result<Asked, Refusal> {
    let token = only_child(root, "sync-token")?;
    let level = only_child(root, "sync-level")?;
    only_child(root, "prop")?;
    match text(level).as_str() {
        "1" => {}
        "infinite" => {
            if turn.ask(turn.keeper.quirks.sync_level_infinite) == SyncLevelInfinite::Rejected {
                return Err(refuse_level());
            }
        }
        _ => return Err(refuse_level()),
    }
    Ok(Asked {
        token: text(token),
        properties: PropertyRequest::read(root)
            .map_err(|bad| Refusal::invalid_argument(bad.to_string()))?,
        limit: limit(root)?,
    })
}

fn refuse_level() -> Refusal {
    Refusal::invalid_argument("the sync-level is not one that this server has")
        .unless("send a sync-level of 1")
}

/// The one child of a name that the report must have (RFC 6578 §6.1).
fn only_child<'a, 'input>(
    root: Node<'a, 'input>,
    name: &'static str,
) -> Result<Node<'a, 'input>, Refusal> {
    let mut found = root
        .children()
        .filter(|child| Name::dav(name).names(*child));
    match (found.next(), found.next()) {
        (Some(child), None) => Ok(child),
        _ => Err(Refusal::invalid_argument(format!(
            "the report does not have exactly one DAV:{name}"
        ))
        .unless(format!("send one DAV:{name}"))),
    }
}

fn text(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().trim().to_owned()
}

/// The number in `DAV:limit`, if any (RFC 5323 §5.17).
fn limit(root: Node<'_, '_>) -> Result<Option<usize>, Refusal> {
    let mut limits = root
        .children()
        .filter(|child| Name::dav("limit").names(*child));
    let Some(limit) = limits.next() else {
        return Ok(None);
    };
    let number = limit
        .children()
        .find(|child| Name::dav("nresults").names(*child))
        .and_then(|nresults| text(nresults).parse().ok())
        .filter(|number: &usize| *number > 0);
    number.map(Some).ok_or_else(|| {
        Refusal::invalid_argument("DAV:limit holds no DAV:nresults with a number above 0")
    })
}
