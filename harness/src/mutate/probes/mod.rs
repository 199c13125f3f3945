//! What the standards leave to the server: one file a kind.

pub(super) mod cdata;
pub(super) mod etag_withheld;
pub(super) mod header_added;
pub(super) mod href_absolute;
pub(super) mod href_encoded;
pub(super) mod other_prefix;
pub(super) mod properties_reordered;
pub(super) mod responses_reordered;
pub(super) mod status_reason;
pub(super) mod success_status;
pub(super) mod unknown_element;
pub(super) mod unknown_property;
pub(super) mod vcard_folded;
pub(super) mod vcard_reordered;
pub(super) mod white_space;
