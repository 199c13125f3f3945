//! Answers for the tests of changes.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue};

use super::damage::{Damage, Kind};
use super::others::Others;
use super::specimen::Specimen;
use crate::exchange::{Request, Response};

/// A card with a volatile line and a parameter.
pub(super) const CARD: &str =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nREV:1\r\nFN:Ada\r\nTEL;TYPE=HOME:1\r\nEND:VCARD\r\n";

/// A request and its answer.
#[derive(Debug)]
pub(super) struct Sample {
    request: Request,
    response: Response,
}

impl Sample {
    /// Answered with 200 and nothing else.
    pub(super) fn new(method: &str) -> Self {
        Self {
            request: Request {
                method: method.to_owned(),
                url: "https://dav.example.com/b/".to_owned(),
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
        }
    }

    /// A PROPFIND for properties of `DAV:`, with what its multistatus holds.
    pub(super) fn propfind(asked: &[&str], inside: &str) -> Self {
        let asked: String = asked.iter().map(|name| format!("<{name}/>")).collect();
        Self::new("PROPFIND")
            .asking(&format!(
                "<propfind xmlns='DAV:'><prop>{asked}</prop></propfind>"
            ))
            .status(207)
            .xml("multistatus", inside)
    }

    /// A 403 with a condition.
    pub(super) fn error(inside: &str) -> Self {
        Self::new("REPORT").status(403).xml("error", inside)
    }

    fn xml(self, root: &str, inside: &str) -> Self {
        self.header("content-type", "application/xml").body(&format!(
            "<d:{root} xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\">{inside}</d:{root}>"
        ))
    }

    pub(super) fn asking(mut self, body: &str) -> Self {
        self.request.body = Bytes::from(body.to_owned());
        self
    }

    pub(super) fn status(mut self, status: u16) -> Self {
        self.response.status = status;
        self
    }

    pub(super) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        let name = HeaderName::from_static(name);
        let value = HeaderValue::from_static(value);
        self.response.headers.insert(name, value);
        self
    }

    pub(super) fn body(mut self, body: &str) -> Self {
        self.response.body = Bytes::from(body.to_owned());
        if body.starts_with("BEGIN:VCARD") {
            let value = HeaderValue::from_static("text/vcard");
            self.response.headers.insert(CONTENT_TYPE, value);
        }
        self
    }

    /// Every change of a kind.
    pub(super) fn damages(&self, kind: &Kind) -> Vec<Damage> {
        let specimen = Specimen::new(&self.request, &self.response, Others::none());
        (kind.changes)(&specimen)
    }

    /// What stands there after each change.
    pub(super) fn after(&self, kind: &Kind) -> Vec<String> {
        let damages = self.damages(kind).into_iter();
        damages.map(|damage| damage.after).collect()
    }

    /// What is changed, each time.
    pub(super) fn what(&self, kind: &Kind) -> Vec<String> {
        let damages = self.damages(kind).into_iter();
        damages.map(|damage| damage.what).collect()
    }

    /// The body after the only change.
    pub(super) fn changed_body(&self, kind: &Kind) -> String {
        let damages = self.damages(kind);
        assert_eq!(damages.len(), 1, "{damages:?}");
        String::from_utf8_lossy(&damages[0].response.body).into_owned()
    }
}

/// A response with a propstat at 200.
pub(super) fn found(href: &str, props: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>\
         <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
}

/// A response that says that something is gone.
pub(super) fn gone(href: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 404 Not Found</d:status>\
         </d:response>"
    )
}
