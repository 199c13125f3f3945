//! Clients: programs that ask for access in the name of a user.

use serde::{Deserialize, Serialize};

use super::redirect::{NotARedirectUri, RedirectUri};
use super::{Imprint, Secret};

/// A program that is registered with the authorization server.
///
/// It may be redirected to the user's own machine, on any port and path, and to the URIs that are
/// registered for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Client {
    pub(crate) id: Imprint,
    pub(crate) secret: ClientSecret,
    pub(crate) name: String,
    pub(crate) redirects: Vec<RedirectUri>,
    /// Whether the first redirect URI that it names is registered by that.
    pub(crate) learns_redirect: bool,
}

/// How a client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ClientSecret {
    /// Not at all: a public client (RFC 6749 §2.1). It has to use PKCE.
    Public,
    /// By a secret.
    Is(Imprint),
    /// Whatever it shows first, a secret or none, is right.
    ToBeLearned,
}

impl Client {
    /// A client with a secret. The name is what the consent page shows.
    #[must_use]
    pub fn confidential(id: &str, secret: &Secret, name: impl Into<String>) -> Self {
        Self::new(
            id,
            ClientSecret::Is(Imprint::of(secret.reveal())),
            name.into(),
        )
    }

    /// A client without a secret, which has to use PKCE (RFC 7636).
    #[must_use]
    pub fn public(id: &str, name: impl Into<String>) -> Self {
        Self::new(id, ClientSecret::Public, name.into())
    }

    /// Registers a redirect URI beside those that lead to the user's own machine.
    ///
    /// # Errors
    /// When the text is no absolute URI, or has a fragment (RFC 6749 §3.1.2).
    pub fn with_redirect(mut self, uri: &str) -> Result<Self, NotARedirectUri> {
        self.redirects.push(RedirectUri::parse(uri)?);
        Ok(self)
    }

    /// A client of which nothing is known but the id that it names.
    pub(crate) fn to_be_learned(id: Imprint) -> Self {
        Self {
            id,
            secret: ClientSecret::ToBeLearned,
            name: "The program under test".to_owned(),
            redirects: Vec::new(),
            learns_redirect: true,
        }
    }

    fn new(id: &str, secret: ClientSecret, name: String) -> Self {
        Self {
            id: Imprint::of(id),
            secret,
            name,
            redirects: Vec::new(),
            learns_redirect: false,
        }
    }

    /// Whether the browser may be sent there.
    pub(crate) fn may_be_sent_to(&self, uri: &RedirectUri) -> bool {
        uri.is_loopback() || self.redirects.contains(uri)
    }

    /// Whether what the client shows proves that it is the one. Learns the secret, where that is
    /// still to be learned.
    pub(crate) fn is_proved_by(&mut self, secret: Option<&str>) -> bool {
        let shown = secret.map(Imprint::of);
        match self.secret {
            ClientSecret::Public => shown.is_none(),
            ClientSecret::Is(right) => shown == Some(right),
            ClientSecret::ToBeLearned => {
                self.secret = shown.map_or(ClientSecret::Public, ClientSecret::Is);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_shows_neither_its_id_nor_its_secret() {
        let client = Client::confidential("id-1", &Secret::new("hunter2"), "A program");
        let shown = format!("{client:?}");
        assert!(
            !shown.contains("hunter2") && !shown.contains("id-1"),
            "{shown}"
        );
    }

    #[test]
    fn a_client_may_be_sent_to_the_users_machine_and_where_it_is_registered() {
        let client = Client::public("id", "A program")
            .with_redirect("https://example.com/cb")
            .unwrap();
        let may = |uri| client.may_be_sent_to(&RedirectUri::parse(uri).unwrap());
        assert!(may("https://example.com/cb") && may("http://localhost:1/"));
        assert!(!may("https://example.com/cb/") && !may("https://example.com/cb?x"));
    }

    #[test]
    fn the_secret_that_a_learned_client_shows_first_is_the_only_one_from_then_on() {
        let mut client = Client::to_be_learned(Imprint::of("id"));
        assert!(client.is_proved_by(Some("first")));
        assert!(client.is_proved_by(Some("first")));
        assert!(!client.is_proved_by(Some("second")) && !client.is_proved_by(None));
    }

    #[test]
    fn a_public_client_that_shows_a_secret_is_not_the_one() {
        let mut client = Client::public("id", "A program");
        assert!(client.is_proved_by(None) && !client.is_proved_by(Some("x")));
    }
}
