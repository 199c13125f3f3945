//! Multistatus and error documents, in the form that Google sends (google:PROP-01).

use std::borrow::Cow;

use bytes::Bytes;
use http::StatusCode;
use quick_xml::escape::escape;

use super::indented::Indented;
use super::{CALENDARSERVER, CARDDAV, Condition, Content, DAV, Element, Name};

/// A root element.
struct Root {
    name: &'static str,
    /// The inside of its tag.
    tag: &'static str,
}

/// A root element with the declarations that every one has, in the order in which Google sends
/// them.
macro_rules! root {
    ($name:literal) => {
        Root {
            name: $name,
            tag: concat!(
                $name,
                " xmlns:cal=\"urn:ietf:params:xml:ns:caldav\"",
                " xmlns:card=\"urn:ietf:params:xml:ns:carddav\"",
                " xmlns:cs=\"http://calendarserver.org/ns/\" xmlns:d=\"DAV:\"",
                " xmlns:ical=\"http://apple.com/ns/ical/\"",
            ),
        }
    };
}

const MULTISTATUS: Root = root!("d:multistatus");
const ERROR: Root = root!("d:error");

/// The prefixes that are declared there.
const PREFIXES: [(&str, &str); 5] = [
    ("cal", "urn:ietf:params:xml:ns:caldav"),
    ("card", CARDDAV),
    ("cs", CALENDARSERVER),
    ("d", DAV),
    ("ical", "http://apple.com/ns/ical/"),
];

/// Properties that share a status (RFC 4918 §14.22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Propstat {
    pub(crate) status: StatusCode,
    /// The properties; `None` leaves out the `prop` element, which the standard forbids and
    /// Google does (google:PROP-08).
    pub(crate) prop: Option<Vec<Element>>,
    /// Why, where a condition says so.
    pub(crate) condition: Option<Condition>,
}

/// A document while it is written.
pub(crate) struct Multistatus {
    document: Indented,
    /// Foreign namespaces, in the order in which they came.
    foreign: Vec<String>,
}

impl Multistatus {
    /// An empty multistatus.
    pub(crate) fn new() -> Self {
        Self::with_root(&MULTISTATUS)
    }

    /// An empty multistatus with room for so many bytes: one that grows is copied again and again.
    pub(crate) fn with_room(bytes: usize) -> Self {
        let mut empty = Self::new();
        empty.document.reserve(bytes);
        empty
    }

    /// A whole `DAV:error` document.
    pub(crate) fn error(condition: &Condition) -> Bytes {
        let mut error = Self::with_root(&ERROR);
        error.element(&condition.element());
        error.document.end(ERROR.name);
        error.into_bytes()
    }

    /// Adds a response with properties.
    pub(crate) fn response(&mut self, href: &str, propstats: &[Propstat]) {
        self.document.start("d:response");
        self.leaf("d:href", href);
        for propstat in propstats {
            self.propstat(propstat);
        }
        self.document.end("d:response");
    }

    /// Adds a response that is only a status: a missing or removed member (RFC 6578 §3.5.2), or
    /// the note that more would follow (RFC 6578 §3.6).
    pub(crate) fn status(&mut self, href: &str, status: StatusCode, why: Option<&Condition>) {
        self.document.start("d:response");
        self.leaf("d:href", href);
        self.leaf("d:status", &status_line(status));
        if let Some(condition) = why {
            self.element(&condition.error());
        }
        self.document.end("d:response");
    }

    /// Ends the multistatus; a sync token is its last child (RFC 6578 §6.4).
    pub(crate) fn finish(mut self, sync_token: Option<&str>) -> Bytes {
        if let Some(token) = sync_token {
            self.leaf("d:sync-token", token);
        }
        self.document.end(MULTISTATUS.name);
        self.into_bytes()
    }

    fn with_root(root: &Root) -> Self {
        let mut opened = Self {
            document: Indented::new(),
            foreign: Vec::new(),
        };
        opened.document.start(root.tag);
        opened
    }

    /// The status stands before the properties, the other way round than in the RFC's examples.
    fn propstat(&mut self, propstat: &Propstat) {
        self.document.start("d:propstat");
        self.leaf("d:status", &status_line(propstat.status));
        match propstat.prop.as_deref() {
            None => {}
            Some([]) => self.document.empty("d:prop"),
            Some(properties) => {
                self.document.start("d:prop");
                for property in properties {
                    self.element(property);
                }
                self.document.end("d:prop");
            }
        }
        if let Some(condition) = &propstat.condition {
            self.element(&condition.error());
        }
        self.document.end("d:propstat");
    }

    fn element(&mut self, element: &Element) {
        let (name, declaration) = self.qualified(&element.name);
        let declaration = declaration
            .as_ref()
            .map(|(name, namespace)| (&**name, &**namespace));
        let others = element.attributes.iter();
        let attributes = declaration
            .into_iter()
            .chain(others.map(|(name, value)| (*name, &**value)));
        let tag = attributes.fold(Cow::Borrowed(&*name), |tag, (name, value)| {
            Cow::Owned([&*tag, " ", name, "=\"", &escape(value), "\""].concat())
        });
        match &element.content {
            Content::Text(text) if !text.is_empty() => {
                self.document.start(&tag);
                self.document.text(text);
                self.document.end(&name);
            }
            Content::Children(children) if !children.is_empty() => {
                self.document.start(&tag);
                for child in children {
                    self.element(child);
                }
                self.document.end(&name);
            }
            Content::Empty | Content::Text(_) | Content::Children(_) => self.document.empty(&tag),
        }
    }

    /// The name as written, and the declaration that it needs: foreign namespaces are numbered
    /// and declared again wherever they occur (google:PROP-01).
    fn qualified(&mut self, name: &Name) -> (String, Option<(String, String)>) {
        if name.namespace.is_empty() {
            return (name.local.to_string(), None);
        }
        if let Some((prefix, _)) = PREFIXES.iter().find(|(_, known)| *known == name.namespace) {
            return ([prefix, ":", &name.local].concat(), None);
        }
        let known = self
            .foreign
            .iter()
            .position(|known| *known == name.namespace);
        let number = known.unwrap_or_else(|| {
            self.foreign.push(name.namespace.to_string());
            self.foreign.len() - 1
        }) + 1;
        let declaration = (format!("xmlns:ns{number}"), name.namespace.to_string());
        (format!("ns{number}:{}", name.local), Some(declaration))
    }

    fn leaf(&mut self, name: &str, text: &str) {
        self.document.start(name);
        self.document.text(text);
        self.document.end(name);
    }

    fn into_bytes(self) -> Bytes {
        Bytes::from(self.document.finish())
    }
}

/// `HTTP/1.1 404 Not Found`, the form inside of bodies whatever the protocol version.
fn status_line(status: StatusCode) -> Cow<'static, str> {
    match status {
        StatusCode::OK => Cow::Borrowed("HTTP/1.1 200 OK"),
        StatusCode::NOT_FOUND => Cow::Borrowed("HTTP/1.1 404 Not Found"),
        _ => {
            let reason = status.canonical_reason().unwrap_or_default();
            Cow::Owned(["HTTP/1.1 ", status.as_str(), " ", reason].concat())
        }
    }
}

#[cfg(test)]
mod tests;
