//! What a row of the quirk table is made of.

use std::fmt;

use super::Profile;

/// On what a quirk value rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// A standard asks for it.
    Standard,
    /// Google's own page says so.
    Documented,
    /// Somebody saw it on the wire.
    Seen,
    /// Nobody knows; this project picked a value.
    Choice,
}

impl EvidenceKind {
    /// The word that reports and pages print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Documented => "documented",
            Self::Seen => "seen",
            Self::Choice => "choice",
        }
    }
}

impl fmt::Display for EvidenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How far an observation can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// A raw transcript, or two independent sources that agree, or Google's own text.
    High,
    /// One credible primary source.
    Medium,
    /// Second-hand, contradictory, very old, or seen at another Google service.
    Low,
}

impl Confidence {
    /// The word that reports and pages print.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// One reason to believe that a server behaves like a quirk value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What sort of reason it is.
    pub kind: EvidenceKind,
    /// An RFC section (`RFC 6578 §3.4`) or an entry of `docs/evidence.md` (`google:SYNC-05`).
    pub source: &'static str,
    /// When it was seen, as far as known: `2026-10`, `2020-07 to 2026-10`.
    pub date: Option<&'static str>,
    /// How far to trust it.
    pub confidence: Option<Confidence>,
}

/// A named value of a quirk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueDefinition {
    /// The name, as written after `=` in `--quirk NAME=VALUE`.
    pub name: &'static str,
    /// What the server does under this value, in a sentence.
    pub does: &'static str,
    /// Why anybody believes that a server does so.
    pub evidence: &'static [Evidence],
}

impl ValueDefinition {
    /// Whether the value is this project's own choice and nothing else speaks for it.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        self.evidence
            .iter()
            .all(|evidence| evidence.kind == EvidenceKind::Choice)
    }
}

/// A row of the quirk table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuirkDefinition {
    /// The quirk's id: `sync.empty-token`.
    pub name: &'static str,
    /// The question that the quirk answers.
    pub about: &'static str,
    /// What this means for people who use clients.
    pub effect: &'static str,
    /// The values that it can take; at least two.
    pub values: &'static [ValueDefinition],
    /// The value in each profile, in the order of [`Profile::ALL`].
    pub profiles: [&'static str; 4],
    /// The value in [`Profile::GoogleObserved2022`].
    pub in_2022: &'static str,
}

impl QuirkDefinition {
    /// The definition of a value, by its name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'static ValueDefinition> {
        self.values.iter().find(|value| value.name == name)
    }

    /// The value that a profile gives to this quirk.
    #[must_use]
    pub fn in_profile(&self, profile: Profile) -> &'static str {
        let [rfc, documented, observed, both] = self.profiles;
        match profile {
            Profile::Rfc => rfc,
            Profile::GoogleDocumented => documented,
            Profile::GoogleObserved | Profile::GoogleObserved2026 => observed,
            Profile::GoogleObserved2022 => self.in_2022,
            Profile::GoogleBoth => both,
        }
    }
}

/// A typed value of a quirk, as handlers ask for it.
pub trait QuirkValue: Copy {
    /// The quirk's id.
    const QUIRK: &'static str;

    /// The value's name.
    fn name(self) -> &'static str;
}

/// A quirk, value or profile that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuirkError {
    /// No quirk of that name.
    #[error("there is no quirk `{name}`")]
    UnknownQuirk {
        /// The name as given.
        name: String,
    },
    /// The quirk exists, but not the value.
    #[error("quirk `{quirk}` has no value `{value}`; it has {}", .known.join(", "))]
    UnknownValue {
        /// The quirk's id.
        quirk: &'static str,
        /// The value as given.
        value: String,
        /// The values that exist.
        known: Vec<&'static str>,
    },
    /// No profile of that name.
    #[error("there is no profile `{name}`")]
    UnknownProfile {
        /// The name as given.
        name: String,
    },
}
