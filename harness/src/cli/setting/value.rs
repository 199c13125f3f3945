//! Values that flags, variables and the file share.

use std::str::FromStr;

use cardproof_mock::quirk::{CATALOGUE, Profile, QuirkDefinition};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::scenario::Suggestion;

/// A profile, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum ProfileName {
    /// One.
    One(Profile),
    /// Every one, in turn.
    All,
}

/// A quirk and the value that it gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct QuirkValue {
    quirk: &'static str,
    value: &'static str,
}

/// The word for all profiles.
const ALL: &str = "all";

impl ProfileName {
    /// Reads the word of a flag, and knows what comes near to it.
    pub(in crate::cli) fn parser(with_all: bool) -> impl TypedValueParser<Value = Self> {
        let all = with_all.then_some(ALL);
        PossibleValuesParser::new(Profile::named().map(Profile::name).chain(all))
            .try_map(|name| Self::from_str(&name))
    }
}

impl FromStr for ProfileName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name == ALL {
            return Ok(Self::All);
        }
        name.parse().map(Self::One).map_err(|_| {
            let names = Profile::named().map(Profile::name);
            with_help(
                format!("there is no profile `{name}`"),
                &Suggestion::among(name, names),
            )
        })
    }
}

impl QuirkValue {
    /// The names of quirk and value.
    pub(in crate::cli) fn into_pair(self) -> (String, String) {
        (self.quirk.to_owned(), self.value.to_owned())
    }
}

impl FromStr for QuirkValue {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| format!("expected NAME=VALUE, as in `{}`", example()))?;
        let quirk = find_quirk(name)?;
        let values = quirk.values.iter().map(|value| value.name);
        match quirk.value(value) {
            Some(found) => Ok(Self {
                quirk: quirk.name,
                value: found.name,
            }),
            None => Err(with_help(
                format!("quirk `{name}` has no value `{value}`"),
                &Suggestion::among(value, values),
            )),
        }
    }
}

fn find_quirk(name: &str) -> Result<&'static QuirkDefinition, String> {
    let found = CATALOGUE.iter().find(|quirk| quirk.name == name);
    found.ok_or_else(|| {
        let names = CATALOGUE.iter().map(|quirk| quirk.name);
        with_help(
            format!("there is no quirk `{name}`"),
            &Suggestion::among(name, names),
        )
    })
}

fn example() -> String {
    let first = CATALOGUE.first();
    first.map_or_else(String::new, |quirk| {
        format!("{}={}", quirk.name, quirk.in_profile(Profile::Rfc))
    })
}

fn with_help(message: String, suggestion: &Suggestion) -> String {
    match suggestion.help() {
        Some(help) => format!("{message}; {help}"),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quirk_value_is_checked_against_the_table() {
        let read = |text: &str| text.parse::<QuirkValue>().map(QuirkValue::into_pair);
        assert_eq!(
            read("sync.empty-token=rejected"),
            Ok(("sync.empty-token".to_owned(), "rejected".to_owned()))
        );
        assert_eq!(
            read("sync.empty-tokens=rejected").unwrap_err(),
            "there is no quirk `sync.empty-tokens`; did you mean `sync.empty-token`?"
        );
        assert_eq!(
            read("sync.empty-token=reject").unwrap_err(),
            "quirk `sync.empty-token` has no value `reject`; did you mean `rejected`?"
        );
        assert!(
            read("sync.empty-token")
                .unwrap_err()
                .starts_with("expected NAME=VALUE, as in `")
        );
    }

    #[test]
    fn a_profile_is_one_or_all() {
        assert_eq!("all".parse(), Ok(ProfileName::All));
        assert_eq!("rfc".parse(), Ok(ProfileName::One(Profile::Rfc)));
        assert_eq!(
            "google-observed@2022".parse(),
            Ok(ProfileName::One(Profile::GoogleObserved2022))
        );
        assert_eq!(
            "google-observd".parse::<ProfileName>().unwrap_err(),
            "there is no profile `google-observd`; did you mean `google-observed`?"
        );
    }
}
