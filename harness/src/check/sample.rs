//! Exchanges for the tests of checks.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Difference, Outcome, Subject};
use crate::dav::{Name, request};
use crate::exchange::{Request, Response};
use crate::scenario::{Part, Place, PropertyRequest, Template, Values};

/// Where the requests of samples go.
pub(super) const URL: &str = "https://dav.example.com/ada/book/";

/// An exchange that a test describes.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) request: Request,
    pub(super) response: Response,
    pub(super) values: Values,
}

impl Sample {
    /// A request to the address book, answered with an empty 200.
    pub(super) fn new(method: &str) -> Self {
        Self {
            request: Request {
                method: method.to_owned(),
                url: URL.to_owned(),
                headers: HeaderMap::new(),
                body: Bytes::new(),
                raw: None,
            },
            response: Response {
                status: 200,
                headers: HeaderMap::new(),
                body: Bytes::new(),
                foreign: 0,
            },
            values: Values::default(),
        }
    }

    /// A GET of a card, answered with `text/vcard`.
    pub(super) fn card(body: &str) -> Self {
        Self::new("GET")
            .url(&format!("{URL}a"))
            .header("Content-Type", "text/vcard; charset=utf-8")
            .body(body)
    }

    /// A PROPFIND for named properties, answered with a multistatus.
    pub(super) fn propfind(depth: &str, props: &[Name], inside: &str) -> Self {
        let body = request::propfind(&PropertyRequest::Named(props.to_vec()));
        Self::new("PROPFIND")
            .asking(&body)
            .sending("Depth", depth)
            .multistatus(inside)
    }

    /// A sync-collection for `DAV:getetag`, answered with a multistatus.
    pub(super) fn sync(inside: &str) -> Self {
        let body = request::sync_collection("data:,1", "1", &[Name::new("DAV:", "getetag")], None);
        Self::new("REPORT").asking(&body).multistatus(inside)
    }

    /// A multiget for `DAV:getetag`, answered with a multistatus.
    pub(super) fn multiget(hrefs: &[&str], inside: &str) -> Self {
        let hrefs: Vec<String> = hrefs.iter().map(|href| (*href).to_owned()).collect();
        let body = request::multiget(&hrefs, &[Name::new("DAV:", "getetag")]);
        Self::new("REPORT").asking(&body).multistatus(inside)
    }

    pub(super) fn url(mut self, url: &str) -> Self {
        self.request.url = url.to_owned();
        self
    }

    pub(super) fn asking(mut self, body: &[u8]) -> Self {
        self.request.body = Bytes::copy_from_slice(body);
        self
    }

    /// Adds a header to the request.
    pub(super) fn sending(mut self, name: &str, value: &str) -> Self {
        append(&mut self.request.headers, name, value);
        self
    }

    pub(super) fn status(mut self, status: u16) -> Self {
        self.response.status = status;
        self
    }

    /// Adds a header to the response.
    pub(super) fn header(mut self, name: &str, value: &str) -> Self {
        append(&mut self.response.headers, name, value);
        self
    }

    pub(super) fn body(mut self, body: &str) -> Self {
        self.response.body = Bytes::copy_from_slice(body.as_bytes());
        self
    }

    /// Answers with a multistatus; the prefixes are `d` and `card`.
    pub(super) fn multistatus(self, inside: &str) -> Self {
        let body = format!(
            "<d:multistatus xmlns:d='DAV:' \
             xmlns:card='urn:ietf:params:xml:ns:carddav'>{inside}</d:multistatus>"
        );
        self.status(207)
            .header("Content-Type", "application/xml; charset=utf-8")
            .body(&body)
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        Subject::new(&self.request, &self.response, &self.values)
    }
}

fn append(headers: &mut HeaderMap, name: &str, value: &str) {
    let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
    headers.append(name, HeaderValue::from_str(value).expect("a header value"));
}

/// A response with a propstat at 200.
pub(super) fn found(href: &str, props: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>\
         <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
}

/// A response with a status of its own.
pub(super) fn at_status(href: &str, status: u16) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 {status} X</d:status></d:response>"
    )
}

/// A `DAV:` name.
pub(super) fn dav(local: &str) -> Name {
    Name::new("DAV:", local)
}

/// An outcome with one difference.
pub(super) fn broken(expected: &str, received: &str) -> Outcome {
    Outcome::Broken(vec![Difference::new(expected, received)])
}

/// A template without references.
pub(super) fn text(text: &str) -> Template {
    Template {
        parts: vec![Part::Text(text.to_owned())],
        place: place(),
    }
}

/// A template that refers to something that was not captured.
pub(super) fn reference(name: &str) -> Template {
    Template {
        parts: vec![Part::Captured(name.to_owned())],
        place: place(),
    }
}

pub(super) fn place() -> Place {
    Place {
        file: "scenario.yaml".into(),
        line: 1,
        column: 1,
    }
}
