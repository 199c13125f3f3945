//! Names of XML elements.

use std::borrow::Cow;

/// The namespace of WebDAV.
pub(crate) const DAV: &str = "DAV:";
/// The namespace of CardDAV (RFC 6352 §4).
pub(crate) const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";
/// The namespace of `getctag`.
pub(crate) const CALENDARSERVER: &str = "http://calendarserver.org/ns/";

/// A namespace and a local name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The namespace; empty for none.
    pub(crate) namespace: Cow<'static, str>,
    pub(crate) local: Cow<'static, str>,
}

impl Name {
    pub(crate) const fn new(namespace: &'static str, local: &'static str) -> Self {
        Self {
            namespace: Cow::Borrowed(namespace),
            local: Cow::Borrowed(local),
        }
    }

    pub(crate) const fn dav(local: &'static str) -> Self {
        Self::new(DAV, local)
    }

    pub(crate) const fn carddav(local: &'static str) -> Self {
        Self::new(CARDDAV, local)
    }

    /// The name of an element that came in.
    pub(crate) fn of(node: roxmltree::Node<'_, '_>) -> Self {
        let tag = node.tag_name();
        let namespace = tag.namespace().unwrap_or_default();
        let known = [DAV, CARDDAV, CALENDARSERVER]
            .into_iter()
            .find(|known| *known == namespace);
        Self {
            namespace: known.map_or_else(|| Cow::Owned(namespace.to_owned()), Cow::Borrowed),
            local: Cow::Owned(tag.name().to_owned()),
        }
    }

    /// Whether an element that came in has this name.
    pub(crate) fn names(&self, node: roxmltree::Node<'_, '_>) -> bool {
        node.is_element()
            && node.tag_name().name() == self.local
            && node.tag_name().namespace().unwrap_or_default() == self.namespace
    }
}
