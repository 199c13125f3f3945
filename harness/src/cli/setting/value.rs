//! Values that flags, variables and the file share.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::str::FromStr;

use cardproof_mock::quirk::{CATALOGUE, Profile, QuirkDefinition};
use clap::Arg;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::Trouble;
use crate::scenario::load::is_profile_file;
use crate::scenario::{AnyProfile, OwnProfile, Suggestion};

/// A profile, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum ProfileName {
    /// One that comes with cardproof.
    One(Profile),
    /// One of the user's own: a file.
    File(PathBuf),
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
    pub(in crate::cli) const fn parser(with_all: bool) -> impl TypedValueParser<Value = Self> {
        ProfileParser { with_all }
    }

    /// The profile, where several are refused with a message. Its file is read.
    ///
    /// # Errors
    /// When all are meant, or the file is wrong.
    pub(in crate::cli) fn only_one(&self, refusal: &str) -> Result<AnyProfile, Trouble> {
        match self {
            Self::One(profile) => Ok((*profile).into()),
            Self::File(file) => Ok(AnyProfile::Own(Box::new(OwnProfile::load(file)?))),
            Self::All => Err(Trouble::usage(refusal)),
        }
    }
}

/// Reads the word of a flag.
#[derive(Clone, Copy, Debug)]
struct ProfileParser {
    with_all: bool,
}

impl ProfileParser {
    fn names(self) -> PossibleValuesParser {
        let all = self.with_all.then_some(ALL);
        PossibleValuesParser::new(Profile::named().map(Profile::name).chain(all))
    }
}

impl TypedValueParser for ProfileParser {
    type Value = ProfileName;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<ProfileName, clap::Error> {
        if value.to_str().is_some_and(is_profile_file) {
            return Ok(ProfileName::File(value.into()));
        }
        let names = self.names().try_map(|name| ProfileName::from_str(&name));
        names.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names: Vec<_> = self.names().possible_values()?.collect();
        Some(Box::new(names.into_iter()))
    }
}

impl FromStr for ProfileName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name == ALL {
            return Ok(Self::All);
        }
        if is_profile_file(name) {
            return Ok(Self::File(name.into()));
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
    fn a_profile_is_a_file_where_the_word_looks_like_one() {
        for word in ["mine.yaml", "./mine", "profiles/mine.yml"] {
            assert_eq!(word.parse(), Ok(ProfileName::File(word.into())));
        }
        assert!("mine".parse::<ProfileName>().is_err());
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
