//! How a target behaves, in every command that has one.

use clap::Args;

use super::Trouble;
use super::setting::{ProfileName, QuirkValue, Settings};
use crate::plan::ActiveProfile;
use crate::scenario::AnyProfile;

/// Single quirks.
#[derive(Debug, Args)]
pub(super) struct QuirkArguments {
    /// Gives one quirk another value; may be repeated
    #[arg(
        long,
        value_name = "NAME=VALUE",
        env = "CARDPROOF_QUIRK",
        hide_env_values = true,
        value_delimiter = ','
    )]
    quirk: Vec<QuirkValue>,
}

/// How the mock behaves.
#[derive(Debug, Args)]
pub(super) struct BehaviourArguments {
    /// How the mock behaves: a name, or a profile file [default: google-documented]
    #[arg(
        long,
        value_name = "NAME|FILE",
        env = "CARDPROOF_PROFILE",
        hide_env_values = true,
        value_parser = ProfileName::parser(false)
    )]
    profile: Option<ProfileName>,
    #[command(flatten)]
    quirks: QuirkArguments,
}

/// What is so where nobody says anything else.
#[derive(Debug)]
pub(super) struct Otherwise {
    /// The profile.
    pub(super) profile: AnyProfile,
    /// Quirks below those that are given: name and value.
    pub(super) quirks: Vec<(String, String)>,
    /// What is said where all profiles are asked for.
    pub(super) refusal: &'static str,
}

impl QuirkArguments {
    /// Names and values, by flag, variable or file.
    ///
    /// # Errors
    /// When the file holds what is no quirk.
    pub(super) fn pairs(self, file: &Settings) -> Result<Vec<(String, String)>, Trouble> {
        let quirks: Vec<QuirkValue> = file.either_list(self.quirk, "quirk")?;
        Ok(quirks.into_iter().map(QuirkValue::into_pair).collect())
    }
}

impl BehaviourArguments {
    /// The profile in use, by flag, variable or file.
    ///
    /// # Errors
    /// When several profiles are asked for, a profile's file is wrong, or the settings are.
    pub(super) fn profile(
        self,
        file: &Settings,
        otherwise: Otherwise,
    ) -> Result<ActiveProfile, Trouble> {
        let base = match file.either(self.profile, "profile")? {
            Some(name) => name.only_one(otherwise.refusal)?,
            None => otherwise.profile,
        };
        let given = self.quirks.pairs(file)?;
        let quirks = otherwise.quirks.into_iter().chain(given).collect();
        ActiveProfile::with(base, quirks).map_err(Trouble::usage)
    }
}
