//! One request's turn.

use http::header::HOST;

use crate::dav::{authority, is_at};
use crate::message::Request;
use crate::quirk::QuirkValue;
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;
use crate::store::Bookkeeper;

/// What a handler gives back.
pub(crate) type Outcome = Result<Reply, Refusal>;

/// A request together with the book of the account that asks.
pub(crate) struct Turn<'a> {
    pub(crate) request: &'a Request,
    pub(crate) keeper: Bookkeeper<'a>,
}

impl Turn<'_> {
    /// Notes that a quirk decides, and hands its value through.
    pub(crate) fn ask<V: QuirkValue>(&self, value: V) -> V {
        self.keeper.notes.ask(value)
    }

    /// Notes the rule that decided.
    pub(crate) fn because(&self, rule: impl Into<String>) {
        self.keeper.notes.because(rule);
    }

    /// The resource of the account that an href inside of the request names, if it names one. The
    /// server answers under any name (google:DISC-13), but what stands at another than the one
    /// that was asked is not its own (RFC 4918 §8.3).
    pub(crate) fn named(&self, href: &str) -> Option<Resource> {
        let is_ours = is_at(href, self.authority());
        is_ours.then(|| self.keeper.named(href)).flatten()
    }

    /// Host and port to which the request went (RFC 9112 §3.2.2): Google's where it does not say.
    fn authority(&self) -> &str {
        let host = || self.request.headers.get(HOST)?.to_str().ok();
        authority(&self.request.target)
            .or_else(host)
            .unwrap_or("www.googleapis.com")
            .trim()
    }

    /// Notes a piece of state.
    pub(crate) fn fact(&self, name: &'static str, value: impl ToString) {
        self.keeper.notes.fact(name, value);
    }
}
