//! addressbook-multiget (RFC 6352 §8.7). Depth is ignored (google:MGET-02).

use std::collections::HashSet;

use http::StatusCode;
use roxmltree::Node;

use super::cards;
use crate::dav::{Multistatus, Name};
use crate::method::features::claims;
use crate::method::lookup;
use crate::method::turn::{Outcome, Turn};
use crate::prop::{Row, Selection};
use crate::quirk::{MultigetMaxHrefs, MultigetMissing};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;
use crate::store::MemberName;

/// About so many bytes a small card takes.
const OF_A_CARD: usize = 1 << 10;
/// No more room than this is made before the cards are known.
const MUCH: usize = 1 << 16;

/// Answers with the cards that the hrefs name, each once.
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource, root: Node<'_, '_>) -> Outcome {
    let asked = cards::asked(root)?;
    cards::check_version(turn, &asked)?;
    let hrefs = hrefs(root)?;
    check_number(turn, hrefs.len())?;
    let turn = &*turn;
    let scene = cards::scene(turn, Some(cards::multiget_data(turn, &asked)));
    let selection = Selection::new(&asked, &scene)?;
    let book = &turn.keeper.account.book;
    let mut multistatus = Multistatus::with_room((hrefs.len() * OF_A_CARD).min(MUCH));
    let mut answered = HashSet::new();
    let mut missing = 0;
    for href in &hrefs {
        let found = find(turn, resource, href).and_then(|name| book.entry(&name));
        if let Some((name, card)) = found {
            let row = Row::Card(name, card);
            let href = scene.href(row);
            if answered.insert(href.clone()) {
                multistatus.response(&href, |propstats| {
                    selection.write(&scene, row, propstats);
                });
            }
        } else {
            missing += 1;
            if answered.insert(href.clone()) && reports_missing(turn) {
                multistatus.status(href, StatusCode::NOT_FOUND, None);
            }
        }
    }
    turn.because("the cards that the hrefs name are sent");
    turn.fact("hrefs", hrefs.len());
    turn.fact("missing", missing);
    let claims = claims(turn.keeper.quirks, turn.keeper.notes, Some(resource));
    let body = multistatus.finish(None)?;
    Ok(claims.mark(Reply::xml(StatusCode::MULTI_STATUS, body)))
}

fn hrefs(root: Node<'_, '_>) -> Result<Vec<String>, Refusal> {
    let hrefs: Vec<String> = root
        .children()
        .filter(|child| Name::dav("href").names(*child))
        .map(|href| href.text().unwrap_or_default().trim().to_owned())
        .filter(|href| !href.is_empty())
        .collect();
    if hrefs.is_empty() {
        return Err(Refusal::invalid_argument("the multiget names no href")
            .unless("send at least one DAV:href"));
    }
    Ok(hrefs)
}

/// This is the one place that asks `multiget.max-hrefs`.
fn check_number(turn: &Turn<'_>, hrefs: usize) -> Result<(), Refusal> {
    const MOST: usize = 250;
    if hrefs <= MOST
        || turn.ask(turn.keeper.quirks.multiget_max_hrefs) == MultigetMaxHrefs::Unlimited
    {
        return Ok(());
    }
    Err(
        Refusal::invalid_argument(format!("the multiget names more than {MOST} hrefs"))
            .unless("fetch the cards with several reports"),
    )
}

/// The card that an href names, if it is inside of the resource to which the request went.
fn find(turn: &Turn<'_>, resource: &Resource, href: &str) -> Option<MemberName> {
    let Resource::Member(name) = turn.named(href)? else {
        return None;
    };
    let real = lookup::find(&turn.keeper, &name)?;
    match resource {
        Resource::Member(only) => (*only == name || *only == real).then_some(real),
        _ => Some(real),
    }
}

/// This is the one place that asks `multiget.missing`.
fn reports_missing(turn: &Turn<'_>) -> bool {
    turn.ask(turn.keeper.quirks.multiget_missing) == MultigetMissing::NotFound
}
