//! The records of the authorization server as named entries, for a log of changes.
//!
//! What waits for a user (consent pages) and what lives for minutes (codes) is left out.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    AccessToken, Adopted, Authority, Client, Grant, GrantNumber, Imprint, Project, RefreshToken,
    ServiceAccount,
};
use crate::store::Ids;

/// What there is one of.
#[derive(Serialize, Deserialize)]
struct Rest {
    ids: Ids,
    project: Project,
    last_grant: GrantNumber,
    last_access_token: u64,
    adopted: Option<Adopted>,
}

/// An entry of a shelf, and whether it never makes room for another.
#[derive(Serialize, Deserialize)]
struct Shelved<T> {
    pinned: bool,
    #[serde(flatten)]
    entry: T,
}

impl Authority {
    /// Everything that is kept, by name. Secrets are imprints.
    pub(crate) fn entries(&self) -> BTreeMap<String, Value> {
        let mut entries = BTreeMap::new();
        let mut put = |name: String, value: serde_json::Result<Value>| {
            // Numbers, texts and lists of them: nothing that JSON cannot say.
            entries.insert(name, value.unwrap_or_default());
        };
        put("rest".to_owned(), serde_json::to_value(self.rest()));
        for (position, client) in self.clients.iter().enumerate() {
            put(
                format!("client/{position:06}"),
                serde_json::to_value(client),
            );
        }
        for (position, account) in self.service_accounts.iter().enumerate() {
            put(
                format!("service/{position:06}"),
                serde_json::to_value(account),
            );
        }
        for (number, grant) in self.grants.iter() {
            put(format!("grant/{number:020}"), serde_json::to_value(grant));
        }
        let unpinned = self.refresh_tokens.unpinned();
        for (imprint, token) in self.refresh_tokens.iter() {
            let pinned = !unpinned.contains(imprint);
            let shelved = Shelved {
                pinned,
                entry: token,
            };
            put(format!("refresh/{imprint}"), serde_json::to_value(shelved));
        }
        let unpinned = self.access_tokens.unpinned();
        for (imprint, token) in self.access_tokens.iter() {
            let pinned = !unpinned.contains(imprint);
            let shelved = Shelved {
                pinned,
                entry: token,
            };
            put(format!("access/{imprint}"), serde_json::to_value(shelved));
        }
        entries
    }

    /// An authorization server of such entries.
    ///
    /// # Errors
    /// When an entry is none of those above.
    pub(crate) fn of_entries(mut entries: BTreeMap<String, Value>) -> serde_json::Result<Self> {
        let rest = entries.remove("rest").unwrap_or_default();
        let rest: Rest = serde_json::from_value(rest)?;
        let mut authority = Self::new(rest.ids);
        authority.project = rest.project;
        authority.last_grant = rest.last_grant;
        authority.last_access_token = rest.last_access_token;
        authority.adopted = rest.adopted;
        authority.clients = all::<Client>(&entries, "client/")?;
        authority.service_accounts = all::<ServiceAccount>(&entries, "service/")?;
        for (number, grant) in named::<Grant>(&entries, "grant/")? {
            let number = number.parse().map_err(serde::de::Error::custom)?;
            authority.grants.put(number, grant);
        }
        let mut tokens = shelved::<RefreshToken>(&entries, "refresh/")?;
        tokens.sort_by_key(|(imprint, shelved)| (shelved.entry.issued, *imprint));
        for (imprint, Shelved { pinned, entry }) in tokens {
            authority.refresh_tokens.set(imprint, entry, pinned);
        }
        let mut tokens = shelved::<AccessToken>(&entries, "access/")?;
        tokens.sort_by_key(|(_, shelved)| shelved.entry.number);
        for (imprint, Shelved { pinned, entry }) in tokens {
            authority.access_tokens.set(imprint, entry, pinned);
        }
        Ok(authority)
    }

    fn rest(&self) -> Rest {
        Rest {
            ids: self.ids.clone(),
            project: self.project.clone(),
            last_grant: self.last_grant,
            last_access_token: self.last_access_token,
            adopted: self.adopted.clone(),
        }
    }
}

/// The entries whose names begin so, by the rest of their names.
fn named<T: DeserializeOwned>(
    entries: &BTreeMap<String, Value>,
    kind: &str,
) -> serde_json::Result<Vec<(String, T)>> {
    entries
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix(kind)?, value)))
        .map(|(name, value)| Ok((name.to_owned(), T::deserialize(value)?)))
        .collect()
}

fn all<T: DeserializeOwned>(
    entries: &BTreeMap<String, Value>,
    kind: &str,
) -> serde_json::Result<Vec<T>> {
    let named = named(entries, kind)?;
    Ok(named.into_iter().map(|(_, entry)| entry).collect())
}

fn shelved<T: DeserializeOwned>(
    entries: &BTreeMap<String, Value>,
    kind: &str,
) -> serde_json::Result<Vec<(Imprint, Shelved<T>)>> {
    let named = named(entries, kind)?.into_iter();
    named
        .map(|(imprint, entry)| Ok((imprint.parse().map_err(serde::de::Error::custom)?, entry)))
        .collect()
}
