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
    /// RFC 6352 §8.6, with no part of the filter in particular.
    SupportedFilter,
    /// RFC 6352 §8.6, with the property for which there is no search.
    SupportedPropertyFilter(String),
    /// RFC 6352 §8.6, with the parameter for which there is no search.
    SupportedParameterFilter(String),
    /// RFC 6352 §8.3.
    SupportedCollation,
}

impl Condition {
    /// The element inside `DAV:error`.
    pub(crate) fn element(&self) -> Element<'_> {
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
            Self::SupportedFilter => Element::empty(SUPPORTED_FILTER),
            Self::SupportedPropertyFilter(name) => unsupported("prop-filter", name),
            Self::SupportedParameterFilter(name) => unsupported("param-filter", name),
            Self::SupportedCollation => Element::empty(Name::carddav("supported-collation")),
        }
    }

    /// The `DAV:error` element around it.
    pub(crate) fn error(&self) -> Element<'_> {
        Element::new(Name::dav("error"), Content::Children(vec![self.element()]))
    }
}

const SUPPORTED_FILTER: Name = Name::carddav("supported-filter");

/// The condition with the part of the filter that broke it.
fn unsupported<'a>(element: &'static str, name: &'a str) -> Element<'a> {
    let part = Element::empty(Name::carddav(element)).with("name", name);
    Element::new(SUPPORTED_FILTER, Content::Children(vec![part]))
}
