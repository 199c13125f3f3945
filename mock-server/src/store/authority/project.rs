//! The project: how the clients' owner set things up in Google's console.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::store::World;

/// The Cloud project to which the clients belong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Whether the CardDAV API is switched on (google:AUTH-10).
    pub api_enabled: bool,
    /// Whether the consent screen is in testing, so that refresh tokens end after seven days
    /// (google:AUTH-14).
    pub testing: bool,
    /// How long an access token lives (google:AUTH-13).
    pub token_life: Duration,
}

impl Project {
    /// The number under which messages speak of the project.
    pub(crate) const NUMBER: u32 = 123;

    pub(crate) const NEW: Self = Self {
        api_enabled: true,
        testing: false,
        token_life: Duration::from_secs(3599),
    };
}

impl World {
    /// How the project of the clients is set up.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.authority.project
    }

    /// Switches the CardDAV API of the project on or off (google:AUTH-10).
    pub fn set_api_enabled(&mut self, enabled: bool) {
        self.authority.project.api_enabled = enabled;
    }

    /// Puts the consent screen into testing, or out of it. In testing, refresh tokens end seven
    /// days after they were issued, by the clock of credentials (google:AUTH-14).
    pub fn set_testing(&mut self, testing: bool) {
        self.authority.project.testing = testing;
    }

    /// How long the access tokens live that are issued from now on, to the second. Google's live
    /// for 3599 seconds (google:AUTH-13).
    pub fn set_token_life(&mut self, life: Duration) {
        self.authority.project.token_life = life;
    }
}
