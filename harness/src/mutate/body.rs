//! Places in the text of an XML body.

use std::ops::Range;

use crate::dav::Element;

/// The bytes between the tags of an element; `None` for one without an end tag.
pub(super) fn inside(body: &str, element: &Element) -> Option<Range<usize>> {
    let text = body.get(element.range.clone())?;
    let open = start_tag(text)?;
    if text.get(..open)?.ends_with("/>") {
        return None;
    }
    let close = text.rfind("</")?;
    Some(element.range.start + open..element.range.start + close)
}

/// The length of the start tag at the beginning of a text.
fn start_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '>') => return Some(index + 1),
            _ => {}
        }
    }
    None
}

/// The name in the start tag of an element, prefix included.
pub(super) fn tag<'b>(body: &'b str, element: &Element) -> &'b str {
    let text = body.get(element.range.clone()).unwrap_or_default();
    let name = text.strip_prefix('<').unwrap_or(text);
    let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
    name.get(..end.unwrap_or(name.len())).unwrap_or_default()
}

/// Text as it stands in an element (XML 1.0 §2.4).
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inside_of_an_element_lies_between_its_tags() {
        let body = "<a x='>'><b>1</b><c/></a>";
        let root = Element::read(body.as_bytes()).unwrap();
        assert_eq!(inside(body, &root), Some(9..21));
        assert_eq!(inside(body, &root.children[0]), Some(12..13));
        assert_eq!(inside(body, &root.children[1]), None);
        assert_eq!(tag(body, &root.children[1]), "c");
        assert_eq!(tag(body, &root), "a");
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escaped("a<b>&\"c\""), "a&lt;b&gt;&amp;\"c\"");
    }
}
