//! What a record holds.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::{Clocks, ServiceClock};
use crate::store::Ids;
use crate::store::authority::Imprint;

/// Everything that one answer, or one control, changed. What did not change is left out.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Record {
    /// Whether all earlier records are void: a fresh start.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) afresh: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) clock: Option<Clocks>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ids: Option<Ids>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) chance: Option<Ids>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) accounts: Vec<AccountRecord>,
    /// Entries of the authorization server, by name; `None` where one is gone.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) authority: BTreeMap<String, Option<Value>>,
}

/// What changed of one account.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AccountRecord {
    /// Which account: they count from 1.
    pub(super) number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) home: Option<HomeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) clock: Option<ServiceClock>,
    /// When the newest change to the book was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) changed: Option<Timestamp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cards: Vec<CardRecord>,
    /// Names of removed cards, and the revisions that removed them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) removed: Vec<(String, u64)>,
    /// Names that clients chose, and those of the cards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<(String, String)>,
    /// Stamps of sync tokens, and the revisions that they stand for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sync_tokens: Vec<(i64, u64)>,
}

/// Whose an account is and where it lives.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HomeRecord {
    pub(super) address: String,
    pub(super) prefix: String,
    pub(super) app_password: Option<Imprint>,
}

/// A card as it is now.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CardRecord {
    pub(super) name: String,
    pub(super) revision: u64,
    pub(super) created: Timestamp,
    /// The ETag is made of it.
    pub(super) modified: Timestamp,
    pub(super) uids: Vec<String>,
    pub(super) data: String,
}

impl Record {
    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AccountRecord {
    /// Whether it says nothing but which account it is.
    pub(super) fn is_empty(&self) -> bool {
        let nothing = Self {
            number: self.number,
            ..Self::default()
        };
        *self == nothing
    }
}
