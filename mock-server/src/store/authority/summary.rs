//! What the authorization server tells about itself to people outside. Secrets are no part of it;
//! nor are the ids of clients, which are kept as imprints.

use std::fmt;

use jiff::Timestamp;

use super::{ClientSecret, Scopes};
use crate::store::{ControlError, World};

/// A client from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSummary {
    /// What the consent page calls it.
    pub name: String,
    /// How it proves who it is.
    pub kind: ClientKind,
    /// Where the browser may be sent, beside the user's own machine.
    pub redirects: Vec<String>,
    /// How many of its refresh tokens are good.
    pub refresh_tokens: usize,
}

/// How a client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientKind {
    /// By a secret.
    Confidential,
    /// Not at all; it has to use PKCE.
    Public,
    /// That is learned from what it shows first.
    ToBeLearned,
}

impl ClientKind {
    /// The words for them.
    pub(crate) const NAMES: &'static [&'static str] = &["confidential", "public", "to-be-learned"];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::Public => "public",
            Self::ToBeLearned => "to-be-learned",
        }
    }
}

/// A refresh token from outside, without its text.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshTokenSummary {
    /// The address of the account that allowed it.
    pub account: String,
    /// The name of the client.
    pub client: String,
    /// What it is good for.
    pub scopes: Scopes,
    /// When it was issued, in the time of credentials.
    pub issued: Timestamp,
    /// When it was used last, in the time of credentials.
    pub last_used: Timestamp,
    /// Whether it is good still.
    pub is_good: bool,
}

fn redirects(client: &super::Client) -> Vec<String> {
    let uris = client.redirects.iter();
    uris.map(|uri| uri.as_str().to_owned()).collect()
}

impl World {
    /// The clients, in the order in which they were registered. `now` is real time.
    #[must_use]
    pub fn client_summaries(&self, now: Timestamp) -> Vec<ClientSummary> {
        let clients = self.authority.clients.iter().enumerate();
        let summary = |(position, client): (usize, &super::Client)| ClientSummary {
            name: client.name.clone(),
            kind: match client.secret {
                ClientSecret::Is(_) => ClientKind::Confidential,
                ClientSecret::Public => ClientKind::Public,
                ClientSecret::ToBeLearned => ClientKind::ToBeLearned,
            },
            redirects: redirects(client),
            refresh_tokens: self.good_refresh_tokens(position, now),
        };
        clients.map(summary).collect()
    }

    /// The refresh tokens that the user of an account allowed, or of all accounts, oldest first.
    /// `now` is real time.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn refresh_token_summaries(
        &self,
        address: Option<&str>,
        now: Timestamp,
    ) -> Result<Vec<RefreshTokenSummary>, ControlError> {
        let wanted = address.map(|address| self.position(address)).transpose()?;
        let (now, testing) = (self.credential_time(now), self.authority.project.testing);
        let mut found = Vec::new();
        for token in self.authority.refresh_tokens.values() {
            let Some(grant) = self.authority.grant(token.grant) else {
                continue;
            };
            let account = self.accounts.get(grant.account);
            let Some(account) = account.filter(|_| wanted.is_none_or(|at| at == grant.account))
            else {
                continue;
            };
            let summary = RefreshTokenSummary {
                account: account.address.clone(),
                client: self.authority.client_name(grant.client).to_owned(),
                scopes: grant.scopes.clone(),
                issued: token.issued,
                last_used: token.last_used,
                is_good: token.end(now, testing).is_none(),
            };
            found.push((token.issued, token.grant, summary));
        }
        found.sort_by_key(|(issued, grant, _)| (*issued, *grant));
        Ok(found.into_iter().map(|(_, _, summary)| summary).collect())
    }

    fn good_refresh_tokens(&self, client: usize, now: Timestamp) -> usize {
        let (now, testing) = (self.credential_time(now), self.authority.project.testing);
        let tokens = self.authority.refresh_tokens.values();
        tokens
            .filter(|token| token.end(now, testing).is_none())
            .filter_map(|token| self.authority.grant(token.grant))
            .filter(|grant| grant.client == client)
            .count()
    }
}

/// Without the address.
impl fmt::Debug for RefreshTokenSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshTokenSummary")
            .field("client", &self.client)
            .field("scopes", &self.scopes)
            .field("is_good", &self.is_good)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quirk::{Profile, Quirks};
    use crate::store::{Client, Secret};

    fn now() -> Timestamp {
        "2026-07-01T12:00:00Z".parse().unwrap()
    }

    fn world() -> World {
        let mut world = World::new(Quirks::of(Profile::Rfc), 1);
        for address in ["ada@example.org", "grace@example.org"] {
            world.add_account(address).unwrap();
        }
        let secret = Secret::new("hunter2");
        let client = Client::confidential("one", &secret, "First")
            .with_redirect("https://example.com/cb")
            .unwrap();
        world.register_client(client).unwrap();
        world
            .register_client(Client::public("two", "Second"))
            .unwrap();
        world
    }

    #[test]
    fn clients_are_told_with_the_number_of_their_good_tokens() {
        let mut world = world();
        world
            .mint_refresh_token("ada@example.org", "two", now())
            .unwrap();
        let lost = world
            .mint_refresh_token("ada@example.org", "two", now())
            .unwrap();
        world.revoke_refresh_token(lost.reveal()).unwrap();
        let clients = world.client_summaries(now());
        let told: Vec<_> = clients
            .iter()
            .map(|client| {
                (
                    client.name.as_str(),
                    client.kind.name(),
                    client.refresh_tokens,
                )
            })
            .collect();
        assert_eq!(
            told,
            [("First", "confidential", 0), ("Second", "public", 1)]
        );
        assert_eq!(clients[0].redirects, ["https://example.com/cb"]);
    }

    #[test]
    fn refresh_tokens_are_told_by_account_and_debug_output_has_no_address() {
        let mut world = world();
        let scopes = Scopes::parse("openid").unwrap();
        let grace = ("grace@example.org", "one");
        world
            .issue_named_refresh_token(grace, ("1//named", scopes.clone()), now())
            .unwrap();
        world
            .mint_refresh_token("ada@example.org", "two", now())
            .unwrap();
        let all = world.refresh_token_summaries(None, now()).unwrap();
        assert_eq!(all.len(), 2);
        let hers = world
            .refresh_token_summaries(Some("grace@example.org"), now())
            .unwrap();
        assert_eq!(
            (&hers[0].client, &hers[0].scopes),
            (&"First".to_owned(), &scopes)
        );
        assert!(hers[0].is_good);
        assert!(!format!("{all:?}").contains("example.org"));
        let half_a_year_later = "2027-01-01T12:00:00Z".parse().unwrap();
        let later = world.refresh_token_summaries(None, half_a_year_later);
        assert!(later.unwrap().iter().all(|token| !token.is_good));
        assert_eq!(
            world.refresh_token_summaries(Some("nobody"), now()),
            Err(ControlError::NoAccount)
        );
    }

    #[test]
    fn a_named_refresh_token_is_new_and_printable_and_of_a_client_that_is_there() {
        let mut world = world();
        let mut issue = |client: &str, text: &str| {
            let parties = ("ada@example.org", client);
            world.issue_named_refresh_token(parties, (text, Scopes::carddav()), now())
        };
        assert_eq!(issue("one", "1//x"), Ok(()));
        assert_eq!(issue("one", "1//x"), Err(ControlError::BadToken));
        assert_eq!(issue("one", ""), Err(ControlError::BadToken));
        assert_eq!(issue("one", "a b"), Err(ControlError::BadToken));
        assert_eq!(issue("three", "1//y"), Err(ControlError::NoClient));
    }
}
