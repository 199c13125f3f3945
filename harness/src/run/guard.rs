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
        if self.may_fetch_many(prepared, &target, &claims) && self.foreign != Some(0) {
            return Err(format!("{method} that may fetch the cards of others"));
        }
        Ok(claims)
    }

    /// Whether the answer may hold the data of cards that are not named. A GET of a collection may
    /// be an export of all that is in it.
    fn may_fetch_many(&self, prepared: &Prepared, target: &Href, claims: &[Href]) -> bool {
        let is_get = prepared.request.method == "GET";
        prepared.asks_for_cards
            && claims.is_empty()
            && !self.ownership.claimed(target)
            && (!is_get || self.ownership.holds_cards(target))
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

    /// Whether the name, or that of a collection around it, was made up by this scenario, or is one
    /// of its own names with something added.
    fn is_fresh(&self, href: &Href) -> bool {
        if self.ownership.extends_claimed(href) {
            return true;
        }
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
#[path = "guard/tests.rs"]
mod tests;
