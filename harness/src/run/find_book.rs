//! Finding the address book, as a client does: well-known URI, principal, home set, listing,
//! properties (RFC 6764 §6, RFC 5397 §3, RFC 6352 §7.1.1).

mod problem;

use std::collections::BTreeMap;

pub(super) use problem::Problem;

use super::features::Features;
use super::propfind::{self, Answer, path_at, with_slash};
use super::redirect::follow;
use super::session::{Letter, Session};
use crate::dav::{CALENDARSERVER, CARDDAV, DAV, Href, Multistatus, Name};
use crate::exchange::Exchange;
use crate::scenario::{ContextName, Feature};

/// Where the well-known URI is (RFC 6764 §5).
const WELL_KNOWN: &str = "/.well-known/carddav";

/// What a target says of an account.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The principal, home set, address book and add-member URL.
    pub(super) context: BTreeMap<ContextName, String>,
    /// What the target lacks.
    pub(super) features: Features,
    /// What was sent and received on the way.
    pub(super) exchanges: Vec<Exchange>,
    /// Why the address book was not found, if so.
    pub(super) problem: Option<Problem>,
    /// How many address books the home set lists.
    pub(super) books: usize,
}

/// Where to look.
#[derive(Clone, Debug)]
pub(super) struct Hint {
    /// Where to start. A URL without a path means the well-known URI.
    pub(super) start: url::Url,
    /// Which address book, by the last segment of its path; the first where left out.
    pub(super) book: Option<String>,
    /// What is known to be lacking.
    pub(super) features: Features,
}

/// Looks for the address book.
pub(super) async fn find(session: &mut Session, hint: &Hint) -> Found {
    let mut search = Search {
        session,
        found: Found {
            features: hint.features.clone(),
            ..Found::default()
        },
    };
    if let Err(problem) = search.run(hint).await {
        search.found.problem = Some(problem);
    }
    search.found
}

struct Search<'a> {
    session: &'a mut Session,
    found: Found,
}

impl Search<'_> {
    async fn run(&mut self, hint: &Hint) -> Result<(), Problem> {
        let context = self.context_path(hint).await?;
        let principal = self.principal(&context)?;
        self.keep(ContextName::Principal, &principal);
        let homes = self.home(&principal, &context).await?;
        let book = self.book(&homes, &context, hint).await?;
        self.keep(ContextName::Book, &with_slash(&book));
        let home = self.found.context.get(&ContextName::Home).cloned();
        let home = home.filter(|home| !is_within(&principal, home));
        self.session.set_book(home.as_deref(), &with_slash(&book));
        self.properties(&book).await
    }

    /// Where the well-known URI leads, or the given start.
    async fn context_path(&mut self, hint: &Hint) -> Result<Answer, Problem> {
        let props = [
            Name::new(DAV, "current-user-principal"),
            Name::new(DAV, "resourcetype"),
        ];
        let root = self
            .session
            .base()
            .as_str()
            .trim_end_matches('/')
            .to_owned();
        let at_root = hint.start.path() == "/" && hint.start.query().is_none();
        let answer = self
            .propfind(&format!("{root}{WELL_KNOWN}"), "0", &props)
            .await;
        self.judge_well_known(&answer);
        match answer {
            _ if !at_root => self.propfind(hint.start.as_str(), "0", &props).await,
            // RFC 6764 §6 step 4: without a well-known URI the root is the context path.
            Err(Problem::Answer(_)) => self.propfind(&format!("{root}/"), "0", &props).await,
            answer => answer,
        }
    }

    /// A plain "no" at the well-known URI is an answer; an error or rubbish is none.
    fn judge_well_known(&mut self, answer: &Result<Answer, Problem>) {
        let first = self.found.exchanges.first();
        let status = first
            .and_then(|exchange| exchange.outcome.as_ref().ok())
            .map(|response| response.status);
        if let (Err(Problem::Answer(_)), Some(status @ (404 | 405 | 410 | 501))) = (answer, status)
        {
            let because = format!("{WELL_KNOWN} is answered with {status}");
            self.found.features.lacks(Feature::WellKnown, because);
        }
    }

    fn principal(&self, context: &Answer) -> Result<String, Problem> {
        let name = Name::new(DAV, "current-user-principal");
        context
            .hrefs_of(&name)
            .into_iter()
            .next()
            .ok_or_else(|| Problem::missing(&name, &context.url))
    }

    /// The home set, asked of the principal; where that fails, of the context path.
    async fn home(&mut self, principal: &str, context: &Answer) -> Result<Vec<String>, Problem> {
        let name = Name::new(CARDDAV, "addressbook-home-set");
        let names = std::slice::from_ref(&name);
        let mut problem = Problem::missing(&name, principal);
        for url in [principal, context.url.as_str()] {
            match self.propfind(url, "0", names).await {
                Ok(answer) => {
                    let homes = answer.hrefs_of(&name);
                    if let Some(home) = homes.first() {
                        self.keep(ContextName::Home, home);
                        return Ok(homes);
                    }
                }
                Err(other) => problem = other,
            }
        }
        Err(problem)
    }

    /// The address book that the hint names, else the first; where none is listed, the context
    /// path if it is one itself (google:DISC-08).
    async fn book(
        &mut self,
        homes: &[String],
        context: &Answer,
        hint: &Hint,
    ) -> Result<String, Problem> {
        let props = [
            Name::new(DAV, "resourcetype"),
            Name::new(DAV, "displayname"),
        ];
        let mut books = Vec::new();
        let mut problem = None;
        for home in homes {
            match self.propfind(home, "1", &props).await {
                Ok(answer) => books.extend(answer.books()),
                Err(other) => problem = Some(other),
            }
        }
        if books.is_empty() {
            books.extend(context.books());
        }
        self.found.books = books.len();
        let chosen = match &hint.book {
            Some(name) => books.into_iter().find(|book| last_segment(book) == name),
            None => books.into_iter().next(),
        };
        chosen.ok_or_else(|| {
            problem.unwrap_or_else(|| {
                Problem::Answer(match &hint.book {
                    Some(name) => format!("the home set lists no address book `{name}`"),
                    None => "the home set lists no address book".to_owned(),
                })
            })
        })
    }

    async fn properties(&mut self, book: &str) -> Result<(), Problem> {
        let props = [
            Name::new(DAV, "resourcetype"),
            Name::new(DAV, "supported-report-set"),
            Name::new(DAV, "add-member"),
            Name::new(DAV, "sync-token"),
            Name::new(CALENDARSERVER, "getctag"),
        ];
        let answer = self.propfind(book, "0", &props).await?;
        let Some(response) = answer.about(book) else {
            return Ok(());
        };
        self.found.features.learn(response);
        let add_member = Name::new(DAV, "add-member");
        if let Some(url) = answer.hrefs_of(&add_member).into_iter().next() {
            self.keep(ContextName::AddMember, &url);
        }
        Ok(())
    }

    fn keep(&mut self, name: ContextName, url: &str) {
        let path = path_at(url, self.session.base().as_str());
        self.found.context.insert(name, path);
    }

    async fn propfind(
        &mut self,
        url: &str,
        depth: &'static str,
        props: &[Name],
    ) -> Result<Answer, Problem> {
        let base = self.session.base();
        let url = base.join(url).map_or_else(|_| url.to_owned(), String::from);
        let letter = Letter::own(propfind::request(url.clone(), depth, props));
        let followed = follow(self.session, &letter).await;
        let last = followed.exchanges.last().cloned();
        self.found.exchanges.extend(followed.exchanges);
        let Some(Exchange {
            request, outcome, ..
        }) = last
        else {
            return Err(Problem::Answer(format!("nothing was sent to {url}")));
        };
        if let Some(problem) = followed.problem {
            return Err(Problem::Answer(format!("PROPFIND {url}: {problem}")));
        }
        let response = outcome.map_err(Problem::Unreachable)?;
        if !self.session.is_target(&request.url) {
            return Err(Problem::OtherServer(origin(&request.url)));
        }
        match response.status {
            207 => {}
            status @ (401 | 403) => {
                let body = String::from_utf8_lossy(&response.body).into_owned();
                return Err(Problem::Refused(status, body));
            }
            status => {
                let problem = format!("PROPFIND {} was answered with {status}", request.url);
                return Err(Problem::Answer(problem));
            }
        }
        let multistatus = Multistatus::read(&response.body, &request.url)
            .map_err(|error| Problem::Answer(format!("PROPFIND {}: {error}", request.url)))?;
        Ok(Answer {
            url: request.url,
            multistatus,
        })
    }
}

/// A home set around the principal holds more than address books: from being in it nothing follows.
fn is_within(principal: &str, home: &str) -> bool {
    Href::resolve(principal, home).is_within(&Href::resolve(home, home))
}

fn last_segment(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

fn origin(url: &str) -> String {
    url::Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.origin().ascii_serialization())
}

#[cfg(test)]
#[path = "find_book/tests.rs"]
mod tests;
