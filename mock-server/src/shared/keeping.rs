//! A service whose world is kept in a file.

use std::path::Path;

use jiff::Timestamp;

use super::{SharedService, State};
use crate::state::{StateError, StateFile, StateReport};

impl SharedService {
    /// Takes over the world of a state file; a new file takes over the world of the service.
    pub(crate) fn keep_in(&self, path: &Path) -> Result<StateReport, StateError> {
        let mut state = self.state();
        let world = state.service.world().clone();
        let (file, world, report) = StateFile::open(path, world)?;
        let mut begin = state.service.state();
        begin.world = world;
        state.service.restore(begin);
        state.log_in_again().ok_or_else(|| StateError::Unusable {
            path: path.to_owned(),
            problem: "it holds no account".to_owned(),
        })?;
        state.start = state.saved();
        drop(state);
        self.attach(file);
        Ok(report)
    }

    /// From now on writes what changes to a file, in which the world already is.
    pub(crate) fn attach(&self, mut file: StateFile) {
        let mut state = self.state();
        file.follow(&state.service);
        state.file = Some(file);
    }
}

impl State {
    /// Takes a token that is good in a world that another server left.
    fn log_in_again(&mut self) -> Option<()> {
        let world = self.service.world_mut();
        self.token = world.usable_token(self.token.clone(), Timestamp::now())?;
        self.account = world.account_of(self.token.reveal()).ok()?.to_owned();
        Some(())
    }
}
