//! PROPFIND (RFC 4918 §9.1).

use http::StatusCode;

use super::ctag_polling;
use super::depth::{self, Depth};
use super::features::claims;
use super::turn::{Outcome, Turn};
use super::{lookup, report};
use crate::dav::{Condition, Multistatus, Name, PropertyRequest, document};
use crate::prop::{GETCTAG, Row, SYNC_TOKEN, Scene, Selection, issue_sync_token};
use crate::quirk::{PropfindNoBody, PropfindNoDepth};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;

/// About so many bytes a row of a listing takes that asks for ETags.
const OF_A_ROW: usize = 320;

/// Answers with the properties of a resource and, at Depth 1, of its members.
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    let resource = existing(turn, resource)?;
    let asked = asked(turn)?;
    let is_listing = is_listing(turn)?;
    let asks_for_token = asked == PropertyRequest::Names || asked.asks_for(&SYNC_TOKEN.name);
    let has_book_row = resource == Resource::Book || (resource == Resource::Home && is_listing);
    if has_book_row && asked.asks_for(&GETCTAG.name) {
        ctag_polling::check(turn)?;
    }
    let sync_token = if asks_for_token && has_book_row {
        issue_sync_token(&mut turn.keeper, is_listing)
    } else {
        None
    };
    let keeper = &turn.keeper;
    let scene = Scene {
        account: keeper.account,
        book_href: keeper.account.book_href(),
        quirks: keeper.quirks,
        notes: keeper.notes,
        is_listing,
        sync_token,
        address_data: None,
    };
    let selection = Selection::new(&asked, &scene)?;
    turn.because(if is_listing {
        "the properties of the resource and its members are listed"
    } else {
        "the properties of the resource are listed"
    });
    turn.fact("cards", keeper.account.book.len());
    let rows = rows(&scene, &resource);
    let mut multistatus = Multistatus::with_room(rows.len() * OF_A_ROW);
    for row in rows {
        multistatus.response(&scene.href(row), |propstats| {
            selection.write(&scene, row, propstats);
        });
    }
    let claims = claims(keeper.quirks, keeper.notes, Some(&resource));
    let body = multistatus.finish(None)?;
    Ok(claims.mark(Reply::xml(StatusCode::MULTI_STATUS, body)))
}

/// The resource, with a card's real name in place of an alias.
fn existing(turn: &Turn<'_>, resource: &Resource) -> Result<Resource, Refusal> {
    match resource {
        Resource::Member(name) => lookup::find(&turn.keeper, name)
            .map(Resource::Member)
            .ok_or_else(|| lookup::missing(&turn.keeper, name)),
        collection => Ok(collection.clone()),
    }
}

/// What is asked for. This is the one place that asks `propfind.no-body`.
fn asked(turn: &Turn<'_>) -> Result<PropertyRequest, Refusal> {
    const REMEDY: &str = "send a DAV:propfind that names the properties in DAV:prop";
    if turn.request.body.is_empty() {
        return match turn.ask(turn.keeper.quirks.propfind_no_body) {
            PropfindNoBody::Allprop => Ok(PropertyRequest::All {
                include: Vec::new(),
            }),
            PropfindNoBody::Rejected => {
                Err(Refusal::invalid_argument("the PROPFIND has no body").unless(REMEDY))
            }
        };
    }
    let document = document(&turn.request.body).map_err(report::refuse_xml)?;
    let root = document.root_element();
    if !Name::dav("propfind").names(root) {
        return Err(Refusal::invalid_argument("the body is no DAV:propfind").unless(REMEDY));
    }
    PropertyRequest::read(root)
        .map_err(|bad| Refusal::invalid_argument(bad.to_string()).unless(REMEDY))
}

/// Whether members are listed too. This is the one place that asks `propfind.no-depth`.
fn is_listing(turn: &Turn<'_>) -> Result<bool, Refusal> {
    let depth = match depth::sent(turn)? {
        Some(depth) => depth,
        None => match turn.ask(turn.keeper.quirks.propfind_no_depth) {
            PropfindNoDepth::Infinity => Depth::Infinity,
            PropfindNoDepth::Zero => Depth::Zero,
        },
    };
    match depth {
        Depth::Zero => Ok(false),
        Depth::One => Ok(true),
        Depth::Infinity => Err(
            Refusal::invalid_argument("a PROPFIND reaches no deeper than 1")
                .naming(StatusCode::FORBIDDEN, Condition::PropfindFiniteDepth)
                .unless("send a Depth header with 0 or 1"),
        ),
    }
}

/// The rows of the answer: the resource itself, then its members.
fn rows<'a>(scene: &'a Scene<'_>, resource: &Resource) -> Vec<Row<'a>> {
    let book = &scene.account.book;
    let (own, members) = match resource {
        Resource::Principal => (Some(Row::Principal), vec![Row::Home]),
        Resource::Home => (Some(Row::Home), vec![Row::Book]),
        Resource::Book if scene.is_listing => {
            let cards = book.cards().map(|(name, card)| Row::Card(name, card));
            (Some(Row::Book), cards.collect())
        }
        Resource::Book => (Some(Row::Book), Vec::new()),
        Resource::Member(name) => (
            book.entry(name).map(|(name, card)| Row::Card(name, card)),
            Vec::new(),
        ),
    };
    let members = members.into_iter().filter(|_| scene.is_listing);
    own.into_iter().chain(members).collect()
}
