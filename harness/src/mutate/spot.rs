//! Places in an answer that can be changed.

use std::ops::Range;

use http::header::HeaderName;

/// A place in an answer, and what stands there.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// In words: `header ETag`, `DAV:getetag of /book/a`.
    pub(super) what: String,
    /// What stands there.
    pub(super) value: String,
    /// Where it is.
    pub(super) at: At,
}

/// Where something is.
#[derive(Clone, Debug)]
pub(super) enum At {
    /// The value of a header.
    Header(HeaderName),
    /// The text of an element: the bytes between its tags.
    Text(Range<usize>),
    /// The bytes of an element, tags included, or any other part of the body.
    Bytes(Range<usize>),
    /// The whole body.
    Body,
}
