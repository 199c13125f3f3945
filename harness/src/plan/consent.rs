//! A login with the user's consent, on a page of the authorization server.

use url::Url;

use super::TargetError;
use super::target::server_url;
use crate::exchange::Secret;

/// A login with the user's consent (RFC 6749 §4.1). `cardproof login` asks for it once and keeps a
/// refresh token; runs take it from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The target that the login is kept for.
    pub target: String,
    /// The page of consent (RFC 6749 §3.1).
    pub authorization_url: Url,
    /// Where tokens are fetched (RFC 6749 §3.2).
    pub token_url: Url,
    /// What the user is asked for; several are separated by spaces (RFC 6749 §3.3).
    pub scope: String,
    /// The client, where it is known.
    pub client_id: Option<String>,
    /// Its secret, where it has one.
    pub client_secret: Option<Secret>,
}

impl Consent {
    /// Google's (google:AUTH-11, google:AUTH-12), for a client that is not known yet.
    ///
    /// # Errors
    /// Never: the URLs are good.
    pub fn google() -> Result<Self, TargetError> {
        Ok(Self {
            target: "google".to_owned(),
            authorization_url: server_url("https://accounts.google.com/o/oauth2/v2/auth")?,
            token_url: server_url("https://oauth2.googleapis.com/token")?,
            scope: "https://www.googleapis.com/auth/carddav".to_owned(),
            client_id: None,
            client_secret: None,
        })
    }
}
