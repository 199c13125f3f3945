//! Request bodies as clients write them, with the prefixes `d`, `card` and `cs`.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::query::write_query;
use super::{APPLE, CALENDARSERVER, CARDDAV, DAV, Name};
use crate::scenario::{PropertyRequest, Query};

/// The prefixes of known namespaces, in the order in which they are declared.
const PREFIXES: [(&str, &str); 4] = [
    ("d", DAV),
    ("card", CARDDAV),
    ("cs", CALENDARSERVER),
    ("ical", APPLE),
];

pub(super) type Xml = Writer<Vec<u8>>;

/// The body of a PROPFIND (RFC 4918 §14.20).
#[must_use]
pub fn propfind(request: &PropertyRequest) -> Vec<u8> {
    let dav = |local| Name::new(DAV, local);
    let names = match request {
        PropertyRequest::Named(names) => names.as_slice(),
        PropertyRequest::Allprop | PropertyRequest::Propname => &[],
    };
    document(&dav("propfind"), names, |xml| match request {
        PropertyRequest::Named(names) => write_props(xml, names),
        PropertyRequest::Allprop => write_empty(xml, &dav("allprop")),
        PropertyRequest::Propname => write_empty(xml, &dav("propname")),
    })
}

/// The body of a sync-collection (RFC 6578 §6.1). An empty token asks for everything.
#[must_use]
pub fn sync_collection(token: &str, level: &str, props: &[Name], limit: Option<u32>) -> Vec<u8> {
    document(&Name::new(DAV, "sync-collection"), props, |xml| {
        write_text(xml, "d:sync-token", token)?;
        write_text(xml, "d:sync-level", level)?;
        if let Some(limit) = limit {
            xml.create_element("d:limit")
                .write_inner_content(|xml| write_text(xml, "d:nresults", &limit.to_string()))?;
        }
        write_props(xml, props)
    })
}

/// The body of an addressbook-multiget (RFC 6352 §10.7).
#[must_use]
pub fn multiget(hrefs: &[String], props: &[Name]) -> Vec<u8> {
    document(&Name::new(CARDDAV, "addressbook-multiget"), props, |xml| {
        write_props(xml, props)?;
        hrefs
            .iter()
            .try_for_each(|href| write_text(xml, "d:href", href))
    })
}

/// The body of an addressbook-query (RFC 6352 §10.3).
#[must_use]
pub fn query(query: &Query) -> Vec<u8> {
    let root = Name::new(CARDDAV, "addressbook-query");
    document(&root, &query.props, |xml| write_query(xml, query))
}

/// A document with a root that declares the prefixes that it and its properties need.
fn document(
    root: &Name,
    props: &[Name],
    inside: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    let declared = PREFIXES.iter().filter(|(_, namespace)| {
        *namespace == DAV
            || [root]
                .into_iter()
                .chain(props)
                .any(|name| name.namespace == *namespace)
    });
    let declarations: Vec<(String, &str)> = declared
        .map(|(prefix, namespace)| (format!("xmlns:{prefix}"), *namespace))
        .collect();
    let attributes = declarations
        .iter()
        .map(|(name, value)| (name.as_str(), *value));
    let written = xml
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| {
            xml.create_element(tag(root).0)
                .with_attributes(attributes)
                .write_inner_content(inside)?;
            Ok(())
        });
    debug_assert!(written.is_ok(), "writing to memory does not fail");
    let mut body = xml.into_inner();
    body.push(b'\n');
    body
}

pub(super) fn write_props(xml: &mut Xml, names: &[Name]) -> io::Result<()> {
    if names.is_empty() {
        return write_empty(xml, &Name::new(DAV, "prop"));
    }
    xml.create_element("d:prop")
        .write_inner_content(|xml| names.iter().try_for_each(|name| write_empty(xml, name)))?;
    Ok(())
}

pub(super) fn write_empty(xml: &mut Xml, name: &Name) -> io::Result<()> {
    let (tag, declaration) = tag(name);
    xml.create_element(tag)
        .with_attributes(declaration.iter().map(|(k, v)| (k.as_str(), v.as_str())))
        .write_empty()?;
    Ok(())
}

/// Text without the characters that XML 1.0 §2.2 does not allow.
pub(super) fn write_text(xml: &mut Xml, tag: &str, text: &str) -> io::Result<()> {
    let allowed: String = text
        .chars()
        .filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect();
    let element = xml.create_element(tag);
    if allowed.is_empty() {
        element.write_empty()?;
    } else {
        element.write_text_content(BytesText::new(&allowed))?;
    }
    Ok(())
}

/// The tag for a name, and the declaration that it needs by itself.
fn tag(name: &Name) -> (String, Option<(String, String)>) {
    let known = PREFIXES
        .iter()
        .find(|(_, namespace)| *namespace == name.namespace);
    match known {
        Some((prefix, _)) => (format!("{prefix}:{}", name.local), None),
        None if name.namespace.is_empty() => (name.local.clone(), None),
        None => {
            let declaration = ("xmlns:x".to_owned(), name.namespace.clone());
            (format!("x:{}", name.local), Some(declaration))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dav::Element;

    fn text(body: Vec<u8>) -> String {
        Element::read(&body).expect("what we write is well-formed");
        String::from_utf8(body).expect("UTF-8")
    }

    #[test]
    fn a_propfind_names_its_properties() {
        let names = vec![
            Name::new(DAV, "getetag"),
            Name::new(CALENDARSERVER, "getctag"),
            Name::new("urn:example", "none"),
            Name::new("", "bare"),
        ];
        assert_eq!(
            text(propfind(&PropertyRequest::Named(names))),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <d:propfind xmlns:d=\"DAV:\" xmlns:cs=\"http://calendarserver.org/ns/\">\n \
             <d:prop>\n  <d:getetag/>\n  <cs:getctag/>\n  \
             <x:none xmlns:x=\"urn:example\"/>\n  <bare/>\n </d:prop>\n</d:propfind>\n"
        );
    }

    #[test]
    fn a_propfind_can_ask_for_all_or_for_names() {
        assert!(text(propfind(&PropertyRequest::Allprop)).contains("<d:allprop/>"));
        assert!(text(propfind(&PropertyRequest::Propname)).contains("<d:propname/>"));
        assert!(text(propfind(&PropertyRequest::Named(Vec::new()))).contains("<d:prop/>"));
    }

    #[test]
    fn a_sync_collection_has_token_level_limit_and_properties_in_this_order() {
        let props = [Name::new(DAV, "getetag")];
        assert_eq!(
            text(sync_collection("https://x/1?a&b", "1", &props, Some(10))),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <d:sync-collection xmlns:d=\"DAV:\">\n \
             <d:sync-token>https://x/1?a&amp;b</d:sync-token>\n \
             <d:sync-level>1</d:sync-level>\n \
             <d:limit>\n  <d:nresults>10</d:nresults>\n </d:limit>\n \
             <d:prop>\n  <d:getetag/>\n </d:prop>\n</d:sync-collection>\n"
        );
        let first = text(sync_collection("", "1", &props, None));
        assert!(first.contains("<d:sync-token/>") && !first.contains("limit"));
    }

    #[test]
    fn a_multiget_has_properties_and_then_hrefs() {
        let props = [Name::new(CARDDAV, "address-data")];
        let hrefs = ["/a".to_owned(), "/b<\u{1}".to_owned()];
        assert_eq!(
            text(multiget(&hrefs, &props)),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <card:addressbook-multiget xmlns:d=\"DAV:\" \
             xmlns:card=\"urn:ietf:params:xml:ns:carddav\">\n \
             <d:prop>\n  <card:address-data/>\n </d:prop>\n \
             <d:href>/a</d:href>\n <d:href>/b&lt;</d:href>\n</card:addressbook-multiget>\n"
        );
    }
}
