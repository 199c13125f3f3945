//! addressbook-query (RFC 6352 §8.6).

use http::StatusCode;
use roxmltree::Node;

use super::{cards, filter};
use crate::dav::{Condition, Multistatus, Name};
use crate::method::depth::{self, Depth};
use crate::method::features::claims;
use crate::method::lookup;
use crate::method::turn::{Outcome, Turn};
use crate::prop::{Row, Scene, Selection};
use crate::quirk::{QueryEmptyAnyof, QueryNoDepth, QueryNoFilter};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;
use crate::store::{MemberName, StoredCard};
use crate::vcard::{Filter, Rules, Search, Test};

/// Answers with the cards that match.
pub(super) fn answer(turn: &mut Turn<'_>, resource: &Resource, root: Node<'_, '_>) -> Outcome {
    let turn = &*turn;
    let asked = cards::asked(root)?;
    cards::check_version(turn, &asked)?;
    let filter = wanted(turn, root)?;
    let limit = limit(root)?;
    let scope = scope(turn, resource)?;
    let rules = Rules::of(turn.keeper.quirks, &filter, turn.keeper.notes);
    let scene = cards::scene(turn, Some(cards::query_data(turn, &asked)));
    let mut found = Found {
        multistatus: Multistatus::new(),
        selection: Selection::new(&asked, &scene)?,
        limit: limit.unwrap_or(usize::MAX),
        matches: 0,
    };
    found.look_through(&scene, &scope, &Search::new(filter, rules));
    if found.matches > found.limit {
        turn.because("more cards match than the limit lets through");
        let href = request_href(&scene, resource);
        let condition = Condition::NumberOfMatchesWithinLimits;
        let status = StatusCode::INSUFFICIENT_STORAGE;
        found.multistatus.status(&href, status, Some(&condition));
    } else {
        turn.because("the cards that match the filter are sent");
        turn.fact("matches", found.matches);
    }
    turn.fact("cards looked at", scope.len());
    let claims = claims(turn.keeper.quirks, turn.keeper.notes, Some(resource));
    let body = found.multistatus.finish(None)?;
    Ok(claims.mark(Reply::xml(StatusCode::MULTI_STATUS, body)))
}

/// The answer while it grows.
struct Found {
    multistatus: Multistatus,
    selection: Selection,
    limit: usize,
    /// How many cards match; not counted further once they are more than the limit.
    matches: usize,
}

impl Found {
    fn look_through(&mut self, scene: &Scene<'_>, scope: &Scope<'_>, search: &Search) {
        for (name, card) in scope {
            if !str::from_utf8(&card.data).is_ok_and(|text| search.matches(text)) {
                continue;
            }
            self.matches += 1;
            if self.matches > self.limit {
                return;
            }
            let row = Row::Card(name, card);
            self.multistatus.response(&scene.href(row), |propstats| {
                self.selection.write(scene, row, propstats);
            });
        }
    }
}

/// The cards in question.
type Scope<'a> = Vec<(&'a MemberName, &'a StoredCard)>;

/// Which cards are in question: of the address book with Depth 0, none. This is the one place
/// that asks `query.no-depth`.
fn scope<'a>(turn: &'a Turn<'_>, resource: &Resource) -> Result<Scope<'a>, Refusal> {
    let depth = match depth::sent(turn)? {
        Some(depth) => depth,
        None if turn.ask(turn.keeper.quirks.query_no_depth) == QueryNoDepth::Zero => Depth::Zero,
        None => {
            return Err(
                Refusal::invalid_argument("the query has no Depth header").unless("send Depth: 1")
            );
        }
    };
    let book = &turn.keeper.account.book;
    Ok(match (resource, depth) {
        (Resource::Member(name), _) => {
            let real = lookup::find(&turn.keeper, name)
                .ok_or_else(|| lookup::missing(&turn.keeper, name))?;
            book.entry(&real).into_iter().collect()
        }
        (Resource::Book, Depth::One | Depth::Infinity) | (Resource::Home, Depth::Infinity) => {
            book.cards().collect()
        }
        _ => {
            turn.fact("depth", "no card is in it");
            Vec::new()
        }
    })
}

/// Which cards are wanted. This is the one place that asks `query.no-filter` and
/// `query.empty-anyof`.
fn wanted(turn: &Turn<'_>, root: Node<'_, '_>) -> Result<Filter, Refusal> {
    let quirks = turn.keeper.quirks;
    let mut filters = root
        .children()
        .filter(|child| Name::carddav("filter").names(*child));
    let mut filter = match (filters.next(), filters.next()) {
        (Some(filter), None) => filter::read(filter)?,
        (None, _) if turn.ask(quirks.query_no_filter) == QueryNoFilter::EveryCard => Filter {
            test: Test::AllOf,
            properties: Vec::new(),
        },
        _ => {
            return Err(Refusal::invalid_argument(
                "the query does not have exactly one CARDDAV:filter",
            )
            .unless("send one filter; <filter test=\"allof\"/> matches every card"));
        }
    };
    if filter.properties.is_empty()
        && filter.test == Test::AnyOf
        && turn.ask(quirks.query_empty_anyof) == QueryEmptyAnyof::EveryCard
    {
        filter.test = Test::AllOf;
    }
    Ok(filter)
}

/// The number in `CARDDAV:limit`, if any (RFC 6352 §10.6).
fn limit(root: Node<'_, '_>) -> Result<Option<usize>, Refusal> {
    let Some(limit) = root
        .children()
        .find(|child| Name::carddav("limit").names(*child))
    else {
        return Ok(None);
    };
    let number = limit
        .children()
        .find(|child| Name::carddav("nresults").names(*child))
        .and_then(|nresults| nresults.text()?.trim().parse().ok());
    number.map(Some).ok_or_else(|| {
        Refusal::invalid_argument("CARDDAV:limit holds no CARDDAV:nresults with a number")
            .unless("send a number in digits")
    })
}

/// The URL to which the request went, in the form that answers have.
fn request_href(scene: &Scene<'_>, resource: &Resource) -> String {
    match resource {
        Resource::Principal => scene.href(Row::Principal),
        Resource::Home => scene.href(Row::Home),
        Resource::Book => scene.href(Row::Book),
        Resource::Member(name) => scene.account.card_href(name),
    }
}
