//! `auth:`: how to log in.

use url::Url;

use super::setting::{MissingVariable, Setting};
use crate::plan::Consent;
use crate::plan::target::{Login, TargetError, server_url};
use crate::scenario::diagnostic::{Read, Reporter, ValueProblem};
use crate::scenario::yaml::{Fields, Kind, Node};

/// How to log in, values of the environment not looked up yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum LoginSettings {
    /// As the environment says.
    #[default]
    Environment,
    /// Without credentials.
    Nobody,
    /// With a bearer token.
    Bearer(Setting),
    /// With a user and a password.
    Basic {
        /// The user.
        user: Setting,
        /// The password.
        password: Setting,
    },
    /// With a refresh token.
    Refresh(Box<Refresh>),
    /// With what `cardproof login` kept.
    Consent(Box<ConsentSettings>),
}

/// What the user is asked for (RFC 6749 §4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ConsentSettings {
    authorization_url: Url,
    token_url: Url,
    scope: String,
    client_id: Option<Setting>,
    client_secret: Option<Setting>,
}

/// What an access token is fetched with (RFC 6749 §6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refresh {
    token_url: Url,
    client_id: Setting,
    client_secret: Setting,
    refresh_token: Setting,
}

const KINDS: [&str; 4] = ["bearer", "basic", "refresh", "login"];

/// Reads `none`, `{ bearer: … }`, `{ basic: … }`, `{ refresh: … }` or `{ login: … }`.
pub(super) fn login(node: &Node, reporter: &Reporter) -> Read<LoginSettings> {
    // What stands here may be a token: it is not repeated.
    if !matches!(node.kind, Kind::Map(_)) {
        return match node.as_text() {
            Some("none") => Ok(LoginSettings::Nobody),
            _ => Err(node.wrong_type("`none` or a map", reporter)),
        };
    }
    let fields = Fields::new(node, "`auth`", &KINDS, reporter)?;
    let (key, value) = fields.one_of(&KINDS)?;
    match key.text.as_str() {
        "bearer" => Setting::read(value, reporter).map(LoginSettings::Bearer),
        "basic" => basic(value, reporter),
        "login" => consent(value, reporter),
        _ => refresh(value, reporter),
    }
}

fn basic(node: &Node, reporter: &Reporter) -> Read<LoginSettings> {
    let fields = Fields::new(node, "`basic`", &["user", "password"], reporter)?;
    let user = setting(&fields, "user", reporter);
    let password = setting(&fields, "password", reporter);
    Ok(LoginSettings::Basic {
        user: user?,
        password: password?,
    })
}

fn refresh(node: &Node, reporter: &Reporter) -> Read<LoginSettings> {
    let keys = ["token-url", "client-id", "client-secret", "refresh-token"];
    let fields = Fields::new(node, "`refresh`", &keys, reporter)?;
    let token_url = fields
        .require("token-url")
        .and_then(|node| url(node, reporter));
    let client_id = setting(&fields, "client-id", reporter);
    let client_secret = setting(&fields, "client-secret", reporter);
    let refresh_token = setting(&fields, "refresh-token", reporter);
    Ok(LoginSettings::Refresh(Box::new(Refresh {
        token_url: token_url?,
        client_id: client_id?,
        client_secret: client_secret?,
        refresh_token: refresh_token?,
    })))
}

fn consent(node: &Node, reporter: &Reporter) -> Read<LoginSettings> {
    let keys = [
        "authorization-url",
        "token-url",
        "scope",
        "client-id",
        "client-secret",
    ];
    let fields = Fields::new(node, "`login`", &keys, reporter)?;
    let required = |key| fields.require(key).and_then(|node| url(node, reporter));
    let authorization_url = required("authorization-url");
    let token_url = required("token-url");
    let scope = fields
        .require("scope")
        .and_then(|node| node.sentence(reporter));
    let client_id = fields.optional("client-id", |node| Setting::read(node, reporter));
    let client_secret = fields.optional("client-secret", |node| Setting::read(node, reporter));
    Ok(LoginSettings::Consent(Box::new(ConsentSettings {
        authorization_url: authorization_url?,
        token_url: token_url?,
        scope: scope?,
        client_id: client_id?,
        client_secret: client_secret?,
    })))
}

fn setting(fields: &Fields<'_>, key: &str, reporter: &Reporter) -> Read<Setting> {
    fields
        .require(key)
        .and_then(|node| Setting::read(node, reporter))
}

/// Reads the URL of a server.
pub(super) fn url(node: &Node, reporter: &Reporter) -> Read<Url> {
    let text = node.text(reporter)?;
    server_url(text).map_err(|error| {
        let cause = match error {
            TargetError::Url { problem, .. } => problem,
            other @ TargetError::Unknown { .. } => other.to_string(),
        };
        reporter.report(&node.span, ValueProblem::BadUrl { cause })
    })
}

impl LoginSettings {
    /// How to log in to the target of that name, with what the environment says.
    pub(super) fn look_up(
        &self,
        target: &str,
        variable: &impl Fn(&str) -> Option<String>,
    ) -> Result<Login, MissingVariable> {
        let text = |setting: &Setting| {
            let value = setting.look_up(variable)?;
            Ok::<String, MissingVariable>(value.expose().to_owned())
        };
        Ok(match self {
            Self::Environment => Login::Environment,
            Self::Nobody => Login::Nobody,
            Self::Bearer(token) => Login::Bearer(token.look_up(variable)?),
            Self::Basic { user, password } => Login::Basic {
                user: text(user)?,
                password: password.look_up(variable)?,
            },
            // A run works with what was kept: whoever plays it needs no client.
            Self::Consent(consent) => Login::Consent(Box::new(Consent {
                target: target.to_owned(),
                authorization_url: consent.authorization_url.clone(),
                token_url: consent.token_url.clone(),
                scope: consent.scope.clone(),
                client_id: consent.client_id.as_ref().and_then(|id| text(id).ok()),
                client_secret: consent
                    .client_secret
                    .as_ref()
                    .and_then(|secret| secret.look_up(variable).ok()),
            })),
            Self::Refresh(refresh) => Login::Refresh {
                token_url: refresh.token_url.clone(),
                client_id: text(&refresh.client_id)?,
                client_secret: refresh.client_secret.look_up(variable)?,
                refresh_token: refresh.refresh_token.look_up(variable)?,
            },
        })
    }
}
