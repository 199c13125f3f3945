//! What a test does to the authorization server from outside.

use jiff::Timestamp;

use super::{AccessToken, Scopes};
use crate::store::{ControlError, Secret, World};

/// Access tokens.
impl World {
    /// Issues a bearer token for CardDAV. It ends at `expires`, or never by itself.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn mint_token(
        &mut self,
        address: &str,
        expires: Option<Timestamp>,
    ) -> Result<Secret, ControlError> {
        self.mint_token_for(address, Scopes::carddav(), expires)
    }

    /// Issues a bearer token for some scopes. It ends at `expires`, or never by itself.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn mint_token_for(
        &mut self,
        address: &str,
        scopes: Scopes,
        expires: Option<Timestamp>,
    ) -> Result<Secret, ControlError> {
        let account = self.position(address)?;
        Ok(self.authority.pin_access_token(AccessToken {
            scopes,
            expires,
            ..AccessToken::lasting(account)
        }))
    }

    /// Takes a text of the caller's own for a bearer token. It ends at `expires`, or never by
    /// itself.
    ///
    /// # Errors
    /// When there is no such account, the text was issued before, or it cannot be a bearer token
    /// (RFC 6750 §2.1).
    pub fn issue_named_token(
        &mut self,
        address: &str,
        (text, scopes): (&str, Scopes),
        expires: Option<Timestamp>,
    ) -> Result<(), ControlError> {
        let account = self.position(address)?;
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if text.is_empty() || !text.bytes().all(fits) {
            return Err(ControlError::BadToken);
        }
        let token = AccessToken {
            scopes,
            expires,
            ..AccessToken::lasting(account)
        };
        let is_new = self.authority.pin_named(text, token);
        is_new.then_some(()).ok_or(ControlError::BadToken)
    }

    /// A token if it is good, and otherwise a new one for the first account, where there is one.
    pub(crate) fn usable_token(&mut self, token: Secret, now: Timestamp) -> Option<Secret> {
        let now = self.clock.moment(now).credentials;
        let known = self.authority.access_token(token.reveal());
        if known.is_some_and(|known| known.is_good(now)) {
            return Some(token);
        }
        let address = self.accounts.first()?.address.clone();
        self.mint_token(&address, None).ok()
    }

    /// Ends the life of a bearer token, as if its time were over.
    ///
    /// # Errors
    /// When the server never issued it.
    pub fn expire_token(&mut self, token: &str) -> Result<(), ControlError> {
        self.token_mut(token)?.ended = true;
        Ok(())
    }

    /// Ends the life of every bearer token of an account, as if their time were over. Refresh
    /// tokens stay good.
    ///
    /// # Errors
    /// When there is no such account.
    pub fn expire_tokens_of(&mut self, address: &str) -> Result<(), ControlError> {
        let account = self.position(address)?;
        self.authority.end_access_tokens_of(account);
        Ok(())
    }

    /// Makes the server forget a bearer token.
    ///
    /// # Errors
    /// When the server never issued it.
    pub fn revoke_token(&mut self, token: &str) -> Result<(), ControlError> {
        self.token_mut(token)?.ended = true;
        Ok(())
    }

    /// Makes an expired or revoked bearer token valid again, without an end.
    ///
    /// # Errors
    /// When the server never issued it.
    pub fn renew_token(&mut self, token: &str) -> Result<(), ControlError> {
        let token = self.token_mut(token)?;
        token.ended = false;
        token.expires = None;
        Ok(())
    }

    /// The address of the account to which a bearer token belongs.
    ///
    /// # Errors
    /// When the server never issued it.
    pub fn account_of(&self, token: &str) -> Result<&str, ControlError> {
        self.authority
            .access_token(token)
            .and_then(|token| self.accounts.get(token.account))
            .map(|account| account.address.as_str())
            .ok_or(ControlError::NoToken)
    }

    fn token_mut(&mut self, token: &str) -> Result<&mut AccessToken, ControlError> {
        self.authority
            .access_token_mut(token)
            .ok_or(ControlError::NoToken)
    }
}
