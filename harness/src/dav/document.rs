//! From bytes to a tree of elements: strict, and safe with hostile documents.

use super::{Element, Name, limits};

/// Why a body cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not UTF-8.
    #[error("the body is not UTF-8: byte {offset} is wrong")]
    NotUtf8 {
        /// The offset of the first wrong byte.
        offset: usize,
    },
    /// Not well-formed (XML 1.0, Namespaces in XML 1.0).
    #[error("the body is not well-formed XML: {problem}")]
    Malformed {
        /// What is wrong and where.
        problem: String,
    },
    /// Something that cardproof does not read, to stay safe: a document type, too many
    /// attributes, too deep.
    #[error("the body is XML that cardproof does not read: {limit}")]
    Refused {
        /// What it has.
        limit: String,
    },
    /// Well-formed, but another root element.
    #[error("the root element is {found}, not {expected}")]
    OtherRoot {
        /// The name of the root.
        found: String,
        /// The name that was expected.
        expected: &'static str,
    },
}

impl Element {
    /// Reads a whole document and gives its root.
    ///
    /// # Errors
    /// When the document is not UTF-8, not well-formed, or breaks a limit.
    pub fn read(body: &[u8]) -> Result<Self, ReadError> {
        let text = std::str::from_utf8(body).map_err(|error| ReadError::NotUtf8 {
            offset: error.valid_up_to(),
        })?;
        let document = text.strip_prefix('\u{feff}').unwrap_or(text);
        limits::check(document).map_err(|limit| ReadError::Refused { limit })?;
        let tree = roxmltree::Document::parse(document).map_err(malformed)?;
        let mut reader = Reader {
            cursor: Cursor::new(document),
            skipped: text.len() - document.len(),
        };
        reader.element(tree.root_element())
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature that `map_err` wants"
)]
fn malformed(error: roxmltree::Error) -> ReadError {
    ReadError::Malformed {
        problem: error.to_string(),
    }
}

/// Turns the parser's tree into elements. Recursion is bounded by the limit on depth.
struct Reader<'d> {
    cursor: Cursor<'d>,
    /// The length of a byte order mark.
    skipped: usize,
}

impl Reader<'_> {
    fn element(&mut self, node: roxmltree::Node<'_, '_>) -> Result<Element, ReadError> {
        let range = node.range();
        let position = self.cursor.advance(range.start);
        refuse_undeclaring(node, position)?;
        let children = node
            .children()
            .filter(roxmltree::Node::is_element)
            .map(|child| self.element(child))
            .collect::<Result<_, _>>()?;
        Ok(Element {
            name: Name::new(
                node.tag_name().namespace().unwrap_or_default(),
                node.tag_name().name(),
            ),
            attributes: node
                .attributes()
                .map(|attribute| {
                    let namespace = attribute.namespace().unwrap_or_default();
                    (
                        Name::new(namespace, attribute.name()),
                        attribute.value().to_owned(),
                    )
                })
                .collect(),
            children,
            text: node
                .children()
                .filter(roxmltree::Node::is_text)
                .filter_map(|text| text.text())
                .collect(),
            position,
            range: range.start + self.skipped..range.end + self.skipped,
        })
    }
}

/// Namespaces in XML 1.0 §2.2: a prefix cannot be bound to nothing. The parser lets it pass.
fn refuse_undeclaring(
    node: roxmltree::Node<'_, '_>,
    (line, column): (u32, u32),
) -> Result<(), ReadError> {
    let bound_to_nothing = node
        .namespaces()
        .find_map(|namespace| namespace.name().filter(|_| namespace.uri().is_empty()));
    match bound_to_nothing {
        Some(prefix) => Err(ReadError::Malformed {
            problem: format!("the prefix '{prefix}' is bound to nothing at {line}:{column}"),
        }),
        None => Ok(()),
    }
}

/// A place in a text that only moves forward, so that finding all positions takes linear time.
struct Cursor<'d> {
    rest: &'d str,
    offset: usize,
    line: u32,
    column: u32,
}

impl<'d> Cursor<'d> {
    const fn new(text: &'d str) -> Self {
        Self {
            rest: text,
            offset: 0,
            line: 1,
            column: 1,
        }
    }

    /// Moves to an offset that is not before the last one; gives line and column there.
    fn advance(&mut self, offset: usize) -> (u32, u32) {
        let (passed, rest) = self
            .rest
            .split_at_checked(offset.saturating_sub(self.offset))
            .unwrap_or((self.rest, ""));
        for c in passed.chars() {
            if c == '\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        self.offset += passed.len();
        self.rest = rest;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Element {
        Element::read(text.as_bytes()).expect("well-formed")
    }

    #[test]
    fn names_order_doubles_and_text_are_kept() {
        let root = read("<a xmlns='DAV:'>x<b/><c xmlns='urn:c' p='1'/><b>t<!-- -->u</b>y</a>");
        let names: Vec<String> = root.children.iter().map(|c| c.name.to_string()).collect();
        assert_eq!(names, ["DAV:b", "{urn:c}c", "DAV:b"]);
        assert_eq!(root.text, "xy");
        assert_eq!(root.children[2].text, "tu");
        assert_eq!(
            root.children[1].attributes,
            [(Name::new("", "p"), "1".to_owned())]
        );
    }

    #[test]
    fn positions_count_lines_and_characters() {
        let text = "<a>\n  <b/>é<c/>\n</a>";
        let root = read(text);
        assert_eq!(root.position, (1, 1));
        assert_eq!(root.children[0].position, (2, 3));
        assert_eq!(root.children[1].position, (2, 8));
        assert_eq!(&text[root.children[1].range.clone()], "<c/>");
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        let text = "\u{feff}<a/>";
        assert_eq!(&text[read(text).range], "<a/>");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in [
            "",
            "x",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a>&b;</a>",
            "<a>&</a>",
            "<p:a/>",
            "<a b='1' b='2'/>",
            "<a>\u{1}</a>",
            "<a/>x",
        ] {
            let error = Element::read(text.as_bytes()).expect_err(text);
            assert!(
                matches!(error, ReadError::Malformed { .. }),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn a_prefix_bound_to_nothing_is_refused() {
        let error = Element::read(b"<a>\n<b xmlns:p=''/></a>").expect_err("not well-formed");
        assert_eq!(
            error.to_string(),
            "the body is not well-formed XML: the prefix 'p' is bound to nothing at 2:1"
        );
    }

    #[test]
    fn wrong_bytes_and_document_types_are_refused() {
        assert_eq!(
            Element::read(b"<a>\xff</a>")
                .expect_err("not UTF-8")
                .to_string(),
            "the body is not UTF-8: byte 3 is wrong"
        );
        assert_eq!(
            Element::read(b"<!DOCTYPE a><a/>")
                .expect_err("refused")
                .to_string(),
            "the body is XML that cardproof does not read: a document type declaration"
        );
    }

    #[test]
    fn hostile_documents_of_a_mebibyte_end_in_an_error_or_a_tree() {
        let mebibyte = 1 << 20;
        let deep = "<a>".repeat(mebibyte / 3);
        assert!(Element::read(deep.as_bytes()).is_err());
        let attributes: String = (0..mebibyte / 12).map(|n| format!(" a{n}=''")).collect();
        assert!(Element::read(format!("<a{attributes}/>").as_bytes()).is_err());
        let wide = format!("<a>{}</a>", "<b/>".repeat(mebibyte / 4));
        assert_eq!(read(&wide).children.len(), mebibyte / 4);
        let truncated = "<a b='".repeat(mebibyte / 6);
        assert!(Element::read(truncated.as_bytes()).is_err());
    }
}
