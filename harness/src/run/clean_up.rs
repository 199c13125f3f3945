//! Cleaning up: what the run created goes, last first, and nothing else.
//!
//! A card is only deleted when what is there now is the run's own by its mark, and only as it was
//! when that was seen (`If-Match`).

use http::header::{ETAG, IF_MATCH};
use http::{HeaderMap, HeaderValue};
use url::Url;

use super::created::is_marked;
use super::ledger::{Creation, Mark, digest};
use super::propfind;
use super::session::{Letter, Session};
use crate::dav::{DAV, Href, Multistatus, Name};
use crate::exchange::{Exchange, Request, Response};

/// What became of something that a run had created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is gone.
    Gone,
    /// It stays, and why.
    Left(String),
}

/// Cleans up one thing. `url` is where it is, as far as is known.
pub(super) async fn clean_up(
    session: &mut Session,
    creation: &Creation,
    url: &str,
) -> (Fate, Vec<Exchange>) {
    let mut cleaner = Cleaner {
        session,
        exchanges: Vec::new(),
    };
    let fate = cleaner.run(creation, url).await;
    let fate = fate.map_or_else(Fate::Left, |()| Fate::Gone);
    (fate, cleaner.exchanges)
}

struct Cleaner<'a> {
    session: &'a mut Session,
    exchanges: Vec<Exchange>,
}

impl Cleaner<'_> {
    async fn run(&mut self, creation: &Creation, url: &str) -> Result<(), String> {
        if creation.mark == Mark::SomewhereIn {
            return Err("the target has not told where it keeps the card".to_owned());
        }
        self.session.claim(&Href::resolve(url, url));
        let depth = match creation.mark {
            Mark::EmptyCollection => "1",
            _ => "0",
        };
        let request = propfind::request(url.to_owned(), depth, &[Name::new(DAV, "getetag")]);
        let (asked, answer) = self.send(request).await?;
        let Some(found) = found(&asked, &answer, depth)? else {
            return Ok(());
        };
        let etag = match creation.mark {
            Mark::EmptyCollection => None,
            _ => match self.seen(creation, &found).await? {
                Some(etag) => etag,
                None => return Ok(()),
            },
        };
        self.delete(&found, etag).await
    }

    /// Looks at what is there: `None` when nothing is, an error when it is not the run's own.
    async fn seen(
        &mut self,
        creation: &Creation,
        url: &str,
    ) -> Result<Option<Option<HeaderValue>>, String> {
        let (_, card) = self.send(request("GET", url, None)).await?;
        match card.status {
            404 | 410 => return Ok(None),
            200 => {}
            status => return Err(format!("GET was answered with {status}")),
        }
        let is_own = match &creation.mark {
            Mark::Sha256(expected) => digest(&card.body) == *expected,
            _ => is_marked(&card.body, &creation.run),
        };
        if !is_own {
            return Err("what is there now does not carry the run's marker".to_owned());
        }
        Ok(Some(card.headers.get(ETAG).cloned()))
    }

    async fn delete(&mut self, url: &str, etag: Option<HeaderValue>) -> Result<(), String> {
        let (_, answer) = self.send(request("DELETE", url, etag)).await?;
        match answer.status {
            200..300 | 404 | 410 => Ok(()),
            status => Err(format!("DELETE was answered with {status}")),
        }
    }

    async fn send(&mut self, request: Request) -> Result<(Request, Response), String> {
        let exchange = self.session.send(&Letter::own(request)).await;
        self.exchanges.push(exchange.clone());
        let Exchange {
            request, outcome, ..
        } = exchange;
        let response = outcome.map_err(|failure| failure.to_string())?;
        Ok((request, response))
    }
}

/// Where the target keeps what was asked for; `None` when it says that there is nothing.
fn found(request: &Request, response: &Response, depth: &str) -> Result<Option<String>, String> {
    match response.status {
        404 | 410 => return Ok(None),
        207 => {}
        // A target that knows no PROPFIND here may still know GET and DELETE.
        _ => return Ok(Some(request.url.clone())),
    }
    let answer = Multistatus::read(&response.body, &request.url).map_err(|e| e.to_string())?;
    let members = answer.responses.len() + response.foreign;
    if depth == "1" && members > 1 {
        return Err("the collection has members".to_owned());
    }
    match &answer.responses[..] {
        [only] if only.is_gone() => Ok(None),
        [only] => Ok(only.href().map_or_else(
            || Some(request.url.clone()),
            |href| absolute(&href.raw, &request.url),
        )),
        _ => Ok(Some(request.url.clone())),
    }
}

fn absolute(reference: &str, base: &str) -> Option<String> {
    let joined = Url::parse(base).and_then(|base| base.join(reference.trim()));
    Some(joined.map_or_else(|_| base.to_owned(), String::from))
}

fn request(method: &str, url: &str, etag: Option<HeaderValue>) -> Request {
    let etag = etag.map(|etag| (IF_MATCH, etag));
    Request {
        method: method.to_owned(),
        url: url.to_owned(),
        headers: etag.into_iter().collect::<HeaderMap>(),
        body: bytes::Bytes::new(),
        raw: None,
    }
}

#[cfg(test)]
#[path = "clean_up/tests.rs"]
mod tests;
