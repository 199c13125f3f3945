//! Elements to be written.

use std::borrow::Cow;

use super::Name;

/// An element to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<(&'static str, Cow<'static, str>)>,
    pub(crate) content: Content,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Empty,
    Text(String),
    Children(Vec<Element>),
}

impl Element {
    pub(crate) const fn new(name: Name, content: Content) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            content,
        }
    }

    pub(crate) const fn empty(name: Name) -> Self {
        Self::new(name, Content::Empty)
    }

    pub(crate) fn text(name: Name, text: impl Into<String>) -> Self {
        Self::new(name, Content::Text(text.into()))
    }

    /// Adds an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// A `DAV:href`.
    pub(crate) fn href(href: impl Into<String>) -> Self {
        Self::text(Name::dav("href"), href)
    }
}

impl Content {
    /// Empty elements with these names.
    pub(crate) fn names(names: impl IntoIterator<Item = Name>) -> Self {
        Self::Children(names.into_iter().map(Element::empty).collect())
    }

    /// One `DAV:href`.
    pub(crate) fn href(href: impl Into<String>) -> Self {
        Self::Children(vec![Element::href(href)])
    }
}
