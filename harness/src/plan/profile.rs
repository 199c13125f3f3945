//! The profile in use: a shipped one or one of the user's own, and single quirks on top.

use std::fmt;

use cardproof_mock::quirk::{
    CATALOGUE, EvidenceKind, Profile, QuirkError, Quirks, ValueDefinition,
};

use crate::scenario::{AnyProfile, OwnProfile};

/// A profile with single quirks on top: what is known of the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveProfile {
    base: Profile,
    own: Option<Box<OwnProfile>>,
    /// Those of the user's own profile, then those beside it.
    overrides: Vec<(String, String)>,
    quirks: Quirks,
}

impl ActiveProfile {
    /// A profile as it is.
    #[must_use]
    pub fn of(base: Profile) -> Self {
        Self {
            base,
            own: None,
            overrides: Vec::new(),
            quirks: Quirks::of(base),
        }
    }

    /// A profile with quirk values on top: name and value, later ones win.
    ///
    /// # Errors
    /// When there is no quirk or no value of that name.
    pub fn with(
        profile: impl Into<AnyProfile>,
        single: Vec<(String, String)>,
    ) -> Result<Self, QuirkError> {
        let (base, own) = match profile.into() {
            AnyProfile::Shipped(base) => (base, None),
            AnyProfile::Own(own) => (own.base, Some(own)),
        };
        let of_own = own.iter().flat_map(|own| own.quirks.clone());
        let overrides: Vec<_> = of_own.chain(single).collect();
        let mut quirks = Quirks::of(base);
        for (name, value) in &overrides {
            quirks.set(name, value)?;
        }
        Ok(Self {
            base,
            own,
            overrides,
            quirks,
        })
    }

    /// The shipped profile below all else.
    #[must_use]
    pub const fn base(&self) -> Profile {
        self.base
    }

    /// The profile of the user's own, if one is in use.
    #[must_use]
    pub fn own(&self) -> Option<&OwnProfile> {
        self.own.as_deref()
    }

    /// All quirks on top of the shipped profile: name and value, later ones win.
    #[must_use]
    pub fn overrides(&self) -> &[(String, String)] {
        &self.overrides
    }

    /// The single quirks that were given beside the profile.
    #[must_use]
    pub fn single_quirks(&self) -> &[(String, String)] {
        let of_own = self.own.as_ref().map_or(0, |own| own.quirks.len());
        self.overrides.get(of_own..).unwrap_or_default()
    }

    /// Every quirk value.
    #[must_use]
    pub const fn quirks(&self) -> &Quirks {
        &self.quirks
    }

    /// Whether a quirk has this value here.
    #[must_use]
    pub fn holds(&self, quirk: &str, value: &str) -> bool {
        self.quirks.value(quirk) == Ok(value)
    }

    /// Whether the value that a quirk has here rests on nothing but this project's choice. One
    /// that the user gave is the user's word, and no choice of ours.
    #[must_use]
    pub fn is_choice(&self, quirk: &str) -> bool {
        if self.overrides.iter().any(|(name, _)| name == quirk) {
            return false;
        }
        let definition = CATALOGUE.iter().find(|row| row.name == quirk);
        definition
            .and_then(|row| row.value(row.in_profile(self.base)))
            .is_some_and(|value| value.is_choice())
    }

    /// Whether the value that a quirk has here is one of a server that keeps to the standards.
    #[must_use]
    pub fn is_standard(&self, quirk: &str) -> bool {
        self.base == Profile::Rfc && !self.overrides.iter().any(|(name, _)| name == quirk)
    }

    /// Whether standards allow several values of a quirk and nothing is known of which one a server
    /// of this profile has: nobody gave one, and none was seen or documented. What was seen of
    /// Google says nothing of a server that keeps to the standards.
    #[must_use]
    pub fn is_open(&self, quirk: &str) -> bool {
        if self.overrides.iter().any(|(name, _)| name == quirk) {
            return false;
        }
        let Some(row) = CATALOGUE.iter().find(|row| row.name == quirk) else {
            return false;
        };
        let rests_on = |value: &ValueDefinition, kinds: &[EvidenceKind]| {
            let mut evidence = value.evidence.iter();
            evidence.any(|one| kinds.contains(&one.kind))
        };
        let allowed = row
            .values
            .iter()
            .filter(|value| rests_on(value, &[EvidenceKind::Standard]));
        let is_known = |value: &ValueDefinition| {
            self.base != Profile::Rfc
                && rests_on(value, &[EvidenceKind::Documented, EvidenceKind::Seen])
        };
        let own = row.value(row.in_profile(self.base));
        allowed.count() > 1 && own.is_some_and(|value| !is_known(value))
    }
}

impl fmt::Display for ActiveProfile {
    /// `google-observed`, `google-observed +update.if-match=enforced`, or with a profile of the
    /// user's own `mine: google-observed +update.if-match=enforced`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(own) = &self.own {
            write!(f, "{}: ", own.name)?;
        }
        write!(f, "{}", self.base)?;
        for (name, value) in &self.overrides {
            write!(f, " +{name}={value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_quirk_wins_over_the_profile_and_is_shown_with_it() {
        let profile = ActiveProfile::with(
            Profile::GoogleObserved,
            vec![("update.if-match".into(), "enforced".into())],
        )
        .unwrap();
        assert!(profile.holds("update.if-match", "enforced"));
        assert_eq!(
            profile.to_string(),
            "google-observed +update.if-match=enforced"
        );
    }

    #[test]
    fn a_profile_of_ones_own_is_its_base_with_its_quirks_and_single_ones_win() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let own = OwnProfile {
            name: "mine".to_owned(),
            file: "mine.yaml".into(),
            base: Profile::GoogleObserved,
            quirks: vec![
                pair("update.if-match", "enforced"),
                pair("delete.if-match", "enforced"),
            ],
            about: None,
        };
        let single = vec![pair("delete.if-match", "ignored")];
        let profile = ActiveProfile::with(AnyProfile::Own(Box::new(own)), single.clone()).unwrap();
        assert!(profile.holds("update.if-match", "enforced"));
        assert!(profile.holds("delete.if-match", "ignored"));
        assert!(!profile.is_choice("update.if-match"));
        assert_eq!(profile.single_quirks(), single);
        assert_eq!(
            profile.to_string(),
            "mine: google-observed +update.if-match=enforced +delete.if-match=enforced \
             +delete.if-match=ignored"
        );
    }

    #[test]
    fn an_unknown_quirk_is_an_error() {
        let result = ActiveProfile::with(Profile::Rfc, vec![("no.such".into(), "x".into())]);
        assert!(matches!(result, Err(QuirkError::UnknownQuirk { .. })));
    }

    #[test]
    fn where_standards_allow_several_values_only_knowledge_of_the_server_decides() {
        let profile = ActiveProfile::of;
        assert!(profile(Profile::Rfc).is_open("delete.status"));
        assert!(profile(Profile::GoogleObserved).is_open("delete.status"));
        assert!(profile(Profile::Rfc).is_open("discovery.location"));
        assert!(!profile(Profile::GoogleObserved).is_open("discovery.location"));
        assert!(!profile(Profile::Rfc).is_open("update.if-match"));
        assert!(!profile(Profile::Rfc).is_open("no.such"));
        let told = vec![("delete.status".into(), "ok".into())];
        let told = ActiveProfile::with(Profile::Rfc, told).unwrap();
        assert!(!told.is_open("delete.status"));
    }

    #[test]
    fn a_value_that_the_user_gave_is_never_our_choice() {
        for row in CATALOGUE {
            let value = row.in_profile(Profile::GoogleObserved);
            let profile = ActiveProfile::with(
                Profile::GoogleObserved,
                vec![(row.name.into(), value.into())],
            )
            .unwrap();
            assert!(!profile.is_choice(row.name), "{}", row.name);
        }
    }
}
