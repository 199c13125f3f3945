//! Filters of addressbook-query (RFC 6352 §10.5): what they are, and which cards they match, as
//! the standard says and as Google does.

mod collation;
mod definition;
mod rules;
mod search;
#[cfg(test)]
mod tests;
mod titlecase;

pub(crate) use collation::Collation;
pub(crate) use definition::{
    Filter, MatchKind, ParameterCondition, PropertyCondition, PropertyFilter, PropertyTest, Test,
    TextMatch,
};
pub(crate) use rules::Rules;
pub(crate) use search::Search;
