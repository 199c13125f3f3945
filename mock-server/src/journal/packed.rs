//! An exchange as the journal keeps it: small, in two pieces of memory.
//!
//! An [`Exchange`] is some forty pieces of memory. Under load a journal of those costs more than
//! answering does, so texts are put one behind the other and taken apart when somebody looks.

mod pieces;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use jiff::Timestamp;

use self::pieces::{Pieces, Texts};
use super::Exchange;
use crate::explanation::{Explanation, Fact, QuirkUse};
use crate::fault::{FaultId, Wire};
use crate::message::{Door, Request, Response, Scheme};
use crate::service::Answer;

/// An exchange as the journal keeps it.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    pub(super) number: u64,
    at: Timestamp,
    method: Method,
    scheme: Scheme,
    door: Door,
    status: StatusCode,
    wire: Wire,
    account: Option<u64>,
    fault: Option<FaultId>,
    quirks: usize,
    /// Quirk and value by turns, then the names of the facts.
    names: Box<[&'static str]>,
    texts: Texts,
}

impl Packed {
    pub(super) fn new(number: u64, at: Timestamp, request: &Request, answer: &Answer) -> Self {
        let Answer {
            response,
            wire,
            explanation,
        } = answer;
        Self {
            number,
            at,
            method: request.method.clone(),
            scheme: request.scheme,
            door: request.door,
            status: response.status,
            wire: *wire,
            account: explanation.account,
            fault: explanation.fault,
            quirks: explanation.quirks.len(),
            names: names(explanation),
            texts: Texts::of(|pieces| write(pieces, request, response, explanation)),
        }
    }

    /// Roughly how many bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.names) + self.texts.len()
    }

    /// The exchange that it was made of.
    pub(super) fn unpack(&self) -> Exchange {
        let mut pieces = self.texts.pieces();
        Exchange {
            number: self.number,
            at: self.at,
            request: Request {
                method: self.method.clone(),
                scheme: self.scheme,
                door: self.door,
                target: pieces.text(),
                headers: headers(&mut pieces),
                body: pieces.bytes(),
            },
            response: Response {
                status: self.status,
                headers: headers(&mut pieces),
                body: pieces.bytes(),
            },
            wire: self.wire,
            explanation: self.explanation(&mut pieces),
        }
    }

    fn explanation(&self, pieces: &mut Pieces<'_>) -> Explanation {
        let (quirks, facts) = self.names.split_at(2 * self.quirks);
        let quirks = quirks.chunks_exact(2).map(|pair| QuirkUse {
            quirk: pair[0],
            value: pair[1],
        });
        Explanation {
            account: self.account,
            because: pieces.text(),
            quirks: quirks.collect(),
            remedy: (0..pieces.count()).map(|_| pieces.text()).next(),
            fault: self.fault,
            facts: facts
                .iter()
                .map(|name| Fact {
                    name,
                    value: pieces.text(),
                })
                .collect(),
        }
    }
}

fn names(explanation: &Explanation) -> Box<[&'static str]> {
    let mut names = Vec::with_capacity(2 * explanation.quirks.len() + explanation.facts.len());
    for used in &explanation.quirks {
        names.extend([used.quirk, used.value]);
    }
    names.extend(explanation.facts.iter().map(|fact| fact.name));
    names.into_boxed_slice()
}

fn write(
    pieces: &mut pieces::Writer,
    request: &Request,
    response: &Response,
    explanation: &Explanation,
) {
    pieces.add(request.target.as_bytes());
    write_headers(pieces, &request.headers);
    pieces.add(&request.body);
    write_headers(pieces, &response.headers);
    pieces.add(&response.body);
    pieces.add(explanation.because.as_bytes());
    pieces.count(usize::from(explanation.remedy.is_some()));
    if let Some(remedy) = &explanation.remedy {
        pieces.add(remedy.as_bytes());
    }
    for fact in &explanation.facts {
        pieces.add(fact.value.as_bytes());
    }
}

fn write_headers(pieces: &mut pieces::Writer, headers: &HeaderMap) {
    pieces.count(headers.len());
    for (name, value) in headers {
        pieces.add(name.as_str().as_bytes());
        pieces.add(value.as_bytes());
    }
}

fn headers(pieces: &mut Pieces<'_>) -> HeaderMap {
    let count = pieces.count();
    let mut headers = HeaderMap::with_capacity(count);
    for _ in 0..count {
        let name = HeaderName::from_bytes(pieces.next());
        let value = HeaderValue::from_bytes(pieces.next());
        // Both were header lines when they were written.
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    headers
}

#[cfg(test)]
mod tests;
