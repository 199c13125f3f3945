//! A card in a book.

use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;

use crate::dav::ETag;

/// A card in a book.
#[derive(Clone, Debug)]
pub(crate) struct StoredCard {
    pub(crate) data: Bytes,
    pub(crate) etag: ETag,
    /// When it was stored last, on the service clock.
    pub(crate) modified: Timestamp,
    /// When it was stored first, on the service clock.
    pub(crate) created: Timestamp,
    /// The revision of the book that its last change made.
    pub(crate) revision: u64,
    /// The number of the exchange that changed it last; none if another device did, or a request to an
    /// earlier server.
    pub(crate) changed_by: Option<u64>,
    /// The UID as stored and, where the server replaced it, as sent.
    pub(super) uids: Vec<Arc<str>>,
}

/// What is left of a card that was removed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tombstone {
    /// The revision of the book that the removal made.
    pub(crate) revision: u64,
    /// The number of the exchange that removed it; none if another device did, or a request to an
    /// earlier server.
    pub(crate) removed_by: Option<u64>,
}
