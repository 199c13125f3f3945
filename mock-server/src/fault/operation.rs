//! What a request is about, as far as fault rules tell requests apart.

use std::fmt;
use std::str::FromStr;

use http::Method;

/// Which requests a fault rule is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Every request, also those to the authorization server.
    Any,
    /// Anything on the well-known URI (RFC 6764 §5).
    Discovery,
    /// PROPFIND on anything else.
    Propfind,
    /// The report addressbook-multiget.
    Multiget,
    /// The report addressbook-query.
    Query,
    /// The report sync-collection.
    SyncCollection,
    /// POST, or PUT to a name that no card has.
    Create,
    /// PUT to a card, by its name or by one that a client chose.
    Update,
    /// DELETE.
    Delete,
    /// GET or HEAD.
    Get,
    /// A request to the token endpoint of the authorization server.
    Token,
    /// Every request with this method, wherever it goes.
    Method(Method),
}

/// A word that names no operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no operation `{0}`; there are {names}, and methods in capitals", names = names())]
pub struct NoOperation(String);

impl Operation {
    /// The operations that have a name of their own, in the order in which pages show them.
    pub const NAMED: [Self; 11] = [
        Self::Any,
        Self::Discovery,
        Self::Propfind,
        Self::Multiget,
        Self::Query,
        Self::SyncCollection,
        Self::Create,
        Self::Update,
        Self::Delete,
        Self::Get,
        Self::Token,
    ];

    /// The name: `sync-collection`; of a method the method itself, `PROPFIND`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Any => "any",
            Self::Discovery => "discovery",
            Self::Propfind => "propfind",
            Self::Multiget => "multiget",
            Self::Query => "query",
            Self::SyncCollection => "sync-collection",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Get => "get",
            Self::Token => "token",
            Self::Method(method) => method.as_str(),
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads a name; a word without small letters is a method.
impl FromStr for Operation {
    type Err = NoOperation;

    fn from_str(word: &str) -> Result<Self, NoOperation> {
        let named = Self::NAMED.into_iter().find(|named| named.name() == word);
        let method = || {
            let is_method = !word.contains(|c: char| c.is_ascii_lowercase());
            let method = is_method.then(|| Method::from_bytes(word.as_bytes()));
            method.and_then(Result::ok).map(Self::Method)
        };
        named
            .or_else(method)
            .ok_or_else(|| NoOperation(word.to_owned()))
    }
}

fn names() -> String {
    Operation::NAMED.map(|named| named.to_string()).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_known_by_its_name_and_a_method_by_its_capitals() {
        for named in Operation::NAMED {
            assert_eq!(named.name().parse(), Ok(named));
        }
        assert_eq!(
            "REPORT".parse(),
            Ok(Operation::Method("REPORT".parse().unwrap()))
        );
    }

    #[test]
    fn an_unknown_operation_is_answered_with_the_known_ones() {
        for word in ["rename", "", "A B"] {
            let error = word.parse::<Operation>().unwrap_err();
            assert_eq!(
                error.to_string(),
                format!(
                    "there is no operation `{word}`; there are any, discovery, propfind, multiget, \
                     query, sync-collection, create, update, delete, get, token, and methods in \
                     capitals"
                )
            );
        }
    }
}
