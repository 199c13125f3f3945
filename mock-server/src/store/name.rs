//! Names of members.

use std::borrow::Borrow;
use std::fmt;

use smol_str::SmolStr;

/// The last path segment of a card's URL, decoded. Two spellings of one URL have one name. Most are
/// short and stand where the name does, without an allocation of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct MemberName(SmolStr);

impl MemberName {
    pub(crate) fn new(name: &str) -> Self {
        Self(name.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for MemberName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
