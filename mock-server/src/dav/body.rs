//! Request bodies: from bytes to a tree, with nothing expanded and everything bounded.

use roxmltree::{Document, ParsingOptions};

use super::scan::scan;
use crate::limits::MAX_XML;

/// Why a body is no XML that this server reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadXml {
    #[error("the XML body is larger than {MAX_XML} bytes")]
    TooLarge,
    #[error("the XML body is not in UTF-8")]
    NotUtf8,
    #[error("the XML body declares an encoding other than UTF-8")]
    OtherEncoding,
    #[error("the XML body has a document type; entities are never expanded")]
    Doctype,
    #[error("the XML body nests elements too deeply")]
    TooDeep,
    #[error("a tag in the XML body has too many attributes")]
    TooManyAttributes,
    #[error("too many namespaces are in scope in the XML body")]
    TooManyNamespaces,
    #[error("the XML body binds a prefix to no namespace")]
    UnboundPrefix,
    #[error("the XML body is not well-formed, line {line}, column {column}")]
    Malformed { line: u32, column: u32 },
}

/// Parses a body.
pub(crate) fn document(body: &[u8]) -> Result<Document<'_>, BadXml> {
    if body.len() > MAX_XML {
        return Err(BadXml::TooLarge);
    }
    let text = str::from_utf8(body).map_err(|_| BadXml::NotUtf8)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if declares_other_encoding(text) {
        return Err(BadXml::OtherEncoding);
    }
    scan(text)?;
    Document::parse_with_options(text, ParsingOptions::default()).map_err(|error| {
        let at = error.pos();
        BadXml::Malformed {
            line: at.row,
            column: at.col,
        }
    })
}

/// Whether the XML declaration names an encoding that the bytes do not have.
fn declares_other_encoding(text: &str) -> bool {
    let declaration = text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"));
    let Some((_, rest)) = declaration.and_then(|(inside, _)| inside.split_once("encoding")) else {
        return false;
    };
    let quoted = rest.trim_start().trim_start_matches('=').trim_start();
    let name = quoted
        .trim_start_matches(['"', '\''])
        .split(['"', '\''])
        .next()
        .unwrap_or_default();
    !["utf-8", "utf8", "us-ascii"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &[u8]) -> BadXml {
        document(body).map(|_| ()).unwrap_err()
    }

    #[test]
    fn a_byte_order_mark_and_a_declaration_are_fine() {
        assert!(
            document("\u{FEFF}<?xml version=\"1.0\" encoding='utf-8'?><a/>".as_bytes()).is_ok()
        );
    }

    #[test]
    fn other_encodings_are_refused() {
        let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(refused(&utf16), BadXml::Malformed { .. }));
        assert_eq!(refused(b"\xFF\xFE<\0a\0/\0>\0"), BadXml::NotUtf8);
        assert_eq!(refused(b"<a>\xFC</a>"), BadXml::NotUtf8);
        assert_eq!(
            refused(b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"),
            BadXml::OtherEncoding
        );
    }

    #[test]
    fn entities_are_never_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert_eq!(refused(bomb.as_bytes()), BadXml::Doctype);
        assert!(matches!(refused(b"<a>&b;</a>"), BadXml::Malformed { .. }));
    }

    #[test]
    fn the_place_of_a_fault_is_told() {
        assert_eq!(
            refused(b"<a>\n  <b></a>"),
            BadXml::Malformed { line: 2, column: 6 }
        );
    }

    #[test]
    fn bodies_are_bounded() {
        assert_eq!(refused(&vec![b' '; MAX_XML + 1]), BadXml::TooLarge);
    }
}
