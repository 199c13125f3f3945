//! The profile in use: a named one, and single quirks on top.

use std::fmt;

use cardproof_mock::quirk::{CATALOGUE, Profile, QuirkError, Quirks};

/// A profile with single quirks on top: what is known of the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveProfile {
    base: Profile,
    overrides: Vec<(String, String)>,
    quirks: Quirks,
}

impl ActiveProfile {
    /// A profile as it is.
    #[must_use]
    pub fn of(base: Profile) -> Self {
        Self {
            base,
            overrides: Vec::new(),
            quirks: Quirks::of(base),
        }
    }

    /// A profile with quirk values on top: name and value, later ones win.
    ///
    /// # Errors
    /// When there is no quirk or no value of that name.
    pub fn with(base: Profile, overrides: Vec<(String, String)>) -> Result<Self, QuirkError> {
        let mut quirks = Quirks::of(base);
        for (name, value) in &overrides {
            quirks.set(name, value)?;
        }
        Ok(Self {
            base,
            overrides,
            quirks,
        })
    }

    /// The profile below the single quirks.
    #[must_use]
    pub const fn base(&self) -> Profile {
        self.base
    }

    /// The single quirks on top: name and value.
    #[must_use]
    pub fn overrides(&self) -> &[(String, String)] {
        &self.overrides
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
}

impl fmt::Display for ActiveProfile {
    /// `google-observed`, or `google-observed +update.if-match=enforced`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
    fn an_unknown_quirk_is_an_error() {
        let result = ActiveProfile::with(Profile::Rfc, vec![("no.such".into(), "x".into())]);
        assert!(matches!(result, Err(QuirkError::UnknownQuirk { .. })));
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
