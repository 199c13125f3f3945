//! Names that users meet.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The id of a scenario: its path below the suite's folder, without `.yaml`. A case of a table is
/// named `path[case]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScenarioId(pub String);

/// The id of a requirement: `sync-05`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementId(pub String);

/// The name of a step, unique in its scenario. A step that came from a flow is named
/// `outer/inner`, a case of a step's table `name[case]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepName(pub String);

macro_rules! display {
    ($($name:ident),+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}
display!(ScenarioId, RequirementId, StepName);

impl ScenarioId {
    /// The id of a case of a file's table.
    #[must_use]
    pub fn of_case(file: &str, case: &str) -> Self {
        Self(format!("{file}[{case}]"))
    }

    /// The path of the file without `.yaml`: the id itself, unless it is a case.
    #[must_use]
    pub fn file(&self) -> &str {
        split_case(&self.0).0
    }

    /// The case, where the file has a table.
    #[must_use]
    pub fn case(&self) -> Option<&str> {
        split_case(&self.0).1
    }
}

impl StepName {
    /// The name of a case of a step's table.
    #[must_use]
    pub fn of_case(step: &str, case: &str) -> Self {
        Self(format!("{step}[{case}]"))
    }

    /// The name without the case.
    #[must_use]
    pub fn step(&self) -> &str {
        split_case(&self.0).0
    }

    /// The case, where the step has a table.
    #[must_use]
    pub fn case(&self) -> Option<&str> {
        split_case(&self.0).1
    }
}

/// Takes a name apart: `stale[weak]` is the case `weak` of `stale`.
#[must_use]
pub fn split_case(name: &str) -> (&str, Option<&str>) {
    let inner = name.strip_suffix(']').and_then(|name| name.split_once('['));
    inner.map_or((name, None), |(name, case)| (name, Some(case)))
}

/// How strongly a requirement binds. Ordered from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// MAY.
    May,
    /// SHOULD.
    Should,
    /// MUST.
    Must,
}

impl Level {
    /// The word in files, flags and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::Should => "should",
            Self::Must => "must",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something that a server may lack without being wrong, or that a scenario cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// A redirect at `/.well-known/carddav` (RFC 6764 §5).
    WellKnown,
    /// Creating by POST to the add-member URL (RFC 5995).
    AddMember,
    /// The sync-collection report (RFC 6578).
    SyncCollection,
    /// The addressbook-multiget report (RFC 6352 §8.7).
    Multiget,
    /// The addressbook-query report (RFC 6352 §8.6).
    Query,
    /// The `getctag` property.
    Ctag,
    /// Bearer tokens (RFC 6750).
    Bearer,
    /// HTTP Basic credentials (RFC 7617).
    Basic,
}

impl Feature {
    /// Every feature.
    pub const ALL: [Self; 8] = [
        Self::WellKnown,
        Self::AddMember,
        Self::SyncCollection,
        Self::Multiget,
        Self::Query,
        Self::Ctag,
        Self::Bearer,
        Self::Basic,
    ];

    /// The word in files and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WellKnown => "well-known",
            Self::AddMember => "add-member",
            Self::SyncCollection => "sync-collection",
            Self::Multiget => "multiget",
            Self::Query => "query",
            Self::Ctag => "ctag",
            Self::Bearer => "bearer",
            Self::Basic => "basic",
        }
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_told_from_the_name_before_it() {
        let id = ScenarioId::of_case("write/names", "slash");
        assert_eq!(id.to_string(), "write/names[slash]");
        assert_eq!((id.file(), id.case()), ("write/names", Some("slash")));
        let plain = ScenarioId("write/names".to_owned());
        assert_eq!((plain.file(), plain.case()), ("write/names", None));
        let step = StepName::of_case("stale", "weak");
        assert_eq!((step.step(), step.case()), ("stale", Some("weak")));
        assert_eq!(split_case("a[b"), ("a[b", None));
    }
}
