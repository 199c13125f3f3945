//! Multistatus and error documents, in the form that Google sends (google:PROP-01).

use bytes::Bytes;
use http::StatusCode;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::text::escape;
use super::{CALENDARSERVER, CARDDAV, Condition, Content, DAV, Element, Name};

/// The declarations on every root element, in the order in which Google sends them.
const DECLARATIONS: &str = "xmlns:cal=\"urn:ietf:params:xml:ns:caldav\" \
    xmlns:card=\"urn:ietf:params:xml:ns:carddav\" xmlns:cs=\"http://calendarserver.org/ns/\" \
    xmlns:d=\"DAV:\" xmlns:ical=\"http://apple.com/ns/ical/\"";

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
    writer: Writer<Vec<u8>>,
    /// Foreign namespaces, in the order in which they came.
    foreign: Vec<String>,
}

impl Multistatus {
    /// An empty multistatus.
    pub(crate) fn new() -> Self {
        Self::with_root("d:multistatus")
    }

    /// A whole `DAV:error` document.
    pub(crate) fn error(condition: &Condition) -> Bytes {
        let mut document = Self::with_root("d:error");
        document.element(&condition.element());
        document.end("d:error");
        document.into_bytes()
    }

    /// Adds a response with properties.
    pub(crate) fn response(&mut self, href: &str, propstats: &[Propstat]) {
        self.start("d:response");
        self.text("d:href", href);
        for propstat in propstats {
            self.propstat(propstat);
        }
        self.end("d:response");
    }

    /// Adds a response that is only a status: a missing or removed member (RFC 6578 §3.5.2), or
    /// the note that more would follow (RFC 6578 §3.6).
    pub(crate) fn status(&mut self, href: &str, status: StatusCode, why: Option<&Condition>) {
        self.start("d:response");
        self.text("d:href", href);
        self.text("d:status", &status_line(status));
        if let Some(condition) = why {
            self.element(&condition.error());
        }
        self.end("d:response");
    }

    /// Ends the multistatus; a sync token is its last child (RFC 6578 §6.4).
    pub(crate) fn finish(mut self, sync_token: Option<&str>) -> Bytes {
        if let Some(token) = sync_token {
            self.text("d:sync-token", token);
        }
        self.end("d:multistatus");
        self.into_bytes()
    }

    fn with_root(root: &str) -> Self {
        let mut document = Self {
            writer: Writer::new_with_indent(Vec::with_capacity(1024), b' ', 1),
            foreign: Vec::new(),
        };
        document.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        document.write(Event::Start(BytesStart::from_content(
            format!("{root} {DECLARATIONS}"),
            root.len(),
        )));
        document
    }

    /// The status stands before the properties, the other way round than in the RFC's examples.
    fn propstat(&mut self, propstat: &Propstat) {
        self.start("d:propstat");
        self.text("d:status", &status_line(propstat.status));
        match propstat.prop.as_deref() {
            None => {}
            Some([]) => self.write(Event::Empty(BytesStart::new("d:prop"))),
            Some(properties) => {
                self.start("d:prop");
                for property in properties {
                    self.element(property);
                }
                self.end("d:prop");
            }
        }
        if let Some(condition) = &propstat.condition {
            self.element(&condition.error());
        }
        self.end("d:propstat");
    }

    fn element(&mut self, element: &Element) {
        let (name, declaration) = self.qualified(&element.name);
        let mut start = BytesStart::new(name.as_str());
        if let Some((prefix, namespace)) = declaration {
            start.push_attribute((prefix.as_str(), namespace.as_str()));
        }
        for (name, value) in &element.attributes {
            start.push_attribute((*name, &**value));
        }
        match &element.content {
            Content::Empty => self.write(Event::Empty(start)),
            Content::Text(text) if text.is_empty() => self.write(Event::Empty(start)),
            Content::Text(text) => {
                self.write(Event::Start(start));
                self.write(Event::Text(BytesText::from_escaped(escape(text))));
                self.end(&name);
            }
            Content::Children(children) if children.is_empty() => self.write(Event::Empty(start)),
            Content::Children(children) => {
                self.write(Event::Start(start));
                for child in children {
                    self.element(child);
                }
                self.end(&name);
            }
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

    fn text(&mut self, name: &str, text: &str) {
        self.start(name);
        self.write(Event::Text(BytesText::from_escaped(escape(text))));
        self.end(name);
    }

    fn start(&mut self, name: &str) {
        self.write(Event::Start(BytesStart::new(name)));
    }

    fn end(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing into memory does not fail.
        let _ = self.writer.write_event(event);
    }

    fn into_bytes(self) -> Bytes {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        Bytes::from(bytes)
    }
}

/// `HTTP/1.1 404 Not Found`, the form inside of bodies whatever the protocol version.
fn status_line(status: StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or_default();
    ["HTTP/1.1 ", status.as_str(), " ", reason].concat()
}

#[cfg(test)]
mod tests;
