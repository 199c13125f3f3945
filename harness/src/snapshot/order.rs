//! One order for what has none.
//!
//! The responses of a multistatus and the hrefs of a multiget are sets (RFC 4918 §13, RFC 6352
//! §8.7): two servers, or two seeds of the mock, list them differently. In a snapshot collections
//! come first, then the cards that the scenario made, by name, then the rest. Everything else of
//! the body stays as it is, the white space between the elements too.

use roxmltree::{Document, Node};

/// Where a resource stands: collections, named cards, others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Collection(String),
    Card(String),
    Other(String),
}

/// The body with its responses or hrefs in order; `name_of` gives the name of the card with an
/// href. What is no XML stays as it is.
pub(super) fn in_order<'a>(body: &str, name_of: impl Fn(&str) -> Option<&'a str>) -> String {
    let Ok(document) = Document::parse(body) else {
        return body.to_owned();
    };
    let root = document.root_element();
    let member = match root.tag_name().name() {
        "multistatus" => "response",
        "addressbook-multiget" => "href",
        _ => return body.to_owned(),
    };
    let members: Vec<_> = root.children().filter(|node| is(node, member)).collect();
    let mut sorted = members.clone();
    sorted.sort_by_cached_key(|node| rank(node, &name_of));
    let mut text = String::with_capacity(body.len());
    let mut copied = 0;
    for (place, node) in members.iter().zip(&sorted) {
        text += body.get(copied..place.range().start).unwrap_or_default();
        text += body.get(node.range()).unwrap_or_default();
        copied = place.range().end;
    }
    text + body.get(copied..).unwrap_or_default()
}

fn rank<'a>(node: &Node<'_, '_>, name_of: impl Fn(&str) -> Option<&'a str>) -> Rank {
    let href = node.descendants().find(|node| is(node, "href"));
    let href = href.and_then(|href| href.text()).unwrap_or_default().trim();
    match name_of(href) {
        Some(name) => Rank::Card(name.to_owned()),
        None if href.ends_with('/') => Rank::Collection(href.to_owned()),
        None => Rank::Other(href.to_owned()),
    }
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(body: &str) -> String {
        in_order(body, |href| match href {
            "/b/9" => Some("ada"),
            "/b/1" => Some("joan"),
            _ => None,
        })
    }

    #[test]
    fn responses_are_ordered_by_the_names_of_their_cards() {
        let body = "<d:multistatus xmlns:d=\"DAV:\">\n <d:response><d:href>/b/0</d:href></d:response>\n\n \
                    <d:response><d:href>/b/1</d:href></d:response>\n <d:response><d:href>/b/9</d:href>\
                    </d:response><d:response><d:href>/b/</d:href></d:response>\n <d:sync-token/>\n\
                    </d:multistatus>\n";
        let expected = "<d:multistatus xmlns:d=\"DAV:\">\n <d:response><d:href>/b/</d:href></d:response>\n\n \
                        <d:response><d:href>/b/9</d:href></d:response>\n <d:response><d:href>/b/1</d:href>\
                        </d:response><d:response><d:href>/b/0</d:href></d:response>\n <d:sync-token/>\n\
                        </d:multistatus>\n";
        assert_eq!(ordered(body), expected);
    }

    #[test]
    fn hrefs_of_a_multiget_are_ordered_too() {
        let body = "<c:addressbook-multiget xmlns:c=\"urn:ietf:params:xml:ns:carddav\" xmlns=\"DAV:\">\
                    <href>/b/1</href><href>/b/9</href><href>/b/1</href></c:addressbook-multiget>";
        assert!(ordered(body).contains("<href>/b/9</href><href>/b/1</href><href>/b/1</href>"));
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for body in [
            "BEGIN:VCARD",
            "<a><response/></a>",
            "<multistatus><response>",
        ] {
            assert_eq!(ordered(body), body);
        }
    }
}
