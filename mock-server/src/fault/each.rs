//! For whom a rule counts.

use std::fmt;

/// For whom a rule counts the requests that match it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Each {
    /// Once for the whole world: the requests of all accounts count together, as those of one
    /// project do.
    #[default]
    World,
    /// For each account by itself, on its own service clock. Requests of which nobody knows whose
    /// they are count together.
    Account,
}

impl Each {
    /// The names.
    pub const NAMES: &'static [&'static str] = &["world", "account"];

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "world" => Some(Self::World),
            "account" => Some(Self::Account),
            _ => None,
        }
    }
}

impl fmt::Display for Each {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::World => "world",
            Self::Account => "account",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_one() {
        for name in Each::NAMES {
            assert_eq!(Each::named(name).unwrap().to_string(), *name);
        }
        assert_eq!(Each::named("user"), None);
    }
}
