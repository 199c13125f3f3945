//! The table of live properties.

use super::{
    Row, Scene, add_member, address_data, addressbook_description, addressbook_home_set,
    creationdate, current_user_principal, current_user_privilege_set, displayname,
    getcontentlength, getcontenttype, getctag, getetag, getlastmodified, principal_collection_set,
    principal_url, resourcetype, supported_address_data, supported_collation_set,
    supported_report_set, sync_token,
};
use crate::dav::{Content, Name};

/// A property whose value the server knows.
pub(crate) struct LiveProperty {
    pub(crate) name: Name,
    /// Whether allprop brings it: only what RFC 4918 §15 defines, since the later standards keep
    /// theirs out.
    pub(super) in_allprop: bool,
    /// The value of a row; `None` where the row does not have the property.
    pub(super) value: for<'a> fn(&'a Scene<'_>, Row<'a>) -> Option<Content<'a>>,
}

/// Every live property, in the order in which allprop and propname bring them.
///
/// All others are answered with 404, also those of which it is known that Google answers so:
/// `owner`, the quotas, `max-resource-size` and what Apple's clients ask for (google:PROP-18).
static PROPERTIES: [&LiveProperty; 19] = [
    &displayname::DISPLAYNAME,
    &resourcetype::RESOURCETYPE,
    &getetag::GETETAG,
    &getcontenttype::GETCONTENTTYPE,
    &getcontentlength::GETCONTENTLENGTH,
    &getlastmodified::GETLASTMODIFIED,
    &creationdate::CREATIONDATE,
    &current_user_principal::CURRENT_USER_PRINCIPAL,
    &principal_url::PRINCIPAL_URL,
    &principal_collection_set::PRINCIPAL_COLLECTION_SET,
    &current_user_privilege_set::CURRENT_USER_PRIVILEGE_SET,
    &supported_report_set::SUPPORTED_REPORT_SET,
    &add_member::ADD_MEMBER,
    &sync_token::SYNC_TOKEN,
    &getctag::GETCTAG,
    &addressbook_home_set::ADDRESSBOOK_HOME_SET,
    &addressbook_description::ADDRESSBOOK_DESCRIPTION,
    &supported_address_data::SUPPORTED_ADDRESS_DATA,
    &supported_collation_set::SUPPORTED_COLLATION_SET,
];

impl LiveProperty {
    /// Every property that a resource can have.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        PROPERTIES.iter().copied()
    }

    /// The property with a name. `address-data` has values only in reports (RFC 6352 §10.4).
    pub(super) fn named(name: &Name) -> Option<&'static Self> {
        Self::all()
            .chain(std::iter::once(&address_data::ADDRESS_DATA))
            .find(|property| property.name == *name)
    }
}
