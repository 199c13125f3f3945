//! PROPPATCH (RFC 4918 §9.2): nothing can be set (google:METH-02).

use http::StatusCode;

use super::features::claims;
use super::turn::{Outcome, Turn};
use super::{lookup, report};
use crate::dav::{Condition, Content, Multistatus, Name, document};
use crate::quirk::ProppatchBook;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;

/// Refuses every property. This is the one place that asks `proppatch.book`.
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    let keeper = &turn.keeper;
    let card = match resource {
        Resource::Member(name) => {
            Some(lookup::find(keeper, name).ok_or_else(|| lookup::missing(keeper, name))?)
        }
        _ => None,
    };
    if turn.ask(keeper.quirks.proppatch_book) == ProppatchBook::Rejected {
        return Err(Refusal::invalid_argument("properties cannot be set"));
    }
    let properties = named_properties(turn)?;
    turn.because(
        "properties cannot be set: the server's own are protected, and it keeps no others",
    );
    let href = match (resource, card) {
        (_, Some(name)) => keeper.account.card_href(&name),
        (Resource::Principal, None) => keeper.account.principal_href(),
        (Resource::Home, None) => keeper.account.home_href(),
        (_, None) => keeper.account.book_href(),
    };
    let mut multistatus = Multistatus::new();
    multistatus.response(&href, |propstats| {
        for name in &properties {
            propstats.property(StatusCode::FORBIDDEN, name, &Content::Empty);
        }
        propstats.because(&Condition::CannotModifyProtectedProperty);
    });
    let claims = claims(keeper.quirks, keeper.notes, Some(resource));
    let body = multistatus.finish(None)?;
    Ok(claims.mark(Reply::xml(StatusCode::MULTI_STATUS, body)))
}

/// Every property that the body sets or removes, each once.
fn named_properties(turn: &Turn<'_>) -> Result<Vec<Name>, Refusal> {
    let document = document(&turn.request.body).map_err(report::refuse_xml)?;
    let root = document.root_element();
    let mut names: Vec<Name> = Vec::new();
    for action in root.children() {
        if !Name::dav("set").names(action) && !Name::dav("remove").names(action) {
            continue;
        }
        let props = action
            .children()
            .filter(|child| Name::dav("prop").names(*child));
        for property in props.flat_map(|prop| prop.children()) {
            if property.is_element() && !names.contains(&Name::of(property)) {
                names.push(Name::of(property));
            }
        }
    }
    if !Name::dav("propertyupdate").names(root) || names.is_empty() {
        return Err(Refusal::invalid_argument(
            "the body is no DAV:propertyupdate that names a property",
        ));
    }
    Ok(names)
}
