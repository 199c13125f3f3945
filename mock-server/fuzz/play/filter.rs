//! Filters of addressbook-query.

use super::stage::{BOOK, Stage};

/// Searches with the input as the filter. No card is found twice.
pub(crate) fn filter(input: &[u8]) {
    let Some((choice, filter)) = input.split_first() else {
        return;
    };
    let mut stage = Stage::of(*choice);
    let mut body = b"<c:addressbook-query xmlns:c='urn:ietf:params:xml:ns:carddav' xmlns:d='DAV:'>\
                     <d:prop><d:getetag/></d:prop>"
        .to_vec();
    body.extend_from_slice(filter);
    body.extend_from_slice(b"</c:addressbook-query>");
    let answer = stage.send("REPORT", BOOK, ("depth", "1"), &body);
    let text = String::from_utf8_lossy(&answer.response.body);
    assert!(text.matches(&stage.card).count() <= 1, "{text}");
}
