//! Which properties a request asks for: the inside of PROPFIND and of the reports.

use std::collections::HashSet;

use roxmltree::Node;

use super::{DAV, Name};

/// So many names are compared with each other in less time than a table of them takes.
const FEW: usize = 24;

/// Which properties a request asks for (RFC 4918 §14.20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PropertyRequest {
    /// `DAV:prop`, each name once, in the order of the request.
    Named {
        names: Vec<Name>,
        address_data: AddressData,
    },
    /// `DAV:allprop`, with the names in `DAV:include`.
    All { include: Vec<Name> },
    /// `DAV:propname`.
    Names,
}

/// What `CARDDAV:address-data` asks for (RFC 6352 §10.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AddressData {
    pub(crate) content_type: Option<String>,
    pub(crate) version: Option<String>,
    /// The vCard properties that are wanted; `None` for the whole card.
    pub(crate) selection: Option<Vec<SelectedProperty>>,
}

/// A vCard property that is wanted (RFC 6352 §10.4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SelectedProperty {
    pub(crate) name: String,
    /// Whether only the name is wanted.
    pub(crate) without_value: bool,
}

/// Why an element asks for no properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadPropertyRequest {
    #[error("the element holds none of DAV:prop, DAV:allprop and DAV:propname")]
    Nothing,
    #[error("the element holds more than one of DAV:prop, DAV:allprop and DAV:propname")]
    Several,
}

impl PropertyRequest {
    /// Reads the children of `DAV:propfind` or of a report's root. Unknown elements are ignored
    /// (RFC 4918 §17).
    pub(crate) fn read(parent: Node<'_, '_>) -> Result<Self, BadPropertyRequest> {
        let mut found = parent.children().filter_map(|child| match dav(child)? {
            "prop" => Some(Self::named(child)),
            "allprop" => Some(Self::All {
                include: included(parent),
            }),
            "propname" => Some(Self::Names),
            _ => None,
        });
        let request = found.next().ok_or(BadPropertyRequest::Nothing)?;
        match found.next() {
            None => Ok(request),
            Some(_) => Err(BadPropertyRequest::Several),
        }
    }

    fn named(prop: Node<'_, '_>) -> Self {
        let address_data = prop
            .children()
            .find(|child| Name::carddav("address-data").names(*child))
            .map(AddressData::read)
            .unwrap_or_default();
        Self::Named {
            names: names(prop),
            address_data,
        }
    }

    /// Whether the request names a property.
    pub(crate) fn asks_for(&self, name: &Name) -> bool {
        match self {
            Self::Named { names, .. } => names.contains(name),
            Self::All { include } => include.contains(name),
            Self::Names => false,
        }
    }

    /// What is asked of `CARDDAV:address-data`.
    pub(crate) fn address_data(&self) -> AddressData {
        match self {
            Self::Named { address_data, .. } => address_data.clone(),
            Self::All { .. } | Self::Names => AddressData::default(),
        }
    }
}

impl AddressData {
    fn read(node: Node<'_, '_>) -> Self {
        let properties: Vec<_> = node
            .children()
            .filter(|child| Name::carddav("prop").names(*child))
            .filter_map(|child| {
                Some(SelectedProperty {
                    name: child.attribute("name")?.to_owned(),
                    without_value: child.attribute("novalue") == Some("yes"),
                })
            })
            .collect();
        Self {
            content_type: node.attribute("content-type").map(str::to_owned),
            version: node.attribute("version").map(str::to_owned),
            selection: (!properties.is_empty()).then_some(properties),
        }
    }
}

/// The local name of an element in `DAV:`.
fn dav<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let tag = node.is_element().then(|| node.tag_name())?;
    (tag.namespace() == Some(DAV)).then(|| tag.name())
}

fn included(parent: Node<'_, '_>) -> Vec<Name> {
    let includes = parent
        .children()
        .filter(|child| Name::dav("include").names(*child));
    each_once(includes.flat_map(|include| include.children()))
}

/// The names of the child elements, each once.
fn names(parent: Node<'_, '_>) -> Vec<Name> {
    each_once(parent.children())
}

/// The names of those among nodes that are elements, each once.
fn each_once<'a, 'i: 'a>(nodes: impl Iterator<Item = Node<'a, 'i>>) -> Vec<Name> {
    let elements = nodes.filter(Node::is_element);
    let mut names: Vec<Name> = elements.map(Name::of).collect();
    if names.len() > FEW {
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        return names;
    }
    let mut kept = Vec::with_capacity(names.len());
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::CARDDAV;
    use super::*;

    fn read(inside: &str) -> Result<PropertyRequest, BadPropertyRequest> {
        let text = format!("<d:propfind xmlns:d='DAV:' xmlns:c='{CARDDAV}'>{inside}</d:propfind>");
        let document = roxmltree::Document::parse(&text).unwrap();
        PropertyRequest::read(document.root_element())
    }

    #[test]
    fn names_come_once_each_in_their_order() {
        let request = read("<d:prop><d:b/><d:a/><d:b/><a xmlns=''/></d:prop>").unwrap();
        let PropertyRequest::Named { names, .. } = request else {
            panic!("{request:?}")
        };
        assert_eq!(names, [Name::dav("b"), Name::dav("a"), Name::new("", "a")]);
    }

    #[test]
    fn of_many_names_each_is_taken_once_too() {
        let inside: String = (0..100).map(|n| format!("<d:p{}/>", n % 50)).collect();
        let request = read(&format!("<d:prop>{inside}</d:prop>")).unwrap();
        let PropertyRequest::Named { names, .. } = request else {
            panic!("{request:?}")
        };
        assert_eq!((names.len(), &names[49]), (50, &Name::new("DAV:", "p49")));
    }

    #[test]
    fn allprop_may_include_more() {
        let request = read("<d:allprop/><d:include><d:owner/></d:include>").unwrap();
        assert!(request.asks_for(&Name::dav("owner")));
    }

    #[test]
    fn what_is_included_comes_once_whatever_element_names_it() {
        let request = read(
            "<d:allprop/><d:include><d:owner/><d:owner/></d:include><d:include><d:owner/></d:include>",
        );
        let include = vec![Name::dav("owner")];
        assert_eq!(request, Ok(PropertyRequest::All { include }));
    }

    #[test]
    fn a_request_for_nothing_or_for_two_things_is_refused() {
        assert_eq!(read("<x xmlns='urn:x'/>"), Err(BadPropertyRequest::Nothing));
        assert_eq!(
            read("<d:allprop/><d:propname/>"),
            Err(BadPropertyRequest::Several)
        );
    }

    #[test]
    fn parts_of_a_card_can_be_selected() {
        let request = read(
            "<d:prop><c:address-data content-type='text/vcard' version='4.0'>\
             <c:prop name='FN'/><c:prop name='TEL' novalue='yes'/></c:address-data></d:prop>",
        )
        .unwrap();
        let wanted = request.address_data();
        assert_eq!(wanted.version.as_deref(), Some("4.0"));
        let selected = wanted.selection.unwrap();
        assert_eq!(selected.len(), 2);
        assert!(!selected[0].without_value && selected[1].without_value);
    }
}
