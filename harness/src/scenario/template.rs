//! Text with references in it, parsed once when the file is read.
//!
//! `$create.href` refers to what a step captured, `$book` to something that holds for the whole
//! scenario, `$uuid.name` to a fresh value. In the middle of other text a reference is written
//! `${…}`. A dollar sign by itself is written `$$`.

use super::{Place, Unresolved, Values};

/// Text with references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Where the text stands.
    pub place: Place,
}

/// A part of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as it is.
    Text(String),
    /// What a step captured: `create.href`, flows already resolved (`create/put.href`).
    Captured(String),
    /// Something that holds for the whole scenario.
    Context(ContextName),
    /// A fresh UUID; the same name gives the same value within one run of a scenario.
    Uuid(String),
}

/// A reference that is not made by a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContextName {
    /// `$base`: the target's base URL, without a path: `https://www.googleapis.com`.
    Base,
    /// `$principal`: the principal's URL path (RFC 5397 §3).
    Principal,
    /// `$home`: the address book home set (RFC 6352 §7.1.1).
    Home,
    /// `$book`: the address book, with a trailing slash.
    Book,
    /// `$add-member`: the URL that takes POST (RFC 5995 §3.2.1).
    AddMember,
}

impl ContextName {
    /// Every name.
    pub const ALL: [Self; 5] = [
        Self::Base,
        Self::Principal,
        Self::Home,
        Self::Book,
        Self::AddMember,
    ];

    /// The name after the dollar sign.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Principal => "principal",
            Self::Home => "home",
            Self::Book => "book",
            Self::AddMember => "add-member",
        }
    }
}

impl Template {
    /// The text that the template stands for.
    ///
    /// # Errors
    /// When a reference has no value: the step that should have captured it did not run, or its
    /// answer did not hold what was to be captured.
    pub fn resolve(&self, values: &Values) -> Result<String, Unresolved> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Captured(name) => text.push_str(values.text(name)?),
                Part::Context(name) => text.push_str(values.context(*name)?),
                Part::Uuid(name) => text.push_str(&values.uuid(name)),
            }
        }
        Ok(text)
    }
}
