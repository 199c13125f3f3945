//! Tokens on their way to the client.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::oauth::answer::Call;
use crate::oauth::reply;
use crate::reply::Reply;
use crate::store::{AccessToken, Authority, GrantNumber, Scopes, Secret};

/// Tokens on their way to the client (RFC 6749 §5.1, google:AUTH-13).
#[derive(Debug)]
pub(super) struct Issued {
    pub(super) access_token: Secret,
    /// Seconds of real time.
    pub(super) expires_in: u64,
    pub(super) refresh_token: Option<Secret>,
    pub(super) scopes: Scopes,
}

/// What an access token is for.
#[derive(Debug)]
pub(super) struct Right {
    /// Position of the account in the world.
    pub(super) account: usize,
    pub(super) scopes: Scopes,
    /// The grant that it rests on; none for service accounts.
    pub(super) grant: Option<GrantNumber>,
}

impl Issued {
    /// Issues an access token, and none to refresh it with.
    pub(super) fn new(authority: &mut Authority, right: Right, call: &Call<'_>) -> Self {
        let expires = authority.expiry(call.now);
        let access_token = authority.insert_access_token(AccessToken {
            scopes: right.scopes.clone(),
            grant: right.grant,
            expires: Some(expires),
            ..AccessToken::lasting(right.account)
        });
        if let Some(token) = authority.access_token(access_token.reveal()) {
            call.notes.fact("access token", token.number);
        }
        Self {
            access_token,
            expires_in: authority.project.token_life.as_secs(),
            refresh_token: None,
            scopes: right.scopes,
        }
    }

    pub(super) fn answer(&self) -> Reply {
        let mut body = Map::new();
        let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
        put("access_token", self.access_token.reveal().into());
        put("expires_in", self.expires_in.into());
        if let Some(token) = &self.refresh_token {
            put("refresh_token", token.reveal().into());
        }
        put("scope", self.scopes.to_string().into());
        put("token_type", "Bearer".into());
        reply::json(StatusCode::OK, &Value::Object(body))
    }
}
