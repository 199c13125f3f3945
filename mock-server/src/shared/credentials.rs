//! The credentials of a shared service.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{SharedService, State};
use crate::store::{
    Client, ClientSummary, ControlError, RefreshTokenSummary, Scopes, Secret, World,
};

impl SharedService {
    /// Ends the life of the client's token, as if its time were over.
    pub fn expire_token(&self) {
        self.with_token(|world, token| world.expire_token(token));
    }

    /// Takes the client's token back, as the user does in the account's settings.
    pub fn revoke_token(&self) {
        self.with_token(|world, token| world.revoke_token(token));
    }

    /// Makes the client's token valid again.
    pub fn renew_token(&self) {
        self.with_token(|world, token| world.renew_token(token));
    }

    /// Issues another bearer token for an account, which ends after `life`, or never by itself.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn mint_token(
        &self,
        address: &str,
        scopes: Scopes,
        life: Option<Duration>,
    ) -> Result<Secret, ControlError> {
        self.with_service(|service| {
            let world = service.world_mut();
            let end = life.map(|life| end(world, life));
            world.mint_token_for(address, scopes, end)
        })
    }

    /// Takes a text of the caller's own for a bearer token of an account, which ends after `life`,
    /// or never by itself.
    ///
    /// # Errors
    /// When there is no such account, the text was issued before, or it cannot be a bearer token
    /// (RFC 6750 §2.1).
    pub fn issue_named_token(
        &self,
        address: &str,
        (token, scopes): (&Secret, Scopes),
        life: Option<Duration>,
    ) -> Result<(), ControlError> {
        self.with_service(|service| {
            let world = service.world_mut();
            let end = life.map(|life| end(world, life));
            world.issue_named_token(address, (token.reveal(), scopes), end)
        })
    }

    /// Registers a client of the authorization server.
    ///
    /// # Errors
    /// When there is one with that id already.
    pub fn register_client(&self, client: Client) -> Result<(), ControlError> {
        self.with_service(|service| service.world_mut().register_client(client))
    }

    /// The clients, in the order in which they were registered.
    #[must_use]
    pub fn clients(&self) -> Vec<ClientSummary> {
        let now = Timestamp::now();
        self.with_service(|service| service.world().client_summaries(now))
    }

    /// Issues a refresh token, as if the user of an account had allowed these scopes to a client
    /// just now.
    ///
    /// # Errors
    /// When there is no such account or client.
    pub fn mint_refresh_token(
        &self,
        address: &str,
        client_id: &str,
        scopes: Scopes,
    ) -> Result<Secret, ControlError> {
        let now = Timestamp::now();
        self.with_service(|service| {
            let world = service.world_mut();
            world.mint_refresh_token_for((address, client_id), scopes, now)
        })
    }

    /// The refresh tokens that the user of an account allowed, or of all accounts, oldest first.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn refresh_tokens(
        &self,
        address: Option<&str>,
    ) -> Result<Vec<RefreshTokenSummary>, ControlError> {
        let now = Timestamp::now();
        self.with_service(|service| service.world().refresh_token_summaries(address, now))
    }

    fn with_token(&self, work: impl FnOnce(&mut World, &str) -> Result<(), ControlError>) {
        let State { service, token, .. } = &mut *self.state();
        // The world issued the token, or this service would not exist. A test that has since put
        // another world in place behind our back has no token to speak of.
        let _ = work(service.world_mut(), token.reveal());
    }
}

/// When a token ends that is issued now and lives so long.
fn end(world: &World, life: Duration) -> Timestamp {
    let now = world.credential_time(Timestamp::now());
    let life = SignedDuration::try_from(life).unwrap_or(SignedDuration::MAX);
    now.checked_add(life).unwrap_or(Timestamp::MAX)
}
