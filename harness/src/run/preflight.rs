//! What has to be true before the first scenario is played on a target that is no mock: that it
//! can be reached, trusted, and lets us in. Whatever is not is configuration or network, and never
//! the target's conformance.

mod checklist;
mod clock;
mod obstacle;
mod probe;
mod reading;

pub use checklist::{Checked, Item, Outcome, checklist};
pub use obstacle::Obstacle;
pub use probe::{Probed, probe};

use std::sync::Arc;

use url::Url;

use super::RunError;
use super::features::Features;
use super::find_book::{Found, Hint, find};
use super::login::Account;
use super::session::Session;
use crate::exchange::{Client, SHORTEST};
use crate::plan::{Environment, Login, Server};

/// A server, and what the environment says about us.
#[derive(Clone, Copy, Debug)]
pub(super) struct Preflight<'a> {
    pub(super) server: &'a Server,
    pub(super) environment: &'a Environment,
}

impl Preflight<'_> {
    /// Logs in, without asking the target for anything yet.
    pub(super) async fn log_in(&self) -> Result<Session, RunError> {
        let client = Arc::new(client_of(self.server)?);
        let login = &self.server.login;
        let account = Account::log_in(login, self.environment, &client).await?;
        let secrets = account.secrets().await;
        let short = secrets
            .iter()
            .find(|(secret, _)| secret.expose().len() < SHORTEST);
        if let Some((_, what)) = short {
            return Err(RunError::ShortSecret { what });
        }
        let mut session = Session::new(client, account, self.base()).await;
        session.respect_others();
        Ok(session)
    }

    /// Looks for the address book as a client does, and says what is in the way.
    pub(super) async fn find(&self, session: &mut Session) -> Result<Found, RunError> {
        let hint = Hint {
            start: self.server.start.clone(),
            book: self.server.book.clone(),
            features: Features::knowing(self.server.lacks.clone()),
        };
        let found = find(session, &hint).await;
        match self.obstacle(&found).await {
            Some(obstacle) => Err(obstacle.without_secrets(session.redactor()).into()),
            None => Ok(found),
        }
    }

    fn has_credentials(&self) -> bool {
        let environment = self.environment;
        match &self.server.login {
            Login::Nobody => false,
            Login::Environment => environment.access_token.is_some() || environment.user.is_some(),
            _ => true,
        }
    }

    /// Scheme, host and port.
    fn base(&self) -> Url {
        let mut base = self.server.start.clone();
        base.set_path("/");
        base.set_query(None);
        base.set_fragment(None);
        base
    }
}

/// A client that trusts whom a server's certificate comes from.
///
/// # Errors
/// When the file with the authority cannot be used.
pub fn client_of(server: &Server) -> Result<Client, RunError> {
    let Some(file) = &server.ca_file else {
        return Ok(Client::new());
    };
    let unusable = |cause: String| RunError::Certificates {
        file: file.display().to_string(),
        cause,
    };
    let pem = std::fs::read(file).map_err(|error| unusable(error.to_string()))?;
    Client::trusting(&pem).map_err(unusable)
}

#[cfg(test)]
#[path = "preflight/tests.rs"]
mod tests;
