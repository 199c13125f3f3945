//! From a world to the YAML that a reader makes the same world of.

use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use cardproof_mock::{CtagAllowance, Period, RetryAfter, Scopes, WrittenFault};
use jiff::SignedDuration;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::{
    AccountFile, ClientFile, ClockFile, CredentialsFile, ProjectFile, RefreshTokenFile,
    ServiceAccountFile, TokenFile, WorldFile,
};
use crate::exchange::Secret;

/// In the form of a world file. What is missing is left out; cards stand in it as texts; passwords
/// and tokens of the mock stand in it as they are.
impl Serialize for WorldFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        world(self).serialize(serializer)
    }
}

impl WorldFile {
    /// Writes a world file, over one that is there.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let yaml = serde_yaml::to_string(self).map_err(io::Error::other)?;
        fs::write(path, yaml)
    }
}

/// The entries of a map that have a value, in this order.
struct Entries(Map<String, Value>);

impl Entries {
    fn new() -> Self {
        Self(Map::new())
    }

    /// Adds an entry, if there is anything to say.
    fn with(mut self, key: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
        self
    }

    /// Adds a list, if anything is in it.
    fn with_all<T>(self, key: &str, items: &[T], written: impl Fn(&T) -> Value) -> Self {
        let list: Vec<Value> = items.iter().map(written).collect();
        self.with(key, (!list.is_empty()).then_some(list))
    }

    fn into_value(self) -> Value {
        self.0.into()
    }

    fn unless_empty(self) -> Option<Value> {
        (!self.0.is_empty()).then(|| self.into_value())
    }
}

fn world(file: &WorldFile) -> Value {
    let quirks = file.quirks.iter().cloned();
    let quirks: Map<String, Value> = quirks.map(|(name, value)| (name, value.into())).collect();
    Entries::new()
        .with("seed", file.seed)
        .with("profile", file.profile.map(|profile| profile.to_string()))
        .with("quirks", (!quirks.is_empty()).then_some(quirks))
        .with("clock", clock(&file.clock))
        .with(
            "credentials",
            (file.credentials == CredentialsFile::Adopt).then_some("adopt"),
        )
        .with("project", project(file.project))
        .with("ctag-allowance", file.ctag_allowance.map(allowance))
        .with_all("clients", &file.clients, client)
        .with_all("service-accounts", &file.service_accounts, service_account)
        .with_all("accounts", &file.accounts, account)
        .with_all("faults", &file.faults, fault)
        .into_value()
}

fn clock(clock: &ClockFile) -> Option<Value> {
    Entries::new()
        .with("start", clock.start.map(|start| start.to_string()))
        .with("frozen", clock.frozen)
        .unless_empty()
}

fn project(project: ProjectFile) -> Option<Value> {
    Entries::new()
        .with("api-enabled", project.api_enabled)
        .with("testing", project.testing)
        .with("token-life", project.token_life.map(length))
        .unless_empty()
}

fn allowance(allowance: CtagAllowance) -> Value {
    Entries::new()
        .with("requests", Some(allowance.requests))
        .with("per", Some(length(allowance.per)))
        .into_value()
}

fn service_account(account: &ServiceAccountFile) -> Value {
    let delegation = account.delegation.as_ref();
    let delegation = delegation.map(|scopes| json!(scopes.iter().collect::<Vec<_>>()));
    Entries::new()
        .with("email", Some(account.email.as_str()))
        .with("public-key", account.public_key.as_deref())
        .with("delegation", delegation)
        .into_value()
}

fn client(client: &ClientFile) -> Value {
    Entries::new()
        .with("id", Some(client.id.as_str()))
        .with("secret", client.secret.as_ref().map(Secret::expose))
        .with("name", client.name.as_deref())
        .with_all("redirects", &client.redirects, |uri| uri.as_str().into())
        .into_value()
}

fn account(account: &AccountFile) -> Value {
    let password = account.app_password.as_ref();
    Entries::new()
        .with("address", Some(account.address.as_str()))
        .with("app-password", password.map(Secret::expose))
        .with("home", account.home.as_deref())
        .with("clock", clock(&account.clock))
        .with_all("tokens", &account.tokens, token)
        .with_all("refresh-tokens", &account.refresh_tokens, refresh_token)
        // A reader ends every line with CRLF again.
        .with_all("cards", &account.cards, |card| {
            card.replace("\r\n", "\n").into()
        })
        .into_value()
}

fn token(token: &TokenFile) -> Value {
    let value = token.value.as_ref();
    Entries::new()
        .with("value", value.map(Secret::expose))
        .with("scopes", scopes(&token.scopes))
        .with("life", token.life.map(length))
        .into_value()
}

fn refresh_token(token: &RefreshTokenFile) -> Value {
    Entries::new()
        .with("client", Some(token.client.as_str()))
        .with("value", Some(token.value.expose()))
        .with("scopes", scopes(&token.scopes))
        .into_value()
}

/// The scopes, where they are not those that count without a word.
fn scopes(scopes: &Scopes) -> Option<Value> {
    let names: Vec<&str> = scopes.iter().collect();
    (*scopes != Scopes::carddav()).then(|| json!(names))
}

fn length(length: Duration) -> String {
    let length = SignedDuration::try_from(length).unwrap_or(SignedDuration::MAX);
    format!("{length:#}")
}

fn fault(fault: &WrittenFault) -> Value {
    Entries::new()
        .with("operation", fault.operation.as_deref())
        .with("account", fault.account.as_deref())
        .with("preset", fault.preset.as_deref())
        .with("kind", fault.kind.as_deref())
        .with("status", fault.status)
        .with("retry-after", fault.retry_after.map(retry_after))
        .with("delay", fault.delay.map(length))
        .with("piece", fault.piece)
        .with("every", fault.every.map(length))
        .with("too-short", fault.too_short)
        .with("too-long", fault.too_long)
        .with("content-type", fault.content_type.as_deref())
        .with("phase", fault.phase.as_deref())
        .with("at-byte", fault.at_byte)
        .with("first", fault.first)
        .with("nth", fault.nth)
        .with("every-nth", fault.every_nth)
        .with("chance", fault.chance)
        .with("over", fault.over)
        .with("per", fault.per.map(period))
        .with("during", fault.during.map(period))
        .with("each", fault.each.as_deref())
        .into_value()
}

fn retry_after(says: RetryAfter) -> Value {
    match says {
        RetryAfter::Seconds(seconds) => seconds.into(),
        word => word.to_string().into(),
    }
}

fn period(period: Period) -> String {
    match period {
        Period::Span(span) => length(span),
        Period::PacificDay => "pacific-day".to_owned(),
    }
}

#[cfg(test)]
mod tests;
