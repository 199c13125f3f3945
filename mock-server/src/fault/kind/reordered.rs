//! The responses of a multistatus in reverse order. The standard leaves their order open
//! (RFC 4918 §13).

use std::ops::Range;

use roxmltree::Document;

use super::spoil::replace_body;
use crate::dav::Name;
use crate::fault::Wire;
use crate::message::Response;

pub(super) fn spoil(response: &mut Response) -> Result<Wire, &'static str> {
    let body = std::str::from_utf8(&response.body).unwrap_or_default();
    let ranges = responses(body);
    if ranges.len() < 2 {
        return Err("the answer is no multistatus of two responses or more");
    }
    let reordered = reverse(body, &ranges);
    replace_body(response, reordered.into_bytes());
    Ok(Wire::Whole)
}

/// Where the responses stand, in order.
fn responses(body: &str) -> Vec<Range<usize>> {
    let Ok(document) = Document::parse(body) else {
        return Vec::new();
    };
    let root = document.root_element();
    root.children()
        .filter(|child| Name::dav("multistatus").names(root) && Name::dav("response").names(*child))
        .map(|response| response.range())
        .collect()
}

/// Puts the pieces into each other's places; what stands between them stays.
fn reverse(body: &str, ranges: &[Range<usize>]) -> String {
    let mut reordered = String::with_capacity(body.len());
    let mut copied = 0;
    for (place, piece) in ranges.iter().zip(ranges.iter().rev()) {
        for range in [copied..place.start, piece.clone()] {
            reordered.push_str(body.get(range).unwrap_or_default());
        }
        copied = place.end;
    }
    reordered.push_str(body.get(copied..).unwrap_or_default());
    reordered
}
