//! `auth:`: how to log in.

use url::Url;

use super::setting::{MissingVariable, Setting};
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
}

/// What an access token is fetched with (RFC 6749 §6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refresh {
    token_url: Url,
    client_id: Setting,
    client_secret: Setting,
    refresh_token: Setting,
}

const KINDS: [&str; 3] = ["bearer", "basic", "refresh"];

/// Reads `none`, `{ bearer: … }`, `{ basic: … }` or `{ refresh: … }`.
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
    /// How to log in, with what the environment says.
    pub(super) fn look_up(
        &self,
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
            Self::Refresh(refresh) => Login::Refresh {
                token_url: refresh.token_url.clone(),
                client_id: text(&refresh.client_id)?,
                client_secret: refresh.client_secret.look_up(variable)?,
                refresh_token: refresh.refresh_token.look_up(variable)?,
            },
        })
    }
}
