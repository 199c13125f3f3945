//! A look at XML before it is parsed: how deep it nests, how many attributes a tag has, how many
//! namespaces are in scope. The parser's own cost grows with these, so they are bounded first.

use super::BadXml;
use crate::limits::{MAX_XML_ATTRIBUTES, MAX_XML_DEPTH, MAX_XML_NAMESPACES};

/// Refuses what would be expensive to parse, and document types. What is not well-formed passes:
/// the parser refuses it.
pub(super) fn scan(text: &str) -> Result<(), BadXml> {
    let mut rest = text;
    // For each open element, how many namespaces it declares.
    let mut open: Vec<usize> = Vec::new();
    while let Some(at) = rest.bytes().position(|byte| byte == b'<') {
        rest = rest.get(at..).unwrap_or_default();
        let (markup, after) = split_markup(rest)?;
        rest = after;
        let Some(tag) = markup else { continue };
        if tag.closing {
            open.pop();
            continue;
        }
        if tag.unbinds_prefix {
            return Err(BadXml::UnboundPrefix);
        }
        if tag.attributes > MAX_XML_ATTRIBUTES {
            return Err(BadXml::TooManyAttributes);
        }
        open.push(tag.namespaces);
        if open.len() > MAX_XML_DEPTH {
            return Err(BadXml::TooDeep);
        }
        if open.iter().sum::<usize>() > MAX_XML_NAMESPACES {
            return Err(BadXml::TooManyNamespaces);
        }
        if tag.empty {
            open.pop();
        }
    }
    Ok(())
}

#[derive(Default)]
struct Tag {
    closing: bool,
    empty: bool,
    attributes: usize,
    namespaces: usize,
    /// Whether a prefix is declared as nothing, which Namespaces in XML 1.0 §2.2 forbids and the
    /// parser lets pass.
    unbinds_prefix: bool,
}

/// Takes one piece of markup off a text that begins with `<`. `None` for what is no tag.
fn split_markup(text: &str) -> Result<(Option<Tag>, &str), BadXml> {
    if !text.starts_with("<!") && !text.starts_with("<?") {
        let (tag, after) = split_tag(text);
        return Ok((Some(tag), after));
    }
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if let Some(inner) = text.strip_prefix(start) {
            let after = inner.split_once(end).map_or("", |(_, after)| after);
            return Ok((None, after));
        }
    }
    Err(BadXml::Doctype)
}

/// Takes a tag off a text that begins with `<`. Every `=` outside of quotes is an attribute.
fn split_tag(text: &str) -> (Tag, &str) {
    let mut tag = Tag {
        closing: text.starts_with("</"),
        ..Tag::default()
    };
    let bytes = text.as_bytes();
    // Where the newest name begins, and whether it goes on.
    let mut name: &[u8] = bytes;
    let mut in_name = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => {
                let value = bytes.get(at + 1..).unwrap_or_default();
                let Some(length) = value.iter().position(|inside| *inside == byte) else {
                    return (tag, "");
                };
                tag.unbinds_prefix |= length == 0 && name.starts_with(b"xmlns:");
                in_name = false;
                // The closing quote is passed below.
                at += 1 + length;
            }
            b'>' => {
                tag.empty = at > 0 && bytes.get(at - 1) == Some(&b'/');
                return (tag, text.get(at + 1..).unwrap_or_default());
            }
            b'=' => {
                tag.attributes += 1;
                tag.namespaces += usize::from(name.starts_with(b"xmlns"));
                in_name = false;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b'\x0C' => in_name = false,
            _ if in_name => {}
            _ => {
                name = bytes.get(at..).unwrap_or_default();
                in_name = true;
            }
        }
        at += 1;
    }
    (tag, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_requests_pass() {
        let text = "<?xml version='1.0'?><!-- <a> --><d:propfind xmlns:d=\"DAV:\">\
                    <d:prop><d:getetag /><![CDATA[<<<]]></d:prop></d:propfind>";
        assert_eq!(scan(text), Ok(()));
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert_eq!(scan(&nested(MAX_XML_DEPTH)), Ok(()));
        assert_eq!(scan(&nested(MAX_XML_DEPTH + 1)), Err(BadXml::TooDeep));
    }

    #[test]
    fn attributes_are_bounded() {
        let tag = |count: usize| {
            let attributes: String = (0..count).map(|n| format!(" a{n}='='")).collect();
            format!("<a{attributes}/>")
        };
        assert_eq!(scan(&tag(MAX_XML_ATTRIBUTES)), Ok(()));
        assert_eq!(
            scan(&tag(MAX_XML_ATTRIBUTES + 1)),
            Err(BadXml::TooManyAttributes)
        );
    }

    #[test]
    fn namespaces_in_scope_are_bounded() {
        let level = |n: usize| {
            let declarations: String = (0..60)
                .map(|m| format!(" xmlns:p{n}_{m} = 'urn:x'"))
                .collect();
            format!("<a{declarations}>")
        };
        let nested = |depth: usize| (0..depth).map(level).collect::<String>();
        assert_eq!(scan(&nested(3)), Ok(()));
        assert_eq!(scan(&nested(4)), Err(BadXml::TooManyNamespaces));
    }

    #[test]
    fn namespaces_of_siblings_do_not_add_up() {
        let text = "<a>".to_owned() + &"<b xmlns='DAV:'/>".repeat(1000) + "</a>";
        assert_eq!(scan(&text), Ok(()));
    }

    #[test]
    fn document_types_are_refused() {
        assert_eq!(
            scan("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
            Err(BadXml::Doctype)
        );
        assert_eq!(scan("<!DOCTYPE a><a/>"), Err(BadXml::Doctype));
    }

    #[test]
    fn a_prefix_cannot_be_bound_to_nothing() {
        assert_eq!(scan("<a xmlns:p = ''/>"), Err(BadXml::UnboundPrefix));
        assert_eq!(scan("<a xmlns:p='x' xmlns='' b=''/>"), Ok(()));
    }

    #[test]
    fn truncated_markup_ends_the_scan() {
        for text in ["<", "<a", "<a b='", "<!-- ", "<![CDATA[", "<?xml"] {
            assert_eq!(scan(text), Ok(()), "{text}");
        }
    }
}
