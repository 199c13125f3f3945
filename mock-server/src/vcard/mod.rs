//! vCards, losslessly: what is not replaced stays as it was sent, byte for byte.

mod card;
mod filter;
mod line;
mod parameter;
mod rewrite;
mod scan;
mod select;
mod text;

pub(crate) use card::{BadCard, Card, Version};
pub(crate) use filter::{
    Collation, Filter, MatchKind, ParameterCondition, PropertyCondition, PropertyFilter,
    PropertyTest, Rules, Search, Test, TextMatch,
};
pub(crate) use rewrite::{RewriteRules, doubled_escape, left_out, rewrite, unknown_type};
