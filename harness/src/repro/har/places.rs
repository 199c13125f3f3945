//! Who is spoken to, and where the address book is.

use std::collections::BTreeMap;

use url::Url;

use super::read::Said;
use crate::dav::{CARDDAV, DAV, Element, Href, Multistatus, Name};

/// Methods that nobody but a client of WebDAV uses (RFC 4918 §9, RFC 3253 §3.6, RFC 3744 §8.1).
const OF_DAV: [&str; 9] = [
    "PROPFIND",
    "PROPPATCH",
    "REPORT",
    "MKCOL",
    "COPY",
    "MOVE",
    "LOCK",
    "UNLOCK",
    "ACL",
];

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) principal: Option<Href>,
    pub(super) home: Option<Href>,
    pub(super) book: Option<Href>,
    pub(super) add_member: Option<Href>,
}

/// Whether an exchange is one of DAV.
pub(super) fn speaks_dav(said: &Said) -> bool {
    let request = &said.exchange.request;
    let is_card = |body: &[u8]| body.trim_ascii_start().starts_with(b"BEGIN:VCARD");
    let answered = said.exchange.outcome.as_ref().ok();
    OF_DAV.contains(&request.method.as_str())
        || is_card(&request.body)
        || answered.is_some_and(|response| is_card(&response.body))
}

/// Scheme, host and port of a URL.
pub(super) fn origin(url: &str) -> String {
    let url = Url::parse(url).map(|url| url.origin().ascii_serialization());
    url.unwrap_or_default()
}

/// The server to which most of DAV is spoken; the first among equals.
pub(super) fn server(all: &[Said]) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut first: Vec<String> = Vec::new();
    for said in all.iter().filter(|said| speaks_dav(said)) {
        let origin = origin(&said.exchange.request.url);
        *counts.entry(origin.clone()).or_default() += 1;
        if !first.contains(&origin) {
            first.push(origin);
        }
    }
    let most = counts.values().max()?;
    first
        .into_iter()
        .find(|origin| counts.get(origin) == Some(most))
}

impl Places {
    /// What answers tell, and what requests show.
    pub(super) fn of(all: &[Said]) -> Self {
        let mut places = Self::default();
        for said in all {
            let Ok(response) = &said.exchange.outcome else {
                continue;
            };
            let url = &said.exchange.request.url;
            if let Ok(multistatus) = Multistatus::read(&response.body, url) {
                places.learn(&multistatus, url);
            }
        }
        if places.book.is_none() {
            places.book = all.iter().find_map(used_as_book);
        }
        places
    }

    fn learn(&mut self, multistatus: &Multistatus, url: &str) {
        for response in &multistatus.responses {
            let href_in = |namespace: &str, local: &str| {
                let name = Name::new(namespace, local);
                let property = response.property(&name)?;
                let href = property.element.dav_child("href")?;
                Some(Href::resolve(href.trimmed(), url))
            };
            let learn = |place: &mut Option<Href>, found: Option<Href>| {
                if place.is_none() {
                    *place = found;
                }
            };
            learn(&mut self.principal, href_in(DAV, "current-user-principal"));
            learn(&mut self.home, href_in(CARDDAV, "addressbook-home-set"));
            learn(&mut self.add_member, href_in(DAV, "add-member"));
            let kind = Name::new(DAV, "resourcetype");
            let is_book = response
                .property(&kind)
                .is_some_and(|kind| holds(kind.element, CARDDAV, "addressbook"));
            learn(&mut self.book, response.href().filter(|_| is_book).cloned());
        }
    }
}

fn holds(element: &Element, namespace: &str, local: &str) -> bool {
    let mut inside = element.descendants().into_iter();
    inside.any(|element| element.is(namespace, local))
}

/// The collection of which a request speaks as of an address book.
fn used_as_book(said: &Said) -> Option<Href> {
    let request = &said.exchange.request;
    let own = Href::resolve(&request.url, &request.url);
    match request.method.as_str() {
        "REPORT" if holds_report(&request.body) => Some(own),
        "PUT" if request.body.trim_ascii_start().starts_with(b"BEGIN:VCARD") => {
            let folder = own.canonical.rfind('/')?;
            let folder = own.canonical.get(..=folder)?;
            Some(Href::resolve(folder, &request.url))
        }
        _ => None,
    }
}

fn holds_report(body: &[u8]) -> bool {
    Element::read(body).is_ok_and(|root| {
        root.is(DAV, "sync-collection")
            || root.is(CARDDAV, "addressbook-query")
            || root.is(CARDDAV, "addressbook-multiget")
    })
}
