//! Qualified names of XML elements.

use std::fmt;

/// The namespace of WebDAV (RFC 4918 §21.1).
pub const DAV: &str = "DAV:";
/// The namespace of CardDAV (RFC 6352 §13.1).
pub const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";
/// The namespace of `getctag` (caldav-ctag-02 §4).
pub const CALENDARSERVER: &str = "http://calendarserver.org/ns/";
/// Apple's namespace, met in requests of its clients.
pub const APPLE: &str = "http://apple.com/ns/ical/";

/// A qualified name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The namespace; empty for none.
    pub namespace: String,
    /// The local name.
    pub local: String,
}

impl Name {
    /// A name of a namespace.
    #[must_use]
    pub fn new(namespace: impl Into<String>, local: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            local: local.into(),
        }
    }
}

impl fmt::Display for Name {
    /// `DAV:getetag`, `CARDDAV:address-data`, `CS:getctag`, or `{namespace}local`;
    /// a name without a namespace stands by itself.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.namespace.as_str() {
            DAV => write!(f, "DAV:{}", self.local),
            CARDDAV => write!(f, "CARDDAV:{}", self.local),
            CALENDARSERVER => write!(f, "CS:{}", self.local),
            "" => f.write_str(&self.local),
            namespace => write!(f, "{{{namespace}}}{}", self.local),
        }
    }
}
