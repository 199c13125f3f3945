//! Symbols for what differs from run to run.
//!
//! A symbol replaces only the opaque part of a value and keeps its form: quotes, `W/`, the path
//! before a token. What does not have the form that Google's service and the mock use for that
//! kind of value is printed as it is, so that a broken form shows. The forms: ETags
//! `google:ETAG-01`, collection tags `google:PROP-10`, tokens `google:SYNC-03`, URLs
//! `google:DISC-03`.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::dav::vcard::MARKER;
use crate::run::ScenarioReport;
use crate::scenario::ContextName;

/// Who said a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// We, in a request.
    Request,
    /// The target, in a response.
    Response,
}

/// The symbols of one scenario, numbered by first appearance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symbols {
    /// The target's own scheme, host and port, where it differs from run to run.
    base: Option<String>,
    /// Last path segments of cards that the scenario made, and their symbols.
    cards: HashMap<String, String>,
    /// Values met so far; `None` is one that the scenario itself wrote first.
    met: HashMap<(Kind, String), Option<String>>,
    counts: HashMap<Kind, usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Account,
    Card,
    Ctag,
    Etag,
    Prefix,
    Time,
    Token,
    Uuid,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Card => "card",
            Self::Ctag => "ctag",
            Self::Etag => "etag",
            Self::Prefix => "prefix",
            Self::Time => "time",
            Self::Token => "token",
            Self::Uuid => "uuid",
        }
    }

    /// Whether the first value has no number: there is usually only one.
    const fn usually_one(self) -> bool {
        matches!(self, Self::Account | Self::Prefix)
    }

    /// Whether a value that a request names before any response did is the scenario's own, the
    /// same in every run.
    const fn can_be_our_own(self) -> bool {
        matches!(self, Self::Ctag | Self::Etag | Self::Time | Self::Token)
    }
}

/// Every form that is recognised. Alternatives are tried in this order at each place. A time of the
/// last century is nobody's clock but a constant, such as `Expires` of 1990 (`google:DISC-02`).
static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let quote = r#"(?:"|&quot;)"#;
    let origin = r#"https?://[^/\s"'<>]+"#;
    let path = r"(?:/[\w.~\[\]-]+)+?";
    let segment = r#"[^/\s"'<>&;]+"#;
    Regex::new(&format!(
        r#"(?x)
        (?P<etag_open>{quote})(?P<etag>\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}[+-]\d\d:\d\d)(?P<etag_close>{quote})
        | (?P<ctag_open>{quote})(?P<ctag>[0-9a-f]{{16}}\.\d+)(?P<ctag_close>{quote})
        | (?P<token_origin>{origin})?(?P<token_prefix>{path})/synctoken/(?P<token>[0-9A-Fa-f]+)\b
        | (?P<home_origin>{origin})?(?P<prefix>{path})/principals/(?P<account>{segment})
        | /lists/(?P<list>{segment})/(?P<member>{segment})
        | \bUID:(?P<uid>[^\s<>;&]+)
        | \b{MARKER}:(?P<run>[^\s<>;&]+)
        | (?P<uuid>\b[0-9A-Fa-f]{{8}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{4}}-[0-9A-Fa-f]{{12}}\b)
        | (?P<time>\b2\d{{3}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z
            | \b2\d{{7}}T\d{{6}}Z
            | \b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\ \d\d\ [A-Z][a-z]{{2}}\ 2\d{{3}}\ \d\d:\d\d:\d\d\ GMT)
        | (?P<origin>{origin})
        "#
    ))
    .ok()
});

static CARD_ID: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[0-9a-f]{8,16}$").ok());

static UUID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}").ok()
});

impl Symbols {
    /// No values met yet; cards and base URL as the scenario's run knows them.
    #[must_use]
    pub fn new(scenario: &ScenarioReport) -> Self {
        let cards = scenario
            .cards
            .iter()
            .filter_map(|(path, name)| {
                let segment = last_segment(path)?;
                Some((segment.to_owned(), format!("[card-{name}]")))
            })
            .collect();
        let base = scenario.context.get(&ContextName::Base);
        Self {
            base: base
                .map(|base| base.trim_end_matches('/').to_owned())
                .filter(|base| base != "https://www.googleapis.com"),
            cards,
            ..Self::default()
        }
    }

    /// The symbol of a card that the scenario made, by its href.
    #[must_use]
    pub fn card(&self, href: &str) -> Option<&str> {
        self.cards.get(last_segment(href)?).map(String::as_str)
    }

    /// The text with symbols. Has to be called in the order of the conversation.
    pub fn replace(&mut self, text: &str, from: Origin) -> String {
        let Some(forms) = FORMS.as_ref() else {
            return text.to_owned();
        };
        forms
            .replace_all(text, |found: &Captures<'_>| self.replacement(found, from))
            .into_owned()
    }

    fn replacement(&mut self, found: &Captures<'_>, from: Origin) -> String {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        if found.name("etag").is_some() {
            let symbol = self.symbol(Kind::Etag, part("etag"), from);
            format!("{}{symbol}{}", part("etag_open"), part("etag_close"))
        } else if found.name("ctag").is_some() {
            let symbol = self.symbol(Kind::Ctag, part("ctag"), from);
            format!("{}{symbol}{}", part("ctag_open"), part("ctag_close"))
        } else if found.name("token").is_some() {
            let start = self.start(part("token_origin"), part("token_prefix"), from);
            let symbol = self.symbol(Kind::Token, part("token"), from);
            format!("{start}/synctoken/{symbol}")
        } else if found.name("account").is_some() {
            let start = self.start(part("home_origin"), part("prefix"), from);
            let account = self.symbol(Kind::Account, part("account"), from);
            format!("{start}/principals/{account}")
        } else if found.name("member").is_some() {
            let member = self.member(part("member"), from);
            format!("/lists/{}/{member}", part("list"))
        } else if found.name("uid").is_some() {
            format!("UID:{}", self.member(part("uid"), from))
        } else if found.name("run").is_some() {
            format!("{MARKER}:[run]")
        } else if found.name("uuid").is_some() {
            self.symbol(Kind::Uuid, part("uuid"), from)
        } else if found.name("time").is_some() {
            self.symbol(Kind::Time, part("time"), from)
        } else {
            self.origin(part("origin"))
        }
    }

    /// Scheme and host, then the path prefix of the service.
    fn start(&mut self, origin: &str, prefix: &str, from: Origin) -> String {
        let prefix = self.symbol(Kind::Prefix, prefix.trim_start_matches('/'), from);
        format!("{}/{prefix}", self.origin(origin))
    }

    fn origin(&self, origin: &str) -> String {
        match &self.base {
            Some(base) if base == origin => "[base]".to_owned(),
            _ => origin.to_owned(),
        }
    }

    /// The last segment of a card's path, or a UID, which the service makes alike
    /// (`google:HREF-04`).
    fn member(&mut self, segment: &str, from: Origin) -> String {
        if let Some(symbol) = self.cards.get(segment) {
            return symbol.clone();
        }
        if let Some((stem, ending)) = segment.split_once('.') {
            return format!("{}.{ending}", self.member(stem, from));
        }
        if CARD_ID.as_ref().is_some_and(|form| form.is_match(segment)) {
            return self.symbol(Kind::Card, segment, from);
        }
        let Some(uuid) = UUID.as_ref().and_then(|form| form.find(segment)) else {
            return segment.to_owned();
        };
        let symbol = self.symbol(Kind::Uuid, uuid.as_str(), from);
        segment.replacen(uuid.as_str(), &symbol, 1)
    }

    fn symbol(&mut self, kind: Kind, value: &str, from: Origin) -> String {
        if let Some(met) = self.met.get(&(kind, value.to_owned())) {
            return met.clone().unwrap_or_else(|| value.to_owned());
        }
        let symbol = (from == Origin::Response || !kind.can_be_our_own()).then(|| self.next(kind));
        self.met.insert((kind, value.to_owned()), symbol.clone());
        symbol.unwrap_or_else(|| value.to_owned())
    }

    fn next(&mut self, kind: Kind) -> String {
        let name = kind.name();
        if kind == Kind::Time {
            return format!("[{name}]");
        }
        let count = self.counts.entry(kind).or_insert(0);
        *count += 1;
        if *count == 1 && kind.usually_one() {
            format!("[{name}]")
        } else {
            format!("[{name}-{count}]")
        }
    }
}

fn last_segment(path: &str) -> Option<&str> {
    path.trim_end_matches('/').rsplit('/').next()
}

#[cfg(test)]
mod tests;
