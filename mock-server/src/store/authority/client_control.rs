//! What a test does to clients and their refresh tokens from outside.

use jiff::Timestamp;

use super::{Client, Grant, GrantNumber, Scopes, ServiceAccount, ServiceAccountSummary};
use crate::store::{ControlError, Secret, World};

/// Grants and refresh tokens.
impl World {
    /// Issues a refresh token for CardDAV to a client, as if the user had allowed it at `now`.
    ///
    /// # Errors
    /// When there is no such account or client.
    pub fn mint_refresh_token(
        &mut self,
        address: &str,
        client_id: &str,
        now: Timestamp,
    ) -> Result<Secret, ControlError> {
        self.mint_refresh_token_for((address, client_id), Scopes::carddav(), now)
    }

    /// Issues a refresh token for some scopes, as if the user of an account had allowed them to a
    /// client at `now`.
    ///
    /// # Errors
    /// When there is no such account or client.
    pub fn mint_refresh_token_for(
        &mut self,
        (address, client_id): (&str, &str),
        scopes: Scopes,
        now: Timestamp,
    ) -> Result<Secret, ControlError> {
        let grant = self.grant_to((address, client_id), scopes)?;
        let now = self.clock.moment(now).credentials;
        Ok(self.authority.insert_refresh_token(grant, now))
    }

    /// Takes a text of the caller's own for a refresh token, as if the user of an account had
    /// allowed it to a client at `now`.
    ///
    /// # Errors
    /// When there is no such account or client, the text was issued before, or it cannot be a
    /// refresh token (RFC 6749 §A.17).
    pub fn issue_named_refresh_token(
        &mut self,
        parties: (&str, &str),
        (text, scopes): (&str, Scopes),
        now: Timestamp,
    ) -> Result<(), ControlError> {
        let is_fit = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_fit || self.authority.refresh_token_mut(text).is_some() {
            return Err(ControlError::BadToken);
        }
        let grant = self.grant_to(parties, scopes)?;
        let now = self.clock.moment(now).credentials;
        self.authority.pin_refresh_token(text, grant, now);
        Ok(())
    }

    /// Writes down that the user of an account allows a client something.
    fn grant_to(
        &mut self,
        (address, client_id): (&str, &str),
        scopes: Scopes,
    ) -> Result<GrantNumber, ControlError> {
        let account = self.position(address)?;
        let client = self.authority.client(client_id);
        let client = client.ok_or(ControlError::NoClient)?;
        Ok(self.authority.insert_grant(Grant {
            client,
            account,
            scopes,
            revoked: false,
        }))
    }

    /// Takes back what a refresh token rests on: it ends, and so do its access tokens.
    ///
    /// # Errors
    /// When the server never issued it.
    pub fn revoke_refresh_token(&mut self, token: &str) -> Result<(), ControlError> {
        let grant = self
            .authority
            .refresh_token_mut(token)
            .ok_or(ControlError::NoToken)?
            .grant;
        self.authority.revoke_grant(grant);
        Ok(())
    }

    /// Takes back whatever an account allowed to any client, as its user does on Google's page of
    /// connected apps.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn revoke_grants_of(&mut self, address: &str) -> Result<(), ControlError> {
        let account = self.position(address)?;
        self.authority.revoke_grants_of(account);
        Ok(())
    }
}

/// Clients and service accounts.
impl World {
    /// Registers a client.
    ///
    /// # Errors
    /// When there is one with that id already.
    pub fn register_client(&mut self, client: Client) -> Result<(), ControlError> {
        if self
            .authority
            .clients
            .iter()
            .any(|known| known.id == client.id)
        {
            return Err(ControlError::ClientExists);
        }
        self.authority.clients.push(client);
        Ok(())
    }

    /// An id for a client to be registered, in the form of Google's.
    pub fn new_client_id(&mut self) -> String {
        self.authority.ids.client_id()
    }

    /// A secret for a client to be registered, in the form of Google's.
    pub fn new_client_secret(&mut self) -> Secret {
        self.authority.ids.client_secret()
    }

    /// Registers a service account.
    ///
    /// # Errors
    /// When there is one with that address already.
    pub fn register_service_account(
        &mut self,
        account: ServiceAccount,
    ) -> Result<(), ControlError> {
        let known = &mut self.authority.service_accounts;
        if known.iter().any(|known| known.email == account.email) {
            return Err(ControlError::ClientExists);
        }
        known.push(account);
        Ok(())
    }

    /// The service accounts, in the order in which they were registered.
    #[must_use]
    pub fn service_account_summaries(&self) -> Vec<ServiceAccountSummary> {
        let accounts = self.authority.service_accounts.iter();
        accounts.map(ServiceAccount::summary).collect()
    }
}
