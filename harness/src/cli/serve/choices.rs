//! What was asked for, by flag, variable or file.

use std::net::SocketAddr;
use std::path::PathBuf;

use cardproof_mock::{MockBuilder, MockServer};
use jiff::Timestamp;

use super::ServeArguments;
use super::door::Door;
use crate::cli::behaviour::Otherwise;
use crate::cli::setting::Settings;
use crate::cli::{Trouble, seed};
use crate::plan::{ActiveProfile, Target};
use crate::scenario::AnyProfile;
use crate::world::WorldFile;

/// What was asked for.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) address: SocketAddr,
    pub(super) profile: ActiveProfile,
    world: WorldFile,
    /// Where the world comes from, if not from nowhere.
    pub(super) world_file: Option<PathBuf>,
    pub(super) seed: u64,
    pub(super) state: Option<PathBuf>,
    pub(super) door: Door,
    pub(super) ready_file: Option<PathBuf>,
}

impl Choices {
    /// Flags win over variables (clap sees to that), and both over the file.
    pub(super) fn of(arguments: ServeArguments) -> Result<Self, Trouble> {
        let file = Settings::of_folder("serve")?;
        let address = file.either(arguments.addr, "addr")?;
        let seed = file.either(arguments.seed, "seed")?;
        let world_file: Option<PathBuf> = file.either(arguments.world, "world")?;
        let world = world_file.as_deref().map(WorldFile::load);
        let world = world.transpose()?.unwrap_or_default();
        let otherwise = Otherwise {
            profile: world
                .profile
                .map_or_else(|| Target::Mock.profile(), AnyProfile::from),
            quirks: world.quirks.clone(),
            refusal: "a server has one profile; `all` is for `run`",
        };
        let seed = match seed.or(world.seed) {
            Some(seed) => seed,
            None => seed::fresh()?,
        };
        Ok(Self {
            address: address.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0))),
            profile: arguments.behaviour.profile(&file, otherwise)?,
            seed,
            world,
            world_file,
            state: file.either(arguments.state, "state")?,
            door: Door::of(arguments.door, &file)?,
            ready_file: file.either(arguments.ready_file, "ready-file")?,
        })
    }

    /// A server that starts with the world that was asked for.
    pub(super) fn world(&self) -> Result<MockBuilder, Trouble> {
        let quirks = self.profile.quirks().clone();
        let built = self.world.build(quirks, self.seed, Timestamp::now());
        // What was read has been tried out.
        let built = built.map_err(Trouble::environment)?;
        let builder = MockServer::builder().world(built.world, built.token);
        Ok(built.faults.into_iter().fold(builder, MockBuilder::fault))
    }
}
