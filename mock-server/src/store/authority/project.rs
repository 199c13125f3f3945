//! The project: how the clients' owner set things up in Google's console.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The Cloud project to which the clients belong.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Project {
    /// Whether the CardDAV API is switched on (google:AUTH-10).
    pub(crate) api_enabled: bool,
    /// Whether the consent screen is in testing, so that refresh tokens end after seven days
    /// (google:AUTH-14).
    pub(crate) testing: bool,
    /// How long an access token lives (google:AUTH-13).
    pub(crate) token_life: Duration,
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
