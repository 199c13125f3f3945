//! What a request asked for, as far as standing checks need to know it.

use crate::check::Subject;
use crate::dav::{CARDDAV, DAV, Element, Href, Name};

/// What a request asked for.
#[derive(Debug)]
pub(in crate::check) enum Asked {
    /// A PROPFIND (RFC 4918 §9.1).
    Propfind {
        /// How far.
        reach: Reach,
        /// The properties that were named; none for allprop, propname and no body.
        props: Vec<Name>,
        /// Whether only names were asked for, so that every property is empty.
        names_only: bool,
    },
    /// A sync-collection (RFC 6578 §3.2).
    Sync {
        /// How far.
        reach: Reach,
        /// Whether the token was empty.
        initial: bool,
        /// The properties that were named.
        props: Vec<Name>,
    },
    /// An addressbook-multiget (RFC 6352 §8.7).
    Multiget {
        /// Which resources.
        hrefs: Vec<Href>,
        /// The properties that were named.
        props: Vec<Name>,
        /// Whether only some properties of the cards were asked for.
        partial: bool,
    },
    /// An addressbook-query (RFC 6352 §8.6).
    Query {
        /// How far.
        reach: Reach,
        /// The properties that were named.
        props: Vec<Name>,
        /// Whether only some properties of the cards were asked for.
        partial: bool,
    },
    /// Something else, or a body that cannot be read.
    Other,
}

/// How far a request reaches below its resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Reach {
    /// Not at all.
    Itself,
    /// To its members.
    Members,
    /// As far as it goes.
    Everything,
}

impl Asked {
    /// What the request of an exchange asked for.
    pub(super) fn of<'s>(subject: &'s Subject<'_>) -> &'s Self {
        subject.asked.get_or_init(|| Self::read(subject))
    }

    fn read(subject: &Subject<'_>) -> Self {
        let body = subject.request_document();
        match (subject.request.method.as_str(), body) {
            ("PROPFIND", body) => Self::Propfind {
                reach: depth(subject),
                props: body.map(props).unwrap_or_default(),
                names_only: body.is_some_and(|body| body.dav_child("propname").is_some()),
            },
            ("REPORT", Some(body)) if body.is(DAV, "sync-collection") => Self::sync(body),
            ("REPORT", Some(body)) if body.is(CARDDAV, "addressbook-multiget") => {
                Self::multiget(body, subject)
            }
            ("REPORT", Some(body)) if body.is(CARDDAV, "addressbook-query") => Self::Query {
                reach: depth(subject),
                props: props(body),
                partial: is_partial(body),
            },
            _ => Self::Other,
        }
    }

    fn sync(body: &Element) -> Self {
        let text_of = |local| body.dav_child(local).map(Element::trimmed);
        Self::Sync {
            reach: match text_of("sync-level") {
                Some("infinite") => Reach::Everything,
                _ => Reach::Members,
            },
            initial: text_of("sync-token").is_some_and(str::is_empty),
            props: props(body),
        }
    }

    fn multiget(body: &Element, subject: &Subject<'_>) -> Self {
        Self::Multiget {
            hrefs: body
                .children_named(DAV, "href")
                .map(|href| subject.href(href.trimmed()))
                .collect(),
            props: props(body),
            partial: is_partial(body),
        }
    }

    /// The properties that were named.
    pub(super) fn props(&self) -> &[Name] {
        match self {
            Self::Propfind { props, .. }
            | Self::Sync { props, .. }
            | Self::Multiget { props, .. }
            | Self::Query { props, .. } => props,
            Self::Other => &[],
        }
    }
}

/// Whether a body asks for a part of each card (RFC 6352 §10.4.2).
fn is_partial(body: &Element) -> bool {
    let prop = body.dav_child("prop");
    let data = prop.and_then(|prop| prop.children_named(CARDDAV, "address-data").next());
    data.is_some_and(|data| !data.children.is_empty())
}

/// The properties that a body names, each once.
fn props(body: &Element) -> Vec<Name> {
    let named = body.dav_child("prop").map(|prop| prop.children.as_slice());
    let mut names: Vec<Name> = Vec::new();
    for element in named.unwrap_or_default() {
        if !names.contains(&element.name) {
            names.push(element.name.clone());
        }
    }
    names
}

/// RFC 4918 §9.1: without the header everything is asked for.
fn depth(subject: &Subject<'_>) -> Reach {
    let header = subject.request.headers.get("depth");
    match header.map(http::HeaderValue::as_bytes) {
        Some(b"0") => Reach::Itself,
        Some(b"1") => Reach::Members,
        _ => Reach::Everything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, dav};

    #[test]
    fn depth_and_properties_of_a_propfind_are_read() {
        let sample = Sample::propfind("1", &[dav("getetag"), dav("getetag")], "");
        let subject = sample.subject();
        let asked = Asked::of(&subject);
        assert_eq!(asked.props(), [dav("getetag")]);
        assert!(matches!(
            asked,
            Asked::Propfind {
                reach: Reach::Members,
                ..
            }
        ));
        let bare = Sample::new("PROPFIND");
        let subject = bare.subject();
        let asked = Asked::of(&subject);
        assert_eq!(asked.props(), []);
        assert!(matches!(
            asked,
            Asked::Propfind {
                reach: Reach::Everything,
                ..
            }
        ));
    }

    #[test]
    fn level_and_token_of_a_sync_collection_are_read() {
        let delta = Sample::sync("");
        assert!(matches!(
            Asked::of(&delta.subject()),
            Asked::Sync {
                reach: Reach::Members,
                initial: false,
                ..
            }
        ));
        let first = Sample::new("REPORT").asking(
            b"<sync-collection xmlns='DAV:'><sync-token/><sync-level>infinite</sync-level>\
              <prop/></sync-collection>",
        );
        assert!(matches!(
            Asked::of(&first.subject()),
            Asked::Sync {
                reach: Reach::Everything,
                initial: true,
                ..
            }
        ));
    }

    #[test]
    fn hrefs_of_a_multiget_are_read() {
        let sample = Sample::multiget(&["a"], "");
        let subject = sample.subject();
        let Asked::Multiget { hrefs, partial, .. } = Asked::of(&subject) else {
            panic!("a multiget");
        };
        assert_eq!(hrefs[0].canonical, "/ada/book/a");
        assert!(!partial);
    }

    #[test]
    fn depth_and_parts_of_a_query_are_read() {
        let query = Sample::new("REPORT").asking(
            b"<c:addressbook-query xmlns='DAV:' xmlns:c='urn:ietf:params:xml:ns:carddav'><prop>\
              <getetag/><c:address-data><c:prop name='FN'/></c:address-data></prop><c:filter/>\
              </c:addressbook-query>",
        );
        let subject = query.subject();
        let asked = Asked::of(&subject);
        assert_eq!(asked.props().len(), 2);
        assert!(matches!(
            asked,
            Asked::Query {
                reach: Reach::Everything,
                partial: true,
                ..
            }
        ));
    }

    #[test]
    fn other_requests_ask_for_nothing_that_is_known() {
        for sample in [
            Sample::new("GET"),
            Sample::new("REPORT").asking(b"<a"),
            Sample::new("REPORT").asking(b"<a/>"),
        ] {
            let subject = sample.subject();
            let asked = Asked::of(&subject);
            assert!(matches!(asked, Asked::Other));
            assert_eq!(asked.props(), []);
        }
    }
}
