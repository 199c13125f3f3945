//! Multistatus and error documents, in the form that Google sends (google:PROP-01).

use std::borrow::Cow;
use std::sync::LazyLock;

use bytes::Bytes;
use http::StatusCode;
use quick_xml::escape::escape;

use super::indented::Indented;
use super::{CALENDARSERVER, CARDDAV, Condition, Content, DAV, Element, Name};
use crate::limits::MAX_MULTISTATUS;

mod propstats;

pub(crate) use propstats::Propstats;

const MULTISTATUS: &str = "d:multistatus";
const ERROR: &str = "d:error";

/// The prefixes that every root declares, with their colons, in the order in which Google sends
/// them.
const PREFIXES: [(&str, &str); 5] = [
    ("cal:", "urn:ietf:params:xml:ns:caldav"),
    ("card:", CARDDAV),
    ("cs:", CALENDARSERVER),
    ("d:", DAV),
    ("ical:", "http://apple.com/ns/ical/"),
];

/// The declarations of these prefixes, as they stand in the tag of a root.
static DECLARATIONS: LazyLock<String> = LazyLock::new(|| {
    let declaration = |(prefix, namespace): (&str, &str)| {
        format!(" xmlns:{}=\"{namespace}\"", prefix.trim_end_matches(':'))
    };
    PREFIXES.map(declaration).concat()
});

/// A document while it is written.
pub(crate) struct Multistatus {
    document: Indented,
    /// Foreign namespaces, in the order in which they came.
    foreign: Vec<String>,
    most_bytes: usize,
}

/// The multistatus would be larger than [`MAX_MULTISTATUS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer would be larger than {MAX_MULTISTATUS} bytes")]
pub(crate) struct TooLarge;

impl Multistatus {
    /// An empty multistatus.
    pub(crate) fn new() -> Self {
        Self::with_root(MULTISTATUS)
    }

    /// An empty multistatus with room for so many bytes: one that grows is copied again and again.
    pub(crate) fn with_room(bytes: usize) -> Self {
        let mut empty = Self::new();
        empty.document.reserve(bytes);
        empty
    }

    /// A whole `DAV:error` document.
    pub(crate) fn error(condition: &Condition) -> Bytes {
        let mut error = Self::with_root(ERROR);
        error.element(&condition.element());
        error.document.end([ERROR, ""]);
        error.into_bytes()
    }

    /// Adds a response with the properties that `fill` writes.
    pub(crate) fn response(&mut self, href: &str, fill: impl FnOnce(&mut Propstats<'_>)) {
        if self.is_full() {
            return;
        }
        self.begin_response(href);
        let mut propstats = Propstats::of(self);
        fill(&mut propstats);
        propstats.finish();
        self.end_response();
    }

    /// Adds a response that is only a status: a missing or removed member (RFC 6578 §3.5.2), or
    /// the note that more would follow (RFC 6578 §3.6).
    pub(crate) fn status(&mut self, href: &str, status: StatusCode, why: Option<&Condition>) {
        if self.is_full() {
            return;
        }
        self.begin_response(href);
        self.leaf("d:status", &status_line(status));
        if let Some(condition) = why {
            self.element(&condition.error());
        }
        self.end_response();
    }

    /// Ends the multistatus; a sync token is its last child (RFC 6578 §6.4).
    pub(crate) fn finish(mut self, sync_token: Option<&str>) -> Result<Bytes, TooLarge> {
        if self.is_full() {
            return Err(TooLarge);
        }
        if let Some(token) = sync_token {
            self.leaf("d:sync-token", token);
        }
        self.document.end([MULTISTATUS, ""]);
        Ok(self.into_bytes())
    }

    fn with_root(root: &str) -> Self {
        let mut document = Indented::new();
        document.begin([root, &DECLARATIONS]);
        document.open();
        Self {
            document,
            foreign: Vec::new(),
            most_bytes: MAX_MULTISTATUS,
        }
    }

    /// Whether nothing more is written: what is there already will not be sent.
    const fn is_full(&self) -> bool {
        self.document.len() > self.most_bytes
    }

    fn begin_response(&mut self, href: &str) {
        self.document.markup("\n <d:response>\n  <d:href>", 2);
        self.document.text(href);
        self.document.markup("</d:href>", 2);
    }

    fn end_response(&mut self) {
        self.document.markup("\n </d:response>", 1);
    }

    fn element(&mut self, element: &Element<'_>) {
        self.written(&element.name, &element.attributes, &element.content);
    }

    fn written(
        &mut self,
        name: &Name,
        attributes: &[(&'static str, Cow<'_, str>)],
        content: &Content<'_>,
    ) {
        if self.is_full() {
            return;
        }
        let known = known_prefix(&name.namespace);
        let prefix = known.map_or_else(|| self.foreign_prefix(&name.namespace), Cow::Borrowed);
        let qualified = [&*prefix, &*name.local];
        self.document.begin(qualified);
        if known.is_none() {
            let declared = ["xmlns:", prefix.trim_end_matches(':')].concat();
            let namespace = attribute(&name.namespace);
            self.document.attribute(&declared, &namespace);
        }
        for (name, value) in attributes {
            self.document.attribute(name, &attribute(value));
        }
        match content {
            Content::Text(text) if !text.is_empty() => {
                self.document.open();
                self.document.text(text);
                self.document.end(qualified);
            }
            Content::Children(children) if !children.is_empty() => {
                self.document.open();
                for child in children {
                    self.element(child);
                }
                self.document.end(qualified);
            }
            Content::Empty | Content::Text(_) | Content::Children(_) => self.document.empty(),
        }
    }

    /// Foreign namespaces are numbered, and declared again wherever they occur (google:PROP-01).
    fn foreign_prefix(&mut self, namespace: &str) -> Cow<'static, str> {
        let known = self.foreign.iter().position(|known| known == namespace);
        let number = known.unwrap_or_else(|| {
            self.foreign.push(namespace.to_owned());
            self.foreign.len() - 1
        }) + 1;
        Cow::Owned(format!("ns{number}:"))
    }

    fn leaf(&mut self, name: &str, text: &str) {
        self.document.start(name);
        self.document.text(text);
        self.document.end([name, ""]);
    }

    fn into_bytes(self) -> Bytes {
        Bytes::from(self.document.finish())
    }
}

/// The prefix of a namespace that the root declares, with its colon; none is needed for no
/// namespace.
fn known_prefix(namespace: &str) -> Option<&'static str> {
    if namespace.is_empty() {
        return Some("");
    }
    let known = PREFIXES.iter().find(|(_, known)| *known == namespace);
    known.map(|(prefix, _)| *prefix)
}

/// An attribute's value. Line breaks and tabs become references, since parsers would make blanks of
/// them otherwise (XML 1.0 §3.3.3).
fn attribute(value: &str) -> Cow<'_, str> {
    let escaped = escape(value);
    if !escaped.contains(['\t', '\n', '\r']) {
        return escaped;
    }
    let references = [("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;")];
    let replace = |text: String, (blank, reference)| text.replace(blank, reference);
    Cow::Owned(references.into_iter().fold(escaped.into_owned(), replace))
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
