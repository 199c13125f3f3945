//! What a scenario created on the target.

use super::ledger::{Creation, Mark, digest};
use super::request::Prepared;
use super::session::location;
use crate::dav::{Href, Multistatus, vcard};
use crate::exchange::{Exchange, Request, Response};
use crate::scenario::StepName;

/// Something that a scenario created, or may have created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Created {
    /// The URL to which it was sent; for POST, once the target has told it, the card's own.
    pub(super) url: String,
    /// Where the target keeps it, if it has told so.
    pub(super) kept_at: Option<String>,
    /// By what it can be told to be the run's own.
    pub(super) mark: Mark,
    /// The `given:` or step that made it, as people name it.
    pub(super) by: String,
}

/// Everything that a scenario created, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Creations {
    list: Vec<Created>,
}

impl Creations {
    /// What a request is about to create or replace; `None` for one that creates nothing.
    pub(super) fn announced(prepared: &Prepared, run: &str, step: &StepName) -> Option<Created> {
        let Request {
            method, url, body, ..
        } = &prepared.request;
        let mark = match method.as_str() {
            "PUT" | "COPY" | "MOVE" if is_marked(body, run) || body.is_empty() => Mark::Marker,
            "PUT" => Mark::Sha256(digest(body)),
            "POST" => Mark::SomewhereIn,
            "MKCOL" => Mark::EmptyCollection,
            _ => return None,
        };
        let url = match method.as_str() {
            "COPY" | "MOVE" => Href::resolve(prepared.names.first()?, url).canonical,
            _ => url.clone(),
        };
        Some(Created {
            url,
            kept_at: None,
            mark,
            by: made_by(step),
        })
    }

    /// Keeps what is about to be created. Gives what was known of it, if it is not new: a card
    /// that is replaced stays one.
    pub(super) fn expect(&mut self, created: &Created) -> Option<Created> {
        let known = match created.mark {
            Mark::SomewhereIn => None,
            _ => self.at(&created.url).cloned(),
        };
        if known.is_none() {
            self.list.push(created.clone());
        }
        known
    }

    /// The target has taken it.
    pub(super) fn took(&mut self, created: &Created) {
        if created.mark != Mark::SomewhereIn
            && let Some(known) = self.at(&created.url)
        {
            known.mark = created.mark.clone();
        }
    }

    /// The target has refused: there is nothing new.
    pub(super) fn refused(&mut self, created: &Created) {
        self.list.retain(|known| known != created);
    }

    /// Learns from an answer where the target keeps what was created.
    pub(super) fn learn(&mut self, exchange: &Exchange) {
        let Ok(response) = &exchange.outcome else {
            return;
        };
        let request = &exchange.request;
        match request.method.as_str() {
            "PUT" | "POST" if (200..300).contains(&response.status) => {
                if let Some(location) = location(response) {
                    self.learn_location(request, &location);
                }
            }
            "PROPFIND" => self.learn_own_href(request, response),
            _ => {}
        }
    }

    fn learn_location(&mut self, request: &Request, location: &str) {
        let href = Href::resolve(location, &request.url).canonical;
        let posted = self
            .list
            .iter_mut()
            .rev()
            .find(|known| known.mark == Mark::SomewhereIn && known.url == request.url);
        match posted {
            Some(posted) if request.method == "POST" => {
                posted.mark = Mark::Marker;
                posted.url = href;
            }
            _ => {
                if let Some(known) = self.at(&request.url) {
                    known.kept_at = Some(href);
                }
            }
        }
    }

    /// What is answered at Depth 0 about a card is that card, whatever the answer calls it.
    fn learn_own_href(&mut self, request: &Request, response: &Response) {
        let depth = request.headers.get("depth");
        if response.status != 207 || depth.is_none_or(|depth| depth != "0") {
            return;
        }
        let Some(known) = self.at(&request.url) else {
            return;
        };
        let answer = Multistatus::read(&response.body, &request.url);
        if let Ok(answer) = answer
            && let [only] = &answer.responses[..]
            && let Some(href) = only.href().filter(|_| !only.is_gone())
        {
            known.kept_at = Some(href.canonical.clone());
        }
    }

    fn at(&mut self, url: &str) -> Option<&mut Created> {
        let wanted = Href::resolve(url, url);
        self.list.iter_mut().find(|known| {
            let is_at = |reference: &str| Href::resolve(reference, url) == wanted;
            known.mark != Mark::SomewhereIn
                && (is_at(&known.url) || known.kept_at.as_deref().is_some_and(is_at))
        })
    }

    /// Everything, oldest first.
    pub(super) fn all(&self) -> &[Created] {
        &self.list
    }

    /// The path under which the target keeps each card, and who made it.
    pub(super) fn cards(&self) -> Vec<(String, String)> {
        let known = self
            .list
            .iter()
            .filter(|known| known.mark != Mark::SomewhereIn);
        known
            .map(|known| (known.path().to_owned(), known.by.clone()))
            .collect()
    }
}

impl Created {
    /// Where it is, as far as is known: a path.
    pub(super) fn path(&self) -> &str {
        let url = self.kept_at.as_deref().unwrap_or(&self.url);
        let after = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = after.find('/').and_then(|slash| after.get(slash..));
        path.unwrap_or(url)
    }

    /// The line of the ledger that speaks of it; `name` is how the ledger calls a URL.
    pub(super) fn creation(&self, run: &str, name: impl Fn(&str) -> String) -> Creation {
        Creation {
            run: run.to_owned(),
            url: name(&self.url),
            mark: self.mark.clone(),
        }
    }
}

/// Whether a card carries the marker of a run.
pub(super) fn is_marked(body: &[u8], run: &str) -> bool {
    let by_card = vcard::Vcard::read(body).ok().map(|card| {
        let mut markers = card.properties(vcard::MARKER);
        markers.any(|line| line.value == run)
    });
    by_card.unwrap_or_else(|| {
        let text = String::from_utf8_lossy(body);
        let line = format!("{}:{run}", vcard::MARKER);
        text.lines().any(|found| found == line)
    })
}

/// `given.ada/put` is `ada`, `create/put` is `create`.
fn made_by(step: &StepName) -> String {
    let outer = step.0.split('/').next().unwrap_or_default();
    outer.strip_prefix("given.").unwrap_or(outer).to_owned()
}

#[cfg(test)]
#[path = "created/tests.rs"]
mod tests;
