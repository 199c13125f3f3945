//! The cards that were there before anybody changed anything.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use super::read::Said;
use crate::dav::{CARDDAV, DAV, Href, Multistatus, Name, Response as Row};
use crate::exchange::{Request, Response};

/// How many cards a draft starts with at most.
const MOST: usize = 200;

/// A card that was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// Where.
    pub(super) href: Href,
    /// What it said, where that was told before it changed.
    pub(super) text: Option<String>,
}

/// The cards that were there at the start, in the order in which they were first told of.
pub(super) fn cards(all: &[Said], places: &Places) -> Vec<Card> {
    let mut search = Search {
        places,
        found: Vec::new(),
        at: BTreeMap::new(),
        touched: BTreeSet::new(),
        made: BTreeSet::new(),
        listed: false,
    };
    for said in all {
        if let Ok(response) = &said.exchange.outcome {
            search.look(&said.exchange.request, response);
        }
    }
    search.found.truncate(MOST);
    search.found
}

struct Search<'a> {
    places: &'a Places,
    found: Vec<Card>,
    at: BTreeMap<String, usize>,
    /// What the client changed, so that what it says now is not what it said at the start.
    touched: BTreeSet<String>,
    /// What the client created.
    made: BTreeSet<String>,
    /// Whether everything that was there has been told.
    listed: bool,
}

/// What two forms of an href have in common.
pub(super) fn key(href: &Href) -> String {
    href.canonical.trim_end_matches('/').to_owned()
}

/// A property of a row that has text at status 200.
pub(super) fn text_of(row: &Row, namespace: &str, local: &str) -> Option<String> {
    let name = Name::new(namespace, local);
    let property = row.property(&name)?;
    let text = property.element.text.trim();
    (property.status == Some(200) && !text.is_empty()).then(|| text.to_owned())
}

impl Search<'_> {
    fn look(&mut self, request: &Request, response: &Response) {
        let own = Href::resolve(&request.url, &request.url);
        let went_well = (200..300).contains(&response.status);
        match request.method.as_str() {
            "GET" if response.status == 200 => self.got(&own, response),
            "PUT" if response.status == 201 => {
                self.made.insert(key(&own));
            }
            "PUT" if went_well => self.changed(&own),
            "DELETE" if went_well => self.changed(&own),
            "PROPFIND" | "REPORT" => self.listing(request, response),
            _ => {}
        }
    }

    fn got(&mut self, own: &Href, response: &Response) {
        let text = std::str::from_utf8(&response.body).unwrap_or_default();
        if text.trim_start().starts_with("BEGIN:VCARD") {
            self.there(own, Some(text.to_owned()));
        }
    }

    /// A card that is replaced or removed was there.
    fn changed(&mut self, own: &Href) {
        self.there(own, None);
        self.touched.insert(key(own));
    }

    fn listing(&mut self, request: &Request, response: &Response) {
        let Ok(multistatus) = Multistatus::read(&response.body, &request.url) else {
            return;
        };
        for row in &multistatus.responses {
            let Some(href) = row.href() else { continue };
            let text = text_of(row, CARDDAV, "address-data");
            let is_card = text.is_some() || text_of(row, DAV, "getetag").is_some();
            if is_card && self.is_member(href) {
                self.there(href, text);
            }
        }
        let own = Href::resolve(&request.url, &request.url);
        let deep = request
            .headers
            .get("depth")
            .is_some_and(|depth| depth == "1");
        let is_listing = request.method == "PROPFIND" && deep;
        self.listed |= is_listing && Some(&own) == self.places.book.as_ref();
    }

    fn is_member(&self, href: &Href) -> bool {
        let book = self.places.book.as_ref();
        book.is_some_and(|book| href.is_member_of(book))
    }

    /// A card is there now. Unless somebody made it since, it was there at the start.
    fn there(&mut self, href: &Href, text: Option<String>) {
        let key = key(href);
        if self.made.contains(&key) {
            return;
        }
        match self.at.get(&key).and_then(|at| self.found.get_mut(*at)) {
            Some(card) if card.text.is_none() && !self.touched.contains(&key) => card.text = text,
            Some(_) => {}
            None if self.listed => {}
            None => {
                self.at.insert(key, self.found.len());
                let href = href.clone();
                self.found.push(Card { href, text });
            }
        }
    }
}
