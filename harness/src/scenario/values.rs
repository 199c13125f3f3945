//! What references stand for while a scenario runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::ContextName;
use crate::dav::Href;

/// Hrefs and their ETags, as a multistatus listed them. The key is the href's canonical path.
pub type Listing = BTreeMap<String, Option<String>>;

/// A captured value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A piece of text: an ETag, an href, a token, a body.
    Text(String),
    /// A listing of members.
    Listing(Listing),
}

/// A reference without a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("${name} has no value")]
pub struct Unresolved {
    /// The reference, without its dollar sign.
    pub name: String,
}

impl Unresolved {
    /// What is missing and who should have given it: ``it needs $create.href, which step `create`
    /// did not give``.
    #[must_use]
    pub fn in_words(&self) -> String {
        let written = as_written(&self.name);
        match written.rsplit_once('.') {
            Some((step, _)) => format!("it needs ${written}, which step `{step}` did not give"),
            None if ContextName::ALL.iter().any(|name| name.name() == written) => {
                format!("it needs ${written}, which the target does not tell")
            }
            None => format!("it needs the listing of step `{written}`, which did not give one"),
        }
    }
}

/// Every value that is known at a point of a scenario.
#[derive(Clone, Debug, Default)]
pub struct Values {
    captured: BTreeMap<String, Value>,
    /// The names of captured values, in the order in which they came.
    order: Vec<String>,
    context: BTreeMap<ContextName, String>,
    /// The ETags that were told since the last write, by canonical path without a slash at the end.
    etags: BTreeMap<String, String>,
    seed: u64,
    /// The names of the UUIDs that were asked for.
    uuids: Arc<Mutex<BTreeSet<String>>>,
}

impl Values {
    /// No values yet; `seed` makes the fresh UUIDs.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            ..Self::default()
        }
    }

    /// Keeps a captured value, replacing an earlier one of the same name.
    pub fn capture(&mut self, name: impl Into<String>, value: Value) {
        let name = name.into();
        if self.captured.insert(name.clone(), value).is_none() {
            self.order.push(name);
        }
    }

    /// Whether the same values were captured, and the same ETags told.
    #[must_use]
    pub fn captured_the_same(&self, other: &Self) -> bool {
        self.captured == other.captured && self.etags == other.etags
    }

    /// Keeps the ETag that was told of a resource.
    pub fn know_etag(&mut self, href: &Href, etag: String) {
        self.etags.insert(etag_key(href).to_owned(), etag);
    }

    /// The ETag that was told of a resource since the last write.
    #[must_use]
    pub fn known_etag(&self, href: &Href) -> Option<&str> {
        self.etags.get(etag_key(href)).map(String::as_str)
    }

    /// Something was written: any resource may have another ETag now.
    pub fn forget_etags(&mut self) {
        self.etags.clear();
    }

    /// Sets a value that holds for the whole scenario.
    pub fn set_context(&mut self, name: ContextName, text: impl Into<String>) {
        self.context.insert(name, text.into());
    }

    /// A captured text.
    ///
    /// # Errors
    /// When nothing of that name was captured, or it is a listing.
    pub fn text(&self, name: &str) -> Result<&str, Unresolved> {
        match self.captured.get(name) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(Unresolved {
                name: name.to_owned(),
            }),
        }
    }

    /// A captured listing.
    ///
    /// # Errors
    /// When nothing of that name was captured, or it is a text.
    pub fn listing(&self, name: &str) -> Result<&Listing, Unresolved> {
        match self.captured.get(name) {
            Some(Value::Listing(listing)) => Ok(listing),
            _ => Err(Unresolved {
                name: name.to_owned(),
            }),
        }
    }

    /// A value that holds for the whole scenario.
    ///
    /// # Errors
    /// When the target did not provide it.
    pub fn context(&self, name: ContextName) -> Result<&str, Unresolved> {
        self.context
            .get(&name)
            .map(String::as_str)
            .ok_or_else(|| Unresolved {
                name: name.name().to_owned(),
            })
    }

    /// A fresh UUID (version 4 in form), the same for the same name.
    #[must_use]
    pub fn uuid(&self, name: &str) -> String {
        let mut asked = self.uuids.lock().unwrap_or_else(PoisonError::into_inner);
        if !asked.contains(name) {
            asked.insert(name.to_owned());
        }
        drop(asked);
        self.make_uuid(name)
    }

    fn make_uuid(&self, name: &str) -> String {
        use sha2::{Digest, Sha256};
        let mut hasher = Sha256::new();
        hasher.update(self.seed.to_be_bytes());
        hasher.update(name.as_bytes());
        let digest = hasher.finalize();
        let hex: String = digest
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!(
            "{}-{}-4{}-a{}-{}",
            &hex[..8],
            &hex[8..12],
            &hex[13..16],
            &hex[17..20],
            &hex[20..]
        )
    }

    /// Every text that a reference stands for by now, as people write the reference: `$book`,
    /// `$create.href`, `$uuid.card`.
    #[must_use]
    pub fn references(&self) -> Vec<(String, String)> {
        let context = self.context.iter();
        let context = context.map(|(name, text)| (format!("${}", name.name()), text.clone()));
        let asked = self.uuids.lock().unwrap_or_else(PoisonError::into_inner);
        let uuids = asked.iter();
        let uuids = uuids.map(|name| (format!("$uuid.{name}"), self.make_uuid(name)));
        context.chain(self.texts()).chain(uuids).collect()
    }

    /// What was captured, a text once for each step that people write: a flow may come upon a
    /// value several times before it gives it as its result.
    fn texts(&self) -> Vec<(String, String)> {
        let mut texts: Vec<(String, String)> = Vec::new();
        for name in &self.order {
            let Some(Value::Text(text)) = self.captured.get(name) else {
                continue;
            };
            let written = format!("${}", as_written(name));
            let same = texts
                .iter_mut()
                .find(|(known, its)| its == text && step(known) == step(&written));
            match same {
                Some((known, _)) => *known = written,
                None => texts.push((written, text.clone())),
            }
        }
        texts
    }
}

fn etag_key(href: &Href) -> &str {
    href.canonical.trim_end_matches('/')
}

/// The step in a reference: `$create` of `$create.href`.
fn step(reference: &str) -> &str {
    reference
        .rsplit_once('.')
        .map_or(reference, |(step, _)| step)
}

/// What a step of a flow captured is written as the step that uses the flow: `create/put.href` is
/// `create.href`.
pub(crate) fn as_written(name: &str) -> String {
    match (name.split_once('/'), name.rsplit_once('.')) {
        (Some((step, _)), Some((_, capture))) => format!("{step}.{capture}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_is_told_with_who_should_have_given_it() {
        let of = |name: &str| {
            let name = name.to_owned();
            Unresolved { name }.in_words()
        };
        assert_eq!(
            of("create/put.href"),
            "it needs $create.href, which step `create` did not give"
        );
        assert_eq!(
            of("add-member"),
            "it needs $add-member, which the target does not tell"
        );
        assert_eq!(
            of("before"),
            "it needs the listing of step `before`, which did not give one"
        );
    }

    #[test]
    fn references_are_told_as_they_are_written() {
        let mut values = Values::new(1);
        values.set_context(ContextName::Book, "/book/");
        values.capture("create/put.at", Value::Text("/book/a".to_owned()));
        values.capture("create/where.href", Value::Text("/book/a".to_owned()));
        values.capture("given.ada/put.etag", Value::Text("\"1\"".to_owned()));
        values.capture("list", Value::Listing(Listing::new()));
        let uuid = values.uuid("card");
        let expected = [
            ("$book", "/book/"),
            ("$create.href", "/book/a"),
            ("$given.ada.etag", "\"1\""),
            ("$uuid.card", uuid.as_str()),
        ];
        let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(values.references(), expected);
    }
}
