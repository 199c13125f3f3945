//! Elements to be written.

use std::borrow::Cow;

use super::Name;

/// An element to be written. Its texts are those of a card where they can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<(&'static str, Cow<'a, str>)>,
    pub(crate) content: Content<'a>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content<'a> {
    Empty,
    Text(Cow<'a, str>),
    Children(Vec<Element<'a>>),
}

impl<'a> Element<'a> {
    pub(crate) const fn new(name: Name, content: Content<'a>) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            content,
        }
    }

    pub(crate) const fn empty(name: Name) -> Self {
        Self::new(name, Content::Empty)
    }

    pub(crate) fn text(name: Name, text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(name, Content::Text(text.into()))
    }

    /// Adds an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// A `DAV:href`.
    pub(crate) fn href(href: impl Into<Cow<'a, str>>) -> Self {
        Self::text(Name::dav("href"), href)
    }
}

impl<'a> Content<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Empty elements with these names.
    pub(crate) fn names(names: impl IntoIterator<Item = Name>) -> Self {
        Self::Children(names.into_iter().map(Element::empty).collect())
    }

    /// One `DAV:href`.
    pub(crate) fn href(href: impl Into<Cow<'a, str>>) -> Self {
        Self::Children(vec![Element::href(href)])
    }
}
