//! Limits that a document has to keep before the XML parser sees it.
//!
//! The parser takes quadratic time on a tag with very many attributes, and a tree is walked by
//! recursion: a hostile server must not be able to use either.

/// The most attributes on one tag.
const ATTRIBUTES: usize = 256;
/// The deepest nesting of elements.
const DEPTH: usize = 128;

/// Says which limit a document breaks. Documents that are not well-formed are left to the parser.
pub(super) fn check(text: &str) -> Result<(), String> {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(markup) = rest.find('<').and_then(|start| rest.get(start..)) {
        let tag = match Markup::of(markup) {
            Markup::Passed(after) => {
                rest = after;
                continue;
            }
            Markup::DocumentType => return Err("a document type declaration".to_owned()),
            Markup::Tag => Tag::scan(markup),
        };
        if tag.attributes > ATTRIBUTES {
            return Err(format!("more than {ATTRIBUTES} attributes on one tag"));
        }
        depth = match tag.kind {
            TagKind::Start => depth.saturating_add(1),
            TagKind::End => depth.saturating_sub(1),
            TagKind::Empty => depth,
        };
        if depth > DEPTH {
            return Err(format!("elements nested more than {DEPTH} deep"));
        }
        rest = tag.after;
    }
    Ok(())
}

/// What begins at a `<`.
enum Markup<'a> {
    /// A comment, CDATA section or processing instruction; what follows it.
    Passed(&'a str),
    /// `<!DOCTYPE` and other declarations.
    DocumentType,
    /// A tag.
    Tag,
}

impl<'a> Markup<'a> {
    fn of(markup: &'a str) -> Self {
        for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
            if let Some(inside) = markup.strip_prefix(open) {
                return Self::Passed(inside.split_once(close).map_or("", |(_, after)| after));
            }
        }
        if markup.starts_with("<!") {
            Self::DocumentType
        } else {
            Self::Tag
        }
    }
}

enum TagKind {
    Start,
    End,
    Empty,
}

struct Tag<'a> {
    kind: TagKind,
    attributes: usize,
    after: &'a str,
}

impl<'a> Tag<'a> {
    /// Walks to the `>` that ends the tag, past quoted values, and counts the equals signs.
    fn scan(markup: &'a str) -> Self {
        let (mut quote, mut attributes, mut last) = (None, 0, b'<');
        for (index, byte) in markup.bytes().enumerate().skip(1) {
            match (quote, byte) {
                (Some(open), _) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => attributes += 1,
                (None, b'>') => {
                    let kind = match last {
                        _ if markup.starts_with("</") => TagKind::End,
                        b'/' => TagKind::Empty,
                        _ => TagKind::Start,
                    };
                    let after = markup.get(index + 1..).unwrap_or_default();
                    return Self {
                        kind,
                        attributes,
                        after,
                    };
                }
                (None, _) => {}
            }
            last = byte;
        }
        Self {
            kind: TagKind::Start,
            attributes,
            after: "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_document_keeps_the_limits() {
        let text = "<?xml version='1.0'?><!-- <a b=''> --><a x='>'><b/><![CDATA[<c>]]></a>";
        assert_eq!(check(text), Ok(()));
    }

    #[test]
    fn very_many_attributes_on_one_tag_are_refused() {
        let attributes = |count: usize| -> String {
            let each: Vec<String> = (0..count).map(|n| format!(" a{n}='='")).collect();
            format!("<a{}/>", each.concat())
        };
        assert_eq!(check(&attributes(256)), Ok(()));
        assert_eq!(
            check(&attributes(257)),
            Err("more than 256 attributes on one tag".to_owned())
        );
    }

    #[test]
    fn deep_nesting_is_refused_and_wide_documents_are_not() {
        let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert_eq!(check(&nested(128)), Ok(()));
        assert_eq!(
            check(&nested(129)),
            Err("elements nested more than 128 deep".to_owned())
        );
        let wide = format!("<a>{}</a>", "<b></b><c/>".repeat(1000));
        assert_eq!(check(&wide), Ok(()));
    }

    #[test]
    fn a_document_type_is_refused() {
        assert_eq!(
            check("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            Err("a document type declaration".to_owned())
        );
    }

    #[test]
    fn a_document_that_breaks_off_is_left_to_the_parser() {
        for text in ["<", "<a", "<a b='", "<!--", "<![CDATA[", "<?", "</", ""] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }
}
