//! XML elements as a tree that keeps what checks are about: order, doubles, unknown names,
//! positions. RFC 4918 §17 leaves room for elements that nobody here knows.

use super::{DAV, Name};

/// An XML element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Attributes: name and value.
    pub attributes: Vec<(Name, String)>,
    /// Child elements, in order.
    pub children: Vec<Self>,
    /// The text directly in it, joined.
    pub text: String,
    /// Line and column in the body, from 1.
    pub position: (u32, u32),
    /// The bytes of the body that it takes up, tags included.
    pub range: std::ops::Range<usize>,
}

impl Element {
    /// Whether this is its name.
    #[must_use]
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.name.namespace == namespace && self.name.local == local
    }

    /// The child elements of a name, in order.
    pub fn children_named<'a>(
        &'a self,
        namespace: &'a str,
        local: &'a str,
    ) -> impl Iterator<Item = &'a Self> {
        self.children
            .iter()
            .filter(move |child| child.is(namespace, local))
    }

    /// The first child element of a `DAV:` name.
    #[must_use]
    pub fn dav_child(&self, local: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(DAV, local))
    }

    /// Every element below this one, in document order.
    #[must_use]
    pub fn descendants(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        for child in &self.children {
            found.push(child);
            found.extend(child.descendants());
        }
        found
    }

    /// The elements at a path of names that starts with this element's own.
    #[must_use]
    pub fn at(&self, path: &[Name]) -> Vec<&Self> {
        match path {
            [] => Vec::new(),
            [own] if *own == self.name => vec![self],
            [own, below @ ..] if *own == self.name => self
                .children
                .iter()
                .flat_map(|child| child.at(below))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The text without the white space around it.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        self.text.trim_matches([' ', '\t', '\r', '\n'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_path_and_below() {
        let root =
            Element::read(b"<a xmlns='DAV:'><b><c/></b><b><c/><d/></b></a>").expect("well-formed");
        let path = ["a", "b", "c"].map(|local| Name::new(DAV, local));
        assert_eq!(root.at(&path).len(), 2);
        assert_eq!(root.at(&path[1..]).len(), 0);
        assert_eq!(root.at(&[]).len(), 0);
        assert_eq!(root.descendants().len(), 5);
        assert_eq!(root.children_named(DAV, "b").count(), 2);
        assert!(root.dav_child("d").is_none());
    }
}
