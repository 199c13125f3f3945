//! What an addressbook-query asks for (RFC 6352 §8.6).

use crate::dav::Name;

/// An addressbook-query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The properties of the cards.
    pub props: Vec<Name>,
    /// The vCard properties to which `address-data` is limited; empty for whole cards.
    pub data: Vec<String>,
    /// Which cards. `None` leaves the filter out, which the RFC does not allow.
    pub filter: Option<QueryFilter>,
    /// How many cards at most.
    pub limit: Option<u32>,
}

/// `CARDDAV:filter` (RFC 6352 §10.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryFilter {
    /// How the conditions combine.
    pub test: QueryTest,
    /// The conditions.
    pub properties: Vec<QueryProperty>,
}

/// How conditions combine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueryTest {
    /// The request does not say.
    #[default]
    Unsaid,
    /// One of them has to hold.
    AnyOf,
    /// All of them have to hold.
    AllOf,
}

/// `CARDDAV:prop-filter` (RFC 6352 §10.5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryProperty {
    /// The property's name, as it is sent.
    pub name: String,
    /// How the conditions combine.
    pub test: QueryTest,
    /// The conditions; none where the property only has to be there.
    pub conditions: Vec<QueryCondition>,
}

/// A condition on a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryCondition {
    /// The card does not have it.
    NotDefined,
    /// Its value.
    Text(QueryText),
    /// One of its parameters (RFC 6352 §10.5.2).
    Parameter {
        /// The parameter's name, as it is sent.
        name: String,
        /// The condition; none where the parameter only has to be there.
        condition: Option<Box<Self>>,
    },
}

/// `CARDDAV:text-match` (RFC 6352 §10.5.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryText {
    /// `equals`, `contains`, `starts-with` or `ends-with`.
    pub kind: &'static str,
    /// The text.
    pub text: String,
    /// How texts are compared, where the request says it.
    pub collation: Option<String>,
    /// Whether it has to fail.
    pub negated: bool,
}

impl QueryTest {
    /// The value of the attribute `test`.
    #[must_use]
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::AnyOf => Some("anyof"),
            Self::AllOf => Some("allof"),
        }
    }
}
