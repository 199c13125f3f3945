//! The preflight by itself, item by item.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use jiff::Timestamp;

use super::clock::{ahead, in_words};
use super::{Obstacle, Preflight, client_of};
use crate::exchange::{Authorization, Outgoing, Request, TlsProblem};
use crate::plan::{Environment, Server};
use crate::run::RunError;
use crate::scenario::{ContextName, Device};

/// What is looked at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The host's name is known.
    Name,
    /// Somebody takes the connection.
    Connection,
    /// The certificate is good.
    Certificate,
    /// The clocks agree.
    Clock,
    /// The credentials are there, and accepted.
    Credentials,
    /// The token is good for contacts.
    Scope,
    /// The API is enabled in the client's project.
    Api,
    /// The account has an address book.
    Account,
}

/// What was found about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well; perhaps with what was seen.
    Good(String),
    /// It is in the way.
    Bad(RunError),
    /// It was not looked at, because of what is in the way before.
    NotReached,
}

/// An item with what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Which.
    pub item: Item,
    /// What was found.
    pub outcome: Outcome,
}

impl Item {
    /// Every item, in order.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Connection,
        Self::Certificate,
        Self::Clock,
        Self::Credentials,
        Self::Scope,
        Self::Api,
        Self::Account,
    ];

    /// What an error is about.
    const fn of(error: &RunError) -> Self {
        match error {
            RunError::Obstacle(obstacle) => match &**obstacle {
                Obstacle::NameUnknown { .. } => Self::Name,
                Obstacle::NoConnection { .. } => Self::Connection,
                Obstacle::Tls {
                    problem: TlsProblem::NoTls,
                    ..
                } => Self::Connection,
                Obstacle::Tls { .. } => Self::Certificate,
                Obstacle::Clock { .. } => Self::Clock,
                Obstacle::Scope { .. } => Self::Scope,
                Obstacle::ApiDisabled | Obstacle::Quota { .. } => Self::Api,
                Obstacle::CredentialsNeeded { .. } | Obstacle::CredentialsRefused { .. } => {
                    Self::Credentials
                }
                Obstacle::Account { .. } => Self::Account,
            },
            RunError::Certificates { .. } => Self::Certificate,
            RunError::Unreachable { .. } => Self::Connection,
            _ => Self::Credentials,
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Name => "name",
            Self::Connection => "connection",
            Self::Certificate => "certificate",
            Self::Clock => "clock",
            Self::Credentials => "credentials",
            Self::Scope => "scope",
            Self::Api => "API",
            Self::Account => "account",
        })
    }
}

/// Looks at everything that a run needs, and at nothing else. Nothing is written to the target.
pub async fn checklist(server: &Server, environment: &Environment) -> Vec<Checked> {
    let preflight = Preflight {
        server,
        environment,
    };
    match preflight.all().await {
        Ok(notes) => listed(&notes, None),
        Err(error) => {
            let notes = vec![(
                Item::Connection,
                server.start.origin().ascii_serialization(),
            )];
            listed(&notes, Some(&error))
        }
    }
}

/// Everything before the error is well, everything after it was not reached.
fn listed(notes: &[(Item, String)], error: Option<&RunError>) -> Vec<Checked> {
    let bad = error.map(Item::of);
    let outcome = |item: Item| {
        let note = notes.iter().find(|(noted, _)| *noted == item);
        let note = note.map_or_else(String::new, |(_, note)| note.clone());
        match (error, bad) {
            (Some(error), Some(bad)) if item == bad => Outcome::Bad(error.clone()),
            (_, Some(bad)) if item > bad => Outcome::NotReached,
            _ => Outcome::Good(note),
        }
    };
    let all = Item::ALL.into_iter();
    all.map(|item| Checked {
        item,
        outcome: outcome(item),
    })
    .collect()
}

impl Preflight<'_> {
    /// Everything that a run does before its first scenario, and what was seen on the way.
    async fn all(&self) -> Result<Vec<(Item, String)>, RunError> {
        let mut notes = vec![(
            Item::Connection,
            self.server.start.origin().ascii_serialization(),
        )];
        // Also without credentials one can say whether the target can be reached.
        let ahead = self.reach().await?;
        let clock = match ahead {
            Some(ahead) => format!("{ahead} apart"),
            None => "the target does not tell its time".to_owned(),
        };
        notes.push((Item::Clock, clock));
        let mut session = self.log_in().await?;
        let found = self.find(&mut session).await?;
        let book = match (found.context.get(&ContextName::Book), &found.problem) {
            (Some(book), _) => format!("address book {book}"),
            (None, Some(problem)) => format!("no address book was found: {problem}"),
            (None, None) => String::new(),
        };
        notes.push((Item::Account, session.redactor().text(&book)));
        Ok(notes)
    }

    /// Whether the target can be reached, and how far the clocks are apart, in words.
    async fn reach(&self) -> Result<Option<String>, RunError> {
        let client = client_of(self.server)?;
        let exchange = client.send(self.greeting()).await;
        let answer = match exchange.outcome {
            Ok(answer) => answer,
            Err(failure) => {
                return Err(match self.unreachable(&failure).await {
                    Some(obstacle) => obstacle.into(),
                    None => RunError::Unreachable {
                        who: self.server.name.clone(),
                        failure,
                    },
                });
            }
        };
        let now = Timestamp::now();
        match self.clock(&answer, now) {
            Some(obstacle) => Err(obstacle.into()),
            None => Ok(ahead(&answer, now).map(in_words)),
        }
    }

    /// A request that asks for nothing and shows no credentials.
    fn greeting(&self) -> Outgoing {
        Outgoing {
            request: Request {
                method: "OPTIONS".to_owned(),
                url: self.base().to_string(),
                headers: HeaderMap::new(),
                body: Bytes::new(),
                raw: None,
            },
            authorization: Authorization::None,
            device: Device::Own,
        }
    }
}
