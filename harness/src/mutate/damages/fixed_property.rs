//! Properties whose values the standards describe.

use crate::dav::{CARDDAV, DAV, Name};

/// Whether an empty value says nothing that could be true. `displayname` and other texts of people
/// may be empty, and a resource that is no collection has an empty `resourcetype`.
pub(super) fn is_fixed(name: &Name) -> bool {
    let locals: &[&str] = match name.namespace.as_str() {
        DAV => &[
            "getetag",
            "getcontenttype",
            "getcontentlength",
            "getlastmodified",
            "creationdate",
            "resourcetype",
            "sync-token",
            "supported-report-set",
            "current-user-principal",
            "current-user-privilege-set",
            "principal-URL",
            "owner",
            "add-member",
        ],
        CARDDAV => &[
            "address-data",
            "addressbook-home-set",
            "supported-address-data",
        ],
        _ => &[],
    };
    locals.contains(&name.local.as_str())
}
