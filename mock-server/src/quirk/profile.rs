//! Profiles: a value for every quirk.

use std::fmt;
use std::str::FromStr;

use super::QuirkError;

/// A named set of quirk values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// The standards, plainly.
    Rfc,
    /// Google's page taken literally; where it is silent, the RFC that it names.
    GoogleDocumented,
    /// The most recent credible observation of Google's server.
    GoogleObserved,
    /// For judging clients: as observed, but with preconditions enforced and a random URL prefix.
    GoogleBoth,
}

impl Profile {
    /// Every profile, in the order in which pages and reports show them.
    pub const ALL: [Self; 4] = [
        Self::Rfc,
        Self::GoogleDocumented,
        Self::GoogleObserved,
        Self::GoogleBoth,
    ];

    /// The name by which users meet the profile.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc => "rfc",
            Self::GoogleDocumented => "google-documented",
            Self::GoogleObserved => "google-observed",
            Self::GoogleBoth => "google-both",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Profile {
    type Err = QuirkError;

    fn from_str(name: &str) -> Result<Self, QuirkError> {
        Self::ALL
            .into_iter()
            .find(|profile| profile.name() == name)
            .ok_or_else(|| QuirkError::UnknownProfile {
                name: name.to_owned(),
            })
    }
}
