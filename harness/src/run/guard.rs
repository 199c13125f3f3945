//! What may be sent to an account that belongs to somebody.
//!
//! On a target that is no mock, the cards of others are neither fetched nor touched. A request may
//! name what the run created, a name that nobody else can have used because the run made it up,
//! and what is no card at all.

use super::request::Prepared;
use crate::dav::Href;
use crate::exchange::{Owner, Ownership};

/// What the guard knows.
#[derive(Debug)]
pub(super) struct Guard<'a> {
    /// Whose resources are whose.
    pub(super) ownership: &'a Ownership,
    /// The UUIDs that the scenario made up.
    pub(super) fresh: &'a [String],
    /// How many cards of others there are; `None` if that is not known.
    pub(super) foreign: Option<usize>,
}

/// What a request does to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Reads,
    /// Creates or replaces what the URL names.
    Writes,
    /// Creates a member whose name the target chooses.
    Adds,
}

impl Guard<'_> {
    /// Why a request is not sent, if so. What is allowed and new is returned: from now on it is
    /// the run's own.
    pub(super) fn allow(&self, prepared: &Prepared) -> Result<Vec<Href>, String> {
        let url = &prepared.request.url;
        let target = Href::resolve(url, url);
        let method = prepared.request.method.as_str();
        let kind = Kind::of(method);
        let mut claims = Vec::new();
        if !self.may(&target, kind, &mut claims) {
            return Err(match kind {
                Kind::Reads => format!("{method} of a card that the run did not create"),
                _ => format!("{method} of something that the run did not create"),
            });
        }
        for name in &prepared.names {
            if !self.may(&Href::resolve(name, url), kind, &mut claims) {
                return Err(format!(
                    "{method} that names a card that the run did not create"
                ));
            }
        }
        let many = prepared.asks_for_cards && !self.ownership.claimed(&target);
        if many && claims.is_empty() && self.foreign != Some(0) {
            return Err(format!("{method} that may fetch the cards of others"));
        }
        Ok(claims)
    }

    fn may(&self, href: &Href, kind: Kind, claims: &mut Vec<Href>) -> bool {
        if self.ownership.claimed(href) {
            return true;
        }
        if self.is_fresh(href) {
            claims.push(href.clone());
            return true;
        }
        match kind {
            Kind::Reads | Kind::Adds => self.ownership.of(href) != Owner::Foreign,
            Kind::Writes => false,
        }
    }

    /// Whether the name, or that of a collection around it, was made up by this scenario.
    fn is_fresh(&self, href: &Href) -> bool {
        let mut segments = href.canonical.split('/');
        segments.any(|segment| {
            self.fresh
                .iter()
                .any(|uuid| segment.contains(uuid.as_str()))
        })
    }
}

impl Kind {
    fn of(method: &str) -> Self {
        match method {
            "GET" | "HEAD" | "OPTIONS" | "PROPFIND" | "REPORT" => Self::Reads,
            "POST" => Self::Adds,
            _ => Self::Writes,
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::HeaderMap;

    use super::*;
    use crate::exchange::Request;

    const UUID: &str = "11111111-2222-4333-a444-555555555555";

    fn href(path: &str) -> Href {
        Href::resolve(path, "http://h/")
    }

    fn prepared(method: &str, path: &str) -> Prepared {
        Prepared {
            request: Request {
                method: method.to_owned(),
                url: format!("http://h{path}"),
                headers: HeaderMap::new(),
                body: Bytes::new(),
            },
            own_authorization: None,
            names: Vec::new(),
            asks_for_cards: method == "GET",
        }
    }

    fn allowed(foreign: Option<usize>, prepared: &Prepared) -> Result<usize, String> {
        let mut ownership = Ownership::new(None, Some(href("/book/")));
        ownership.claim(&href("/book/ours"));
        let guard = Guard {
            ownership: &ownership,
            fresh: &[UUID.to_owned()],
            foreign,
        };
        guard.allow(prepared).map(|claims| claims.len())
    }

    #[test]
    fn own_and_made_up_names_may_be_read_and_written() {
        for method in [
            "GET",
            "HEAD",
            "PROPFIND",
            "PUT",
            "DELETE",
            "MOVE",
            "PROPPATCH",
            "LOCK",
        ] {
            assert_eq!(
                allowed(None, &prepared(method, "/book/ours")),
                Ok(0),
                "{method}"
            );
            let fresh = format!("/book/{UUID}.vcf");
            assert_eq!(allowed(None, &prepared(method, &fresh)), Ok(1), "{method}");
            let below = format!("/book/{UUID}/card.vcf");
            assert_eq!(allowed(None, &prepared(method, &below)), Ok(1), "{method}");
        }
    }

    #[test]
    fn foreign_cards_are_neither_read_nor_written() {
        for (method, reason) in [
            ("GET", "GET of a card that the run did not create"),
            ("PROPFIND", "PROPFIND of a card that the run did not create"),
            ("PUT", "PUT of something that the run did not create"),
            ("DELETE", "DELETE of something that the run did not create"),
            ("POST", "POST of something that the run did not create"),
        ] {
            let result = allowed(Some(0), &prepared(method, "/book/theirs"));
            assert_eq!(result, Err(reason.to_owned()));
        }
    }

    #[test]
    fn the_address_book_may_be_read_and_added_to_but_not_changed() {
        for method in ["PROPFIND", "REPORT", "OPTIONS", "POST"] {
            assert_eq!(
                allowed(Some(500), &prepared(method, "/book/")),
                Ok(0),
                "{method}"
            );
        }
        for method in ["DELETE", "PUT", "PROPPATCH", "MOVE", "PURGE"] {
            assert!(
                allowed(Some(0), &prepared(method, "/book/")).is_err(),
                "{method}"
            );
        }
    }

    #[test]
    fn a_multiget_and_a_destination_name_nothing_foreign() {
        for (method, name, expected) in [
            ("REPORT", "/book/ours".to_owned(), Ok(0)),
            ("REPORT", format!("/book/{UUID}"), Ok(1)),
            ("REPORT", "/elsewhere".to_owned(), Ok(0)),
            (
                "REPORT",
                "/book/theirs".to_owned(),
                Err("REPORT that names a card that the run did not create".to_owned()),
            ),
            (
                "MOVE",
                "/elsewhere".to_owned(),
                Err("MOVE that names a card that the run did not create".to_owned()),
            ),
        ] {
            let mut request = prepared(method, "/book/ours");
            request.names.push(name);
            assert_eq!(allowed(None, &request), expected);
        }
    }

    #[test]
    fn what_may_fetch_all_cards_is_sent_only_where_there_are_no_others() {
        let export = prepared("GET", "/book/");
        assert_eq!(allowed(Some(0), &export), Ok(0));
        for foreign in [None, Some(1)] {
            assert_eq!(
                allowed(foreign, &export),
                Err("GET that may fetch the cards of others".to_owned())
            );
        }
    }
}
