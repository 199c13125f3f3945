//! `DAV:multistatus` (RFC 4918 §14.16), as it was sent: order, doubles and unknown elements kept.

use super::{CARDDAV, DAV, ETag, Element, Href, Name, ReadError, SyncToken, status_line};

/// A multistatus.
#[derive(Clone, Debug)]
pub struct Multistatus {
    /// The responses, in order.
    pub responses: Vec<Response>,
    /// The token of a sync-collection (RFC 6578 §6.4), if there is exactly one.
    pub sync_token: Option<SyncToken>,
    /// The root element with all that it holds.
    pub root: Element,
}

/// A `DAV:response` (RFC 4918 §14.24).
#[derive(Clone, Debug)]
pub struct Response {
    /// The hrefs; exactly one in a sound response with propstats.
    pub hrefs: Vec<Href>,
    /// The status of the whole response, if it has one that can be read.
    pub status: Option<u16>,
    /// The propstats, in order.
    pub propstats: Vec<Propstat>,
    /// The names of the conditions in `DAV:error`.
    pub errors: Vec<Name>,
    /// The response element with all that it holds.
    pub element: Element,
}

/// A `DAV:propstat` (RFC 4918 §14.22).
#[derive(Clone, Debug)]
pub struct Propstat {
    /// The status code; `None` if the status line is missing or unreadable.
    pub status: Option<u16>,
    /// The status line as it was sent, if there is one.
    pub status_line: Option<String>,
    /// The properties; `None` if there is no `DAV:prop` at all.
    pub props: Option<Vec<Element>>,
    /// The propstat element with all that it holds.
    pub element: Element,
}

/// A property with the status of the propstat in which it stands.
#[derive(Clone, Copy, Debug)]
pub struct Property<'a> {
    /// The status; `None` if the status line is missing or unreadable.
    pub status: Option<u16>,
    /// The property.
    pub element: &'a Element,
}

impl Multistatus {
    /// Reads a body. `base` is the URL of the request, against which hrefs are resolved.
    ///
    /// # Errors
    /// When the body is no XML, or XML with another root.
    pub fn read(body: &[u8], base: &str) -> Result<Self, ReadError> {
        let root = Element::read(body)?;
        if !root.is(DAV, "multistatus") {
            return Err(ReadError::OtherRoot {
                found: root.name.to_string(),
                expected: "DAV:multistatus",
            });
        }
        let mut tokens = root.children_named(DAV, "sync-token");
        let sync_token = match (tokens.next(), tokens.next()) {
            (Some(token), None) => Some(SyncToken(token.trimmed().to_owned())),
            _ => None,
        };
        drop(tokens);
        Ok(Self {
            responses: root
                .children_named(DAV, "response")
                .map(|element| Response::read(element, base))
                .collect(),
            sync_token,
            root,
        })
    }

    /// The first response that names a resource.
    #[must_use]
    pub fn response_for(&self, href: &Href) -> Option<&Response> {
        self.responses
            .iter()
            .find(|response| response.hrefs.contains(href))
    }
}

impl Response {
    fn read(element: &Element, base: &str) -> Self {
        let hrefs = element.children_named(DAV, "href");
        let errors = element.children_named(DAV, "error");
        Self {
            hrefs: hrefs.map(|href| Href::resolve(&href.text, base)).collect(),
            status: element
                .dav_child("status")
                .and_then(|status| status_line::code(&status.text)),
            propstats: element
                .children_named(DAV, "propstat")
                .map(Propstat::read)
                .collect(),
            errors: errors
                .flat_map(|error| &error.children)
                .map(|condition| condition.name.clone())
                .collect(),
            element: element.clone(),
        }
    }

    /// The first href.
    #[must_use]
    pub fn href(&self) -> Option<&Href> {
        self.hrefs.first()
    }

    /// Every occurrence of a property, with its status.
    pub fn properties<'a>(&'a self, name: &'a Name) -> impl Iterator<Item = Property<'a>> {
        self.propstats.iter().flat_map(move |propstat| {
            let props = propstat.props.iter().flatten();
            props
                .filter(move |element| element.name == *name)
                .map(|element| Property {
                    status: propstat.status,
                    element,
                })
        })
    }

    /// A property: the occurrence at status 200 if there is one, else the first.
    #[must_use]
    pub fn property(&self, name: &Name) -> Option<Property<'_>> {
        let found = self
            .propstats
            .iter()
            .flat_map(|propstat| {
                let props = propstat.props.iter().flatten();
                props.map(|element| Property {
                    status: propstat.status,
                    element,
                })
            })
            .filter(|property| property.element.name == *name);
        found.reduce(|best, next| {
            if best.status != Some(200) && next.status == Some(200) {
                next
            } else {
                best
            }
        })
    }

    /// The `DAV:getetag` at status 200.
    #[must_use]
    pub fn etag(&self) -> Option<ETag> {
        self.value(&Name::new(DAV, "getetag"))
            .map(|element| ETag(element.trimmed().to_owned()))
    }

    /// The `CARDDAV:address-data` at status 200.
    #[must_use]
    pub fn address_data(&self) -> Option<&str> {
        self.value(&Name::new(CARDDAV, "address-data"))
            .map(|element| element.text.as_str())
    }

    /// Whether the response says that there is nothing at its href: status 404 or 410 for the
    /// whole of it.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        matches!(self.status, Some(404 | 410))
    }

    /// Whether the response says that its resource is of a type (RFC 4918 §15.9):
    /// `DAV:collection`, `CARDDAV:addressbook`.
    #[must_use]
    pub fn is_of_type(&self, kind: &Name) -> bool {
        self.value(&Name::new(DAV, "resourcetype"))
            .is_some_and(|element| element.children.iter().any(|child| child.name == *kind))
    }

    /// Whether the response says that its resource is a collection.
    #[must_use]
    pub fn is_collection(&self) -> bool {
        self.is_of_type(&Name::new(DAV, "collection"))
    }

    fn value(&self, name: &Name) -> Option<&Element> {
        self.property(name)
            .filter(|property| property.status == Some(200))
            .map(|property| property.element)
    }
}

impl Propstat {
    fn read(element: &Element) -> Self {
        let status_line = element
            .dav_child("status")
            .map(|status| status.text.clone());
        let mut props = element.children_named(DAV, "prop").peekable();
        Self {
            status: status_line.as_deref().and_then(status_line::code),
            status_line,
            props: props
                .peek()
                .is_some()
                .then(|| props.flat_map(|prop| prop.children.clone()).collect()),
            element: element.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://dav.example.com/book/";

    fn read(inside: &str) -> Multistatus {
        let body =
            format!("<d:multistatus xmlns:d='DAV:' xmlns:c='{CARDDAV}'>{inside}</d:multistatus>");
        Multistatus::read(body.as_bytes(), BASE).expect("a multistatus")
    }

    #[test]
    fn responses_propstats_and_the_token_are_read_in_order() {
        let multistatus = read(
            "<d:response><d:href>/book/a</d:href>\
             <d:propstat><d:status>HTTP/1.1 200 OK</d:status>\
             <d:prop><d:getetag>\"1\"</d:getetag><c:address-data>X</c:address-data></d:prop>\
             </d:propstat></d:response>\
             <d:response><d:href>/book/b</d:href><d:status>HTTP/1.1 404 Not Found</d:status>\
             <d:error><d:gone/></d:error></d:response>\
             <d:sync-token>data:,2</d:sync-token>",
        );
        let [a, b] = &multistatus.responses[..] else {
            panic!("two responses");
        };
        assert_eq!(a.etag(), Some(ETag("\"1\"".to_owned())));
        assert_eq!(a.address_data(), Some("X"));
        assert!(b.is_gone() && !a.is_gone());
        assert_eq!(b.errors, [Name::new(DAV, "gone")]);
        assert_eq!(
            multistatus.sync_token,
            Some(SyncToken("data:,2".to_owned()))
        );
        let href = Href::resolve("https://dav.example.com/book/b", BASE);
        let found = multistatus.response_for(&href).expect("the response of b");
        assert_eq!(found.href().map(|href| href.raw.as_str()), Some("/book/b"));
    }

    #[test]
    fn a_property_at_200_is_preferred_over_one_at_404() {
        let multistatus = read(
            "<d:response><d:href>/a</d:href>\
             <d:propstat><d:prop><d:getetag/></d:prop><d:status>HTTP/1.1 404 No</d:status></d:propstat>\
             <d:propstat><d:prop><d:getetag>e</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>\
             </d:response>",
        );
        let name = Name::new(DAV, "getetag");
        let response = &multistatus.responses[0];
        assert_eq!(response.property(&name).and_then(|p| p.status), Some(200));
        assert_eq!(response.properties(&name).count(), 2);
    }

    #[test]
    fn a_missing_prop_and_an_unreadable_status_stay_visible() {
        let multistatus = read(
            "<d:response><d:href>/a</d:href><d:propstat><d:status>200 OK</d:status></d:propstat>\
             <d:propstat><d:prop/></d:propstat></d:response>",
        );
        let [no_prop, no_status] = &multistatus.responses[0].propstats[..] else {
            panic!("two propstats");
        };
        assert_eq!(no_prop.status, None);
        assert_eq!(no_prop.status_line.as_deref(), Some("200 OK"));
        assert!(no_prop.props.is_none());
        assert_eq!(no_status.props.as_deref(), Some(&[][..]));
        assert_eq!(no_status.status_line, None);
    }

    #[test]
    fn two_tokens_are_no_token() {
        let multistatus = read("<d:sync-token>a:b</d:sync-token><d:sync-token>a:c</d:sync-token>");
        assert_eq!(multistatus.sync_token, None);
    }

    #[test]
    fn another_root_is_an_error() {
        let error = Multistatus::read(b"<error xmlns='DAV:'/>", BASE).expect_err("another root");
        assert_eq!(
            error.to_string(),
            "the root element is DAV:error, not DAV:multistatus"
        );
    }
}
