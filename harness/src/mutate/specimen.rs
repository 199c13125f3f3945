//! An answer that is about to be changed, read as far as changes need it.

use bytes::Bytes;
use http::HeaderValue;
use http::header::{CONTENT_TYPE, ETAG, HeaderName};

use super::body::{escaped, inside};
use super::damage::{Damage, Effect};
use super::others::Others;
use super::spot::{At, Spot};
use crate::dav::{CARDDAV, DAV, Element, Href, Multistatus, Name, Response as Row};
use crate::exchange::{Request, Response};

/// An answer that is about to be changed.
#[derive(Debug)]
pub(super) struct Specimen<'a> {
    pub(super) request: &'a Request,
    pub(super) response: &'a Response,
    /// The body as text; empty where it is none.
    pub(super) body: &'a str,
    /// The root of an XML body.
    pub(super) root: Option<Element>,
    /// The body of status 207.
    pub(super) multistatus: Option<Multistatus>,
    /// The properties that the request named.
    pub(super) asked: Vec<Name>,
    /// What else was said.
    pub(super) others: Others<'a>,
}

impl<'a> Specimen<'a> {
    /// Reads an answer.
    pub(super) fn new(request: &'a Request, response: &'a Response, others: Others<'a>) -> Self {
        let is_multistatus = response.status == 207;
        let asked = Element::read(&request.body).ok();
        let asked = asked.as_ref().and_then(|root| root.dav_child("prop"));
        let named = asked.map(|prop| prop.children.iter().map(|child| child.name.clone()));
        Self {
            body: std::str::from_utf8(&response.body).unwrap_or_default(),
            root: is_xml(response)
                .then(|| Element::read(&response.body).ok())
                .flatten(),
            multistatus: is_multistatus
                .then(|| Multistatus::read(&response.body, &request.url).ok())
                .flatten(),
            asked: named.into_iter().flatten().collect(),
            request,
            response,
            others,
        }
    }

    /// The responses of a multistatus.
    pub(super) fn rows(&self) -> &[Row] {
        self.multistatus.as_ref().map_or(&[], |it| &it.responses)
    }

    /// The resource that the request went to.
    pub(super) fn own_href(&self) -> Href {
        Href::resolve(&self.request.url, &self.request.url)
    }

    /// Every ETag, with the resource that it is of.
    pub(super) fn etags(&self) -> Vec<(Href, Spot)> {
        let header = self.header(&ETAG).map(|spot| (self.own_href(), spot));
        let name = Name::new(DAV, "getetag");
        let rows = self.rows().iter().filter_map(|row| {
            let property = row
                .property(&name)
                .filter(|found| found.status == Some(200))?;
            let spot = self.text(property.element, &about(&name, row))?;
            Some((row.href()?.clone(), spot))
        });
        header.into_iter().chain(rows).collect()
    }

    /// Every vCard: the body, or `CARDDAV:address-data`.
    pub(super) fn cards(&self) -> Vec<Spot> {
        if self.response.status == 200 && self.body.contains("BEGIN:VCARD") {
            return vec![Spot {
                what: "the body".to_owned(),
                value: self.body.to_owned(),
                at: At::Body,
            }];
        }
        let name = Name::new(CARDDAV, "address-data");
        let rows = self.rows().iter().filter_map(|row| {
            let property = row
                .property(&name)
                .filter(|found| found.status == Some(200))?;
            self.text(property.element, &about(&name, row))
        });
        rows.filter(|spot| spot.value.contains("BEGIN:VCARD"))
            .collect()
    }

    /// A header.
    pub(super) fn header(&self, name: &HeaderName) -> Option<Spot> {
        let value = self.response.headers.get(name)?;
        Some(Spot {
            what: format!("header {name}"),
            value: String::from_utf8_lossy(value.as_bytes()).into_owned(),
            at: At::Header(name.clone()),
        })
    }

    /// The text of an element; `None` for an empty one.
    pub(super) fn text(&self, element: &Element, what: &str) -> Option<Spot> {
        Some(Spot {
            what: what.to_owned(),
            value: element.text.clone(),
            at: At::Text(inside(self.body, element)?),
        })
    }

    /// An element with its tags.
    pub(super) fn element(&self, element: &Element, what: &str) -> Spot {
        Spot {
            what: what.to_owned(),
            value: self
                .body
                .get(element.range.clone())
                .unwrap_or_default()
                .to_owned(),
            at: At::Bytes(element.range.clone()),
        }
    }

    /// Another value in a place.
    pub(super) fn change(&self, spot: &Spot, after: impl Into<String>) -> Damage {
        let after = after.into();
        let mut response = self.response.clone();
        match &spot.at {
            At::Header(name) => {
                if let Ok(value) = HeaderValue::from_bytes(after.as_bytes()) {
                    response.headers.insert(name, value);
                }
            }
            At::Text(range) => response.body = self.spliced(range, &escaped(&after)),
            At::Bytes(range) => response.body = self.spliced(range, &after),
            At::Body => response.body = Bytes::from(after.clone()),
        }
        self.damage(&spot.what, spot.value.clone(), after, response)
    }

    /// Nothing in a place.
    pub(super) fn drop(&self, spot: &Spot) -> Damage {
        let At::Header(name) = &spot.at else {
            return Damage {
                after: "nothing".to_owned(),
                ..self.change(spot, "")
            };
        };
        let mut response = self.response.clone();
        response.headers.remove(name);
        self.damage(&spot.what, spot.value.clone(), "nothing", response)
    }

    /// What stands in a place, twice.
    pub(super) fn double(&self, spot: &Spot) -> Damage {
        self.change(spot, format!("{0}{0}", spot.value))
    }

    /// Another status, all else as it is.
    pub(super) fn status(&self, after: u16) -> Damage {
        let response = Response {
            status: after,
            ..self.response.clone()
        };
        self.damage(
            "the status",
            self.response.status.to_string(),
            after.to_string(),
            response,
        )
    }

    /// Another body, all else as it is.
    pub(super) fn with_body(&self, what: &str, after: impl Into<Bytes>) -> Damage {
        let after = after.into();
        let response = Response {
            body: after.clone(),
            ..self.response.clone()
        };
        let text = String::from_utf8_lossy(&after).into_owned();
        self.damage(what, self.body.to_owned(), text, response)
    }

    fn damage(
        &self,
        what: &str,
        before: impl Into<String>,
        after: impl Into<String>,
        response: Response,
    ) -> Damage {
        Damage {
            what: what.to_owned(),
            before: before.into(),
            after: after.into(),
            effect: Effect::AsMeant,
            response,
        }
    }

    fn spliced(&self, range: &std::ops::Range<usize>, new: &str) -> Bytes {
        let mut body = String::with_capacity(self.body.len() + new.len());
        body.push_str(self.body.get(..range.start).unwrap_or_default());
        body.push_str(new);
        body.push_str(self.body.get(range.end..).unwrap_or_default());
        Bytes::from(body)
    }
}

/// A property of a row, in words.
pub(super) fn about(name: &Name, row: &Row) -> String {
    let href = row.href().map_or("", |href| href.raw.trim());
    format!("{name} of {href}")
}

/// Whether a body says that it is XML; a vCard is none.
fn is_xml(response: &Response) -> bool {
    let content_type = response.headers.get(CONTENT_TYPE);
    let is_named = content_type.is_some_and(|value| {
        let value = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        value.contains("xml")
    });
    is_named || response.status == 207
}
