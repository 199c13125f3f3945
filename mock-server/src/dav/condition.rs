//! The named pre- and postconditions of the standards (RFC 4918 §16).

use super::{Content, Element, Name};

/// What was not fulfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// RFC 4918 §9.1.
    PropfindFiniteDepth,
    /// RFC 4918 §9.2.1.
    CannotModifyProtectedProperty,
    /// RFC 3253 §3.6.
    SupportedReport,
    /// RFC 6578 §3.2.
    ValidSyncToken,
    /// RFC 6578 §3.6, RFC 3744 §9.2.
    NumberOfMatchesWithinLimits,
    /// RFC 6352 §6.3.2.1.
    SupportedAddressData,
    /// RFC 6352 §6.3.2.1.
    ValidAddressData,
    /// RFC 6352 §6.3.2.1, with the href of the card that has the UID.
    NoUidConflict(String),
    /// RFC 6352 §6.3.2.1.
    MaxResourceSize,
}

impl Condition {
    /// The element inside `DAV:error`.
    pub(crate) fn element(&self) -> Element {
        match self {
            Self::PropfindFiniteDepth => Element::empty(Name::dav("propfind-finite-depth")),
            Self::CannotModifyProtectedProperty => {
                Element::empty(Name::dav("cannot-modify-protected-property"))
            }
            Self::SupportedReport => Element::empty(Name::dav("supported-report")),
            Self::ValidSyncToken => Element::empty(Name::dav("valid-sync-token")),
            Self::NumberOfMatchesWithinLimits => {
                Element::empty(Name::dav("number-of-matches-within-limits"))
            }
            Self::SupportedAddressData => Element::empty(Name::carddav("supported-address-data")),
            Self::ValidAddressData => Element::empty(Name::carddav("valid-address-data")),
            Self::NoUidConflict(href) => Element::new(
                Name::carddav("no-uid-conflict"),
                Content::href(href.as_str()),
            ),
            Self::MaxResourceSize => Element::empty(Name::carddav("max-resource-size")),
        }
    }

    /// The `DAV:error` element around it.
    pub(crate) fn error(&self) -> Element {
        Element::new(Name::dav("error"), Content::Children(vec![self.element()]))
    }
}
