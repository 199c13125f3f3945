//! Takes foreign members out of an answer before anything else sees it.
//!
//! A member of the address book that the run did not create is somebody's card. Its row is cut out
//! of a multistatus by its bytes, so that all else stays as it was sent; what cannot be read is
//! withheld as a whole, because nobody can say what it holds.

use std::ops::Range;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{CONTENT_ENCODING, CONTENT_LOCATION, LOCATION};

use super::{Owner, Ownership, Request, Response};
use crate::dav::{CARDDAV, DAV, Element, Href, ReadError};

/// What stands for an href of a foreign member outside of a row.
const FOREIGN: &str = "[foreign]";

/// The answer without foreign members. `document` is what its body was read into.
#[must_use]
pub fn without_foreign(
    response: Response,
    document: &Result<Element, ReadError>,
    request: &Request,
    ownership: &Ownership,
) -> Response {
    let filter = Filter { request, ownership };
    let response = filter.headers(response);
    if response.body.is_empty() {
        return response;
    }
    if response.headers.contains_key(CONTENT_ENCODING) {
        return withheld(response);
    }
    match document {
        Ok(root) => filter.document(response, root),
        Err(error) => filter.text(response, error),
    }
}

struct Filter<'a> {
    request: &'a Request,
    ownership: &'a Ownership,
}

/// A piece of the body that goes, and what stands for it.
struct Cut {
    range: Range<usize>,
    instead: &'static str,
}

impl Filter<'_> {
    fn href(&self, raw: &str) -> Href {
        Href::resolve(raw, &self.request.url)
    }

    fn headers(&self, mut response: Response) -> Response {
        for name in [LOCATION, CONTENT_LOCATION] {
            let foreign = response.headers.get(&name).is_some_and(|value| {
                let href = self.href(&String::from_utf8_lossy(value.as_bytes()));
                self.ownership.of(&href) == Owner::Foreign
            });
            if foreign {
                let instead = HeaderValue::from_static(FOREIGN);
                response.headers.insert(name, instead);
            }
        }
        response
    }

    fn document(&self, response: Response, root: &Element) -> Response {
        let speaks_dav = root.name.namespace == DAV;
        if !speaks_dav && self.may_hold_cards(&response) {
            return withheld(response);
        }
        let mut cuts = Vec::new();
        let mut foreign = 0;
        self.walk(root, &mut cuts, &mut foreign);
        let body = cut(&response.body, cuts);
        Response {
            body,
            foreign: response.foreign + foreign,
            ..response
        }
    }

    fn walk(&self, element: &Element, cuts: &mut Vec<Cut>, foreign: &mut usize) {
        for child in &element.children {
            if child.is(DAV, "response") && self.is_foreign_row(child) {
                *foreign += 1;
                cuts.push(Cut {
                    range: child.range.clone(),
                    instead: "",
                });
            } else if child.is(DAV, "href") && self.names_foreign(child) {
                cuts.push(Cut {
                    range: child.range.clone(),
                    instead: "<href xmlns=\"DAV:\">[foreign]</href>",
                });
            } else {
                self.walk(child, cuts, foreign);
            }
        }
    }

    fn names_foreign(&self, href: &Element) -> bool {
        self.ownership.of(&self.href(href.trimmed())) == Owner::Foreign
    }

    /// A row is foreign when every resource that it names is.
    fn is_foreign_row(&self, row: &Element) -> bool {
        let mut hrefs = row
            .children_named(DAV, "href")
            .map(|href| self.href(href.trimmed()))
            .peekable();
        if hrefs.peek().is_none() {
            return is_card(row);
        }
        let own_url = self.href(&self.request.url);
        hrefs.all(|href| match self.ownership.of(&href) {
            Owner::Foreign => true,
            Owner::Ours => false,
            Owner::Unknown => href != own_url && is_card(row),
        })
    }

    fn text(&self, response: Response, error: &ReadError) -> Response {
        let begins_like_xml = response.body.trim_ascii_start().starts_with(b"<");
        let looks_like_xml = begins_like_xml || matches!(error, ReadError::NotUtf8 { .. });
        let may_list = response.status == 207 || (looks_like_xml && response.status < 300);
        let has_card = response
            .body
            .windows(11)
            .any(|window| window.eq_ignore_ascii_case(b"BEGIN:VCARD"));
        let hides = may_list || has_card || self.may_hold_cards(&response);
        if hides && !self.is_about_own_card() {
            return withheld(response);
        }
        response
    }

    /// Whether an answer that is no WebDAV may show members: a page or an export of a collection.
    fn may_hold_cards(&self, response: &Response) -> bool {
        response.status < 300 && !self.is_about_own_card()
    }

    /// Whether the request was about one card of the run, or sent one.
    fn is_about_own_card(&self) -> bool {
        let sends = matches!(self.request.method.as_str(), "PUT" | "POST");
        sends || self.ownership.claimed(&self.href(&self.request.url))
    }
}

/// Whether a row describes a card: it has data of one, or an ETag and is no collection.
fn is_card(row: &Element) -> bool {
    let descendants = row.descendants();
    let has = |namespace, local| {
        descendants
            .iter()
            .any(|element| element.is(namespace, local) && !element.trimmed().is_empty())
    };
    let is_collection = descendants
        .iter()
        .any(|element| element.is(DAV, "collection"));
    has(CARDDAV, "address-data") || (has(DAV, "getetag") && !is_collection)
}

fn cut(body: &Bytes, mut cuts: Vec<Cut>) -> Bytes {
    if cuts.is_empty() {
        return body.clone();
    }
    cuts.sort_by_key(|cut| cut.range.start);
    let mut kept = Vec::with_capacity(body.len());
    let mut from = 0;
    for Cut { range, instead } in cuts {
        kept.extend_from_slice(body.get(from..range.start).unwrap_or_default());
        kept.extend_from_slice(instead.as_bytes());
        from = range.end;
    }
    kept.extend_from_slice(body.get(from..).unwrap_or_default());
    Bytes::from(kept)
}

fn withheld(response: Response) -> Response {
    let text = format!(
        "(withheld: {} bytes that may show cards of somebody else)",
        response.body.len()
    );
    Response {
        body: Bytes::from(text),
        ..response
    }
}

#[cfg(test)]
#[path = "foreign/tests.rs"]
mod tests;
