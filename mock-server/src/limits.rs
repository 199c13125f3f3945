//! How much of anything a request may bring. What comes from the wire is hostile.

/// The largest request body, in bytes. Doors stop reading here; larger bodies are refused with
/// 413 (RFC 9110 §15.5.14).
pub const MAX_BODY: usize = 8 * 1024 * 1024;

/// The largest XML body, in bytes: room for some 20,000 hrefs.
pub(crate) const MAX_XML: usize = 2 * 1024 * 1024;

/// The largest multistatus, in bytes: what a request asks for is written again for every row. Room
/// for a listing of some 400,000 cards.
pub(crate) const MAX_MULTISTATUS: usize = 128 * 1024 * 1024;

/// The largest card, in bytes (precondition `CARDDAV:max-resource-size`, RFC 6352 §6.3.2.1).
pub(crate) const MAX_CARD: usize = 4 * 1024 * 1024;

/// How many content lines a card may have.
pub(crate) const MAX_CARD_LINES: usize = 20_000;

/// How many elements a filter may have: each may be held against each line of each card.
pub(crate) const MAX_FILTER_CONDITIONS: usize = 200;

/// How deep elements may nest. Deep enough for any DAV request, shallow enough for any stack.
pub(crate) const MAX_XML_DEPTH: usize = 100;

/// How many attributes one tag may have: reading them costs their number squared.
pub(crate) const MAX_XML_ATTRIBUTES: usize = 100;

/// How many namespace declarations may be in scope at once: every prefix is looked up among them.
pub(crate) const MAX_XML_NAMESPACES: usize = 200;

/// The longest request target, in bytes (RFC 9110 §4.1 asks for at least 8000).
pub(crate) const MAX_TARGET: usize = 16 * 1024;
