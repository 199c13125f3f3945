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
mod tests {
    use std::time::Duration;

    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue};

    use super::*;

    const MARKED: &str = "BEGIN:VCARD\r\nX-CARDPROOF-RUN:run-1\r\nEND:VCARD\r\n";

    fn prepared(method: &str, path: &str, body: &str) -> Prepared {
        let mut headers = HeaderMap::new();
        headers.insert("depth", HeaderValue::from_static("0"));
        Prepared {
            request: Request {
                method: method.to_owned(),
                url: format!("http://h{path}"),
                headers,
                body: Bytes::from(body.to_owned()),
            },
            own_authorization: None,
            names: Vec::new(),
            asks_for_cards: false,
        }
    }

    fn announced(method: &str, path: &str, body: &str) -> Option<Created> {
        let step = StepName("given.ada/put".to_owned());
        Creations::announced(&prepared(method, path, body), "run-1", &step)
    }

    fn answered(method: &str, path: &str, status: u16, (location, body): (&str, &str)) -> Exchange {
        let mut headers = HeaderMap::new();
        if !location.is_empty() {
            headers.insert("location", location.parse().unwrap());
        }
        Exchange {
            request: prepared(method, path, "").request,
            outcome: Ok(Response {
                status,
                headers,
                body: Bytes::from(body.to_owned()),
                foreign: 0,
            }),
            elapsed: Duration::ZERO,
        }
    }

    fn after(method: &str, path: &str, exchanges: &[Exchange]) -> Vec<(String, String)> {
        let mut creations = Creations::default();
        creations.expect(&announced(method, path, MARKED).unwrap());
        for exchange in exchanges {
            creations.learn(exchange);
        }
        creations.cards()
    }

    fn ada(path: &str) -> Vec<(String, String)> {
        vec![(path.to_owned(), "ada".to_owned())]
    }

    #[test]
    fn what_creates_is_announced_with_the_mark_that_tells_it() {
        let mark = |method, body| announced(method, "/b/x", body).map(|created| created.mark);
        assert_eq!(mark("PUT", MARKED), Some(Mark::Marker));
        assert_eq!(
            mark("PUT", "no card"),
            Some(Mark::Sha256(digest(b"no card")))
        );
        assert_eq!(mark("POST", MARKED), Some(Mark::SomewhereIn));
        assert_eq!(mark("MKCOL", ""), Some(Mark::EmptyCollection));
        for method in ["GET", "DELETE", "PROPFIND", "REPORT", "LOCK"] {
            assert_eq!(mark(method, ""), None, "{method}");
        }
    }

    #[test]
    fn the_target_of_a_copy_is_what_is_created() {
        let mut copy = prepared("COPY", "/b/x", "");
        let step = StepName("copy".to_owned());
        assert_eq!(Creations::announced(&copy, "run-1", &step), None);
        copy.names.push("/b/y".to_owned());
        let created = Creations::announced(&copy, "run-1", &step).unwrap();
        assert_eq!((created.path(), created.by.as_str()), ("/b/y", "copy"));
    }

    #[test]
    fn where_a_card_is_kept_is_learned_from_location_and_from_depth_0() {
        let row = "<multistatus xmlns='DAV:'><response><href>/b/1</href></response></multistatus>";
        let gone = "<multistatus xmlns='DAV:'><response><href>/b/1</href>\
                    <status>HTTP/1.1 404 X</status></response></multistatus>";
        for (method, exchange, expected) in [
            ("PUT", answered("PUT", "/b/x", 201, ("/b/1", "")), "/b/1"),
            ("PUT", answered("PUT", "/b/x", 201, ("", "")), "/b/x"),
            ("PUT", answered("PUT", "/b/x", 412, ("/b/1", "")), "/b/x"),
            ("PUT", answered("PROPFIND", "/b/x", 207, ("", row)), "/b/1"),
            ("PUT", answered("PROPFIND", "/b/x", 207, ("", gone)), "/b/x"),
            ("PUT", answered("PROPFIND", "/b/y", 207, ("", row)), "/b/x"),
            ("POST", answered("POST", "/b/x", 201, ("/b/1", "")), "/b/1"),
        ] {
            assert_eq!(
                after(method, "/b/x", &[exchange]),
                ada(expected),
                "{method}"
            );
        }
    }

    #[test]
    fn a_card_that_is_replaced_is_still_one_card() {
        let mut creations = Creations::default();
        let first = announced("PUT", "/b/x", MARKED).unwrap();
        assert_eq!(creations.expect(&first), None);
        creations.learn(&answered("PUT", "/b/x", 201, ("/b/1", "")));
        let again = announced("PUT", "/b/1", "no card").unwrap();
        let known = creations.expect(&again).unwrap();
        assert_eq!(known.url, first.url);
        assert_eq!(creations.all()[0].mark, Mark::Marker);
        creations.took(&again);
        assert_eq!(creations.cards(), ada("/b/1"));
        assert!(matches!(creations.all()[0].mark, Mark::Sha256(_)));
    }

    #[test]
    fn what_was_refused_is_not_there() {
        let mut creations = Creations::default();
        let created = announced("PUT", "/b/x", MARKED).unwrap();
        creations.expect(&created);
        creations.refused(&created);
        assert_eq!(creations.all(), []);
    }

    #[test]
    fn what_was_posted_and_not_told_has_no_path() {
        assert_eq!(after("POST", "/b/", &[]), []);
    }

    #[test]
    fn the_marker_has_to_name_the_run() {
        assert!(is_marked(MARKED.as_bytes(), "run-1"));
        assert!(!is_marked(MARKED.as_bytes(), "run-10"));
        assert!(!is_marked(MARKED.as_bytes(), "run"));
        assert!(is_marked(b"broken\r\nX-CARDPROOF-RUN:run-1\r\n", "run-1"));
        assert!(!is_marked(b"NOTE:X-CARDPROOF-RUN:run-1\r\n", "run-1"));
    }
}
