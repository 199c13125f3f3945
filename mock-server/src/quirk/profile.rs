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
    /// The most credible observation of Google's server up to the end of 2022. Never changes
    /// after a release.
    GoogleObserved2022,
    /// The most credible observation of Google's server up to October 2026. Never changes after a
    /// release; today the same as [`GoogleObserved`](Self::GoogleObserved).
    GoogleObserved2026,
}

impl Profile {
    /// The four profiles, in the order in which pages and reports show them. Dated
    /// [editions](Self::EDITIONS) are not among them.
    pub const ALL: [Self; 4] = [
        Self::Rfc,
        Self::GoogleDocumented,
        Self::GoogleObserved,
        Self::GoogleBoth,
    ];

    /// The dated editions of `google-observed`, oldest first. The newest is what the bare name
    /// stands for.
    pub const EDITIONS: [Self; 2] = [Self::GoogleObserved2022, Self::GoogleObserved2026];

    /// Everything that can be named: the four profiles, then the dated editions.
    pub fn named() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().chain(Self::EDITIONS)
    }

    /// The profile of which this is the newest edition, or the profile itself. `None` for an
    /// edition that is not the newest.
    #[must_use]
    pub const fn undated(self) -> Option<Self> {
        match self {
            Self::GoogleObserved2026 => Some(Self::GoogleObserved),
            Self::GoogleObserved2022 => None,
            undated => Some(undated),
        }
    }

    /// The name by which users meet the profile.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc => "rfc",
            Self::GoogleDocumented => "google-documented",
            Self::GoogleObserved => "google-observed",
            Self::GoogleBoth => "google-both",
            Self::GoogleObserved2022 => "google-observed@2022",
            Self::GoogleObserved2026 => "google-observed@2026-10",
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
        Self::named()
            .find(|profile| profile.name() == name)
            .ok_or_else(|| QuirkError::UnknownProfile {
                name: name.to_owned(),
            })
    }
}
