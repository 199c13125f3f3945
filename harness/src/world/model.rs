//! What a world is before the mock has it.

use std::fmt;
use std::time::Duration;

use cardproof_mock::quirk::Profile;
use cardproof_mock::{CtagAllowance, Scopes, WrittenFault};
use jiff::Timestamp;

use crate::exchange::Secret;

/// A world as a person wrote it. What is missing is as without a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorldFile {
    /// What ids, tokens and random paths are made from.
    pub seed: Option<u64>,
    /// How the server behaves.
    pub profile: Option<Profile>,
    /// Single quirks on top: name and value.
    pub quirks: Vec<(String, String)>,
    /// The service clocks of all accounts that have none of their own.
    pub clock: ClockFile,
    /// Which credentials are good.
    pub credentials: CredentialsFile,
    /// How the project of the clients is set up.
    pub project: ProjectFile,
    /// How often an account may ask for getctag; as often as usual, if nothing is said.
    pub ctag_allowance: Option<CtagAllowance>,
    /// Clients of the authorization server.
    pub clients: Vec<ClientFile>,
    /// Programs that need no user to sign in (google:AUTH-15).
    pub service_accounts: Vec<ServiceAccountFile>,
    /// The accounts; the first is the one that a client is given.
    pub accounts: Vec<AccountFile>,
    /// Rules by which requests fail.
    pub faults: Vec<WrittenFault>,
}

impl WorldFile {
    /// Whether only the mock can start so: profile, seed and clock are a target's own.
    #[must_use]
    pub fn needs_mock(&self) -> bool {
        !self.accounts.is_empty()
            || !self.clients.is_empty()
            || !self.service_accounts.is_empty()
            || !self.faults.is_empty()
            || self.project != ProjectFile::default()
            || self.credentials != CredentialsFile::default()
            || self.ctag_allowance.is_some()
    }
}

/// A service clock at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockFile {
    /// What it shows; real time, if nothing is said.
    pub start: Option<Timestamp>,
    /// Whether it stands still; if nothing is said, that of an account does as the world's does.
    pub frozen: Option<bool>,
}

/// Which credentials are good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CredentialsFile {
    /// Those that the world issued or registered.
    #[default]
    Known,
    /// Also the first of each kind that the server meets: they become the first account's.
    Adopt,
}

/// How the project of the clients is set up; as Google does for everybody, where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProjectFile {
    /// Whether the CardDAV API is switched on (google:AUTH-10).
    pub api_enabled: Option<bool>,
    /// Whether the consent screen is in testing, so that refresh tokens end after seven days
    /// (google:AUTH-14).
    pub testing: Option<bool>,
    /// How long access tokens live (google:AUTH-13).
    pub token_life: Option<Duration>,
}

/// A service account.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceAccountFile {
    /// Its e-mail address, never shown in `Debug`.
    pub email: String,
    /// Its RSA public key (`BEGIN PUBLIC KEY`); without it, signatures are not verified.
    pub public_key: Option<String>,
    /// The scopes within which it may act for every account.
    pub delegation: Option<Scopes>,
}

/// An account.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AccountFile {
    /// The e-mail address, never shown in `Debug`.
    pub address: String,
    /// The password for HTTP Basic.
    pub app_password: Option<Secret>,
    /// What its paths begin with; as the profile says, if nothing is said.
    pub home: Option<String>,
    /// Its service clock; that of the world, if nothing is said.
    pub clock: ClockFile,
    /// The texts of its cards, lines ended by CRLF.
    pub cards: Vec<String>,
    /// Its bearer tokens. The first of the first account is the one that a client is given.
    pub tokens: Vec<TokenFile>,
    /// What its user allowed to clients.
    pub refresh_tokens: Vec<RefreshTokenFile>,
}

/// A bearer token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFile {
    /// Its text; a random one, if nothing is said.
    pub value: Option<Secret>,
    /// What it is good for.
    pub scopes: Scopes,
    /// How long it lives; for ever, if nothing is said.
    pub life: Option<Duration>,
}

/// A client of the authorization server.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientFile {
    /// Its id, never shown in `Debug`.
    pub id: String,
    /// Its secret; a public client has none.
    pub secret: Option<Secret>,
    /// What the consent page calls it.
    pub name: Option<String>,
    /// Where the browser may be sent, beside the user's own machine.
    pub redirects: Vec<String>,
}

/// A refresh token.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshTokenFile {
    /// The id of the client that has it, never shown in `Debug`.
    pub client: String,
    /// Its text.
    pub value: Secret,
    /// What it is good for.
    pub scopes: Scopes,
}

/// Without the id.
impl fmt::Debug for ClientFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientFile")
            .field("has_secret", &self.secret.is_some())
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Without the address.
impl fmt::Debug for ServiceAccountFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccountFile")
            .field("has_public_key", &self.public_key.is_some())
            .field("delegation", &self.delegation)
            .finish_non_exhaustive()
    }
}

/// Without the client's id.
impl fmt::Debug for RefreshTokenFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshTokenFile")
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// Neither the address nor the cards.
impl fmt::Debug for AccountFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountFile")
            .field("home", &self.home)
            .field("cards", &self.cards.len())
            .field("tokens", &self.tokens)
            .finish_non_exhaustive()
    }
}
