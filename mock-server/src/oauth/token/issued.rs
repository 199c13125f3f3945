//! Tokens on their way to the client.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::oauth::reply;
use crate::reply::Reply;
use crate::store::{Scopes, Secret};

/// Tokens on their way to the client (RFC 6749 §5.1, google:AUTH-13).
#[derive(Debug)]
pub(super) struct Issued {
    pub(super) access_token: Secret,
    /// Seconds of real time.
    pub(super) expires_in: u64,
    pub(super) refresh_token: Option<Secret>,
    pub(super) scopes: Scopes,
}

impl Issued {
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
