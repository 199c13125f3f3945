//! Bodies in which pieces are replaced, and nothing else changes.

use std::ops::Range;

use bytes::Bytes;

use crate::dav::Element;

/// A body with other bytes in the place of some ranges, which come in order.
pub(super) fn spliced(
    body: &[u8],
    pieces: impl IntoIterator<Item = (Range<usize>, Vec<u8>)>,
) -> Bytes {
    let mut written = Vec::with_capacity(body.len());
    let mut from = 0;
    for (range, instead) in pieces {
        written.extend_from_slice(body.get(from..range.start).unwrap_or_default());
        written.extend_from_slice(&instead);
        from = range.end;
    }
    written.extend_from_slice(body.get(from..).unwrap_or_default());
    Bytes::from(written)
}

/// Where the content of an element stands: behind its start tag, before its end tag.
pub(super) fn inside(body: &[u8], element: &Element) -> Option<Range<usize>> {
    let whole = body.get(element.range.clone())?;
    let mut quote = None;
    let start = whole.iter().position(|byte| match (quote, byte) {
        (None, b'"' | b'\'') => {
            quote = Some(*byte);
            false
        }
        (Some(open), byte) if open == *byte => {
            quote = None;
            false
        }
        (None, b'>') => true,
        _ => false,
    })?;
    let end = whole.windows(2).rposition(|pair| pair == b"</")?;
    let from = element.range.start;
    (start < end).then(|| from + start + 1..from + end)
}
