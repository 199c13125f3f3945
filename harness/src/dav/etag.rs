//! Entity tags (RFC 9110 §8.8.3).

/// An entity tag, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ETag(pub String);
