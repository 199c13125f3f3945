//! The rest of the conversation that an answer belongs to.

use crate::dav::{Href, Multistatus};
use crate::exchange::{Exchange, Request};
use crate::run::RecordedStep;

use super::body::escaped;

/// The exchanges of the steps before and after the one whose answer is changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Others<'a> {
    pub(super) before: &'a [RecordedStep],
    pub(super) after: &'a [RecordedStep],
}

impl<'a> Others<'a> {
    /// Nothing else was said.
    #[cfg(test)]
    pub(super) const fn none() -> Self {
        Self {
            before: &[],
            after: &[],
        }
    }

    fn exchanges(self) -> impl Iterator<Item = &'a Exchange> {
        let steps = self.before.iter().chain(self.after);
        steps.flat_map(RecordedStep::exchanges)
    }

    /// Whether an opaque value occurs anywhere else, in a request or in an answer.
    pub(super) fn mention(self, value: &str) -> bool {
        self.exchanges().any(|exchange| mentions(exchange, value))
    }

    /// The ETags that earlier answers gave for a resource, oldest first.
    pub(super) fn earlier_etags(self, of: &Href) -> Vec<String> {
        let exchanges = self.before.iter().flat_map(RecordedStep::exchanges);
        exchanges
            .flat_map(etags)
            .filter(|(href, _)| href == of)
            .map(|(_, etag)| etag)
            .collect()
    }

    /// Every ETag of a resource other than this one.
    pub(super) fn etags_but_of(self, of: &Href) -> Vec<String> {
        let all = self.exchanges().flat_map(etags);
        all.filter(|(href, _)| href != of)
            .map(|(_, etag)| etag)
            .collect()
    }
}

/// What an exchange says about ETags.
fn etags(exchange: &Exchange) -> Vec<(Href, String)> {
    let Ok(response) = &exchange.outcome else {
        return Vec::new();
    };
    let url = &exchange.request.url;
    if response.status == 207 {
        let read = Multistatus::read(&response.body, url);
        let rows = read.map(|read| read.responses).unwrap_or_default();
        return rows
            .iter()
            .filter_map(|row| Some((row.href()?.clone(), row.etag()?.0)))
            .collect();
    }
    let header = response.headers.get(http::header::ETAG);
    let etag = header.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    etag.map(|etag| (Href::resolve(url, url), etag))
        .into_iter()
        .collect()
}

fn mentions(exchange: &Exchange, value: &str) -> bool {
    request_mentions(&exchange.request, value)
        || exchange.outcome.as_ref().is_ok_and(|response| {
            holds(&response.body, value) || in_headers(&response.headers, value)
        })
}

fn request_mentions(request: &Request, value: &str) -> bool {
    request.url.contains(value)
        || holds(&request.body, value)
        || in_headers(&request.headers, value)
}

fn in_headers(headers: &http::HeaderMap, value: &str) -> bool {
    headers
        .values()
        .any(|header| holds(header.as_bytes(), value))
}

fn holds(bytes: &[u8], value: &str) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.contains(value)
        || text.contains(&escaped(value))
        || text.contains(&escaped(value).replace('"', "&quot;"))
}
