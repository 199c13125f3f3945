//! What was asked for, by flag, variable or file.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::ServeArguments;
use super::door::Door;
use crate::cli::setting::{ProfileName, QuirkValue, Settings};
use crate::cli::{Trouble, seed};
use crate::plan::{ActiveProfile, Target};

/// What was asked for.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) address: SocketAddr,
    pub(super) profile: ActiveProfile,
    pub(super) seed: u64,
    pub(super) door: Door,
    pub(super) ready_file: Option<PathBuf>,
}

impl Choices {
    /// Flags win over variables (clap sees to that), and both over the file.
    pub(super) fn of(arguments: ServeArguments) -> Result<Self, Trouble> {
        let file = Settings::of_folder("serve")?;
        let address = file.either(arguments.addr, "addr")?;
        let profile = file.either(arguments.profile, "profile")?;
        let quirks = file.either_list(arguments.quirk, "quirk")?;
        let seed = file.either(arguments.seed, "seed")?;
        Ok(Self {
            address: address.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0))),
            profile: active(profile, quirks)?,
            seed: seed.unwrap_or(seed::MOCK_SEED),
            door: Door::of(arguments.door, &file)?,
            ready_file: file.either(arguments.ready_file, "ready-file")?,
        })
    }
}

fn active(name: Option<ProfileName>, quirks: Vec<QuirkValue>) -> Result<ActiveProfile, Trouble> {
    let base = match name {
        Some(ProfileName::One(profile)) => profile,
        Some(ProfileName::All) => {
            return Err(Trouble::usage(
                "a server has one profile; `all` is for `run`",
            ));
        }
        None => Target::Mock.profile(),
    };
    let overrides = quirks.into_iter().map(QuirkValue::into_pair).collect();
    ActiveProfile::with(base, overrides).map_err(Trouble::usage)
}
