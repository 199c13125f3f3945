//! From a world file to the mock's world.

use cardproof_mock::quirk::Quirks;
use cardproof_mock::{Client, ControlError, Fault, Secret, World};
use jiff::{SignedDuration, Timestamp};

use super::{AccountFile, ClientFile, CredentialsFile, TokenFile, WorldFile};

/// A world for the mock.
#[derive(Debug)]
pub struct Built {
    /// The world.
    pub world: World,
    /// The token that a client is given.
    pub token: Secret,
    /// Rules by which requests fail.
    pub faults: Vec<Fault>,
}

impl WorldFile {
    /// The world, with these quirk values and this seed. `now` is real time. Without an account
    /// the mock's usual one is in it.
    ///
    /// # Errors
    /// When the mock does not take what the file says; a file that was read has been tried out.
    pub fn build(&self, quirks: Quirks, seed: u64, now: Timestamp) -> Result<Built, ControlError> {
        let (mut world, usual) = match self.accounts.as_slice() {
            [] => {
                let (world, token) = World::with_default_account(quirks, seed);
                (world, Some(token))
            }
            _ => (World::new(quirks, seed), None),
        };
        if let Some(start) = self.clock.start {
            world.set_service_time(start, now)?;
        }
        if self.clock.frozen == Some(true) {
            world.freeze_service_clock(now);
        }
        self.project.set_up(&mut world);
        if let Some(allowance) = self.ctag_allowance {
            world.set_ctag_allowance(allowance);
        }
        if self.credentials == CredentialsFile::Adopt {
            world.adopt_credentials();
        }
        for account in &self.service_accounts {
            world.register_service_account(account.account())?;
        }
        for client in &self.clients {
            world.register_client(client.client())?;
        }
        let mut tokens = Vec::new();
        for account in &self.accounts {
            tokens.push(account.add_to(&mut world, now)?);
        }
        let token = usual.or_else(|| tokens.into_iter().next());
        Ok(Built {
            token: token.ok_or(ControlError::NoAccount)?,
            faults: self
                .faults
                .iter()
                .filter_map(|fault| fault.rule().ok())
                .collect(),
            world,
        })
    }
}

impl AccountFile {
    /// Adds the account, and returns its first token. Without one in the file it gets one that
    /// does not end by itself.
    fn add_to(&self, world: &mut World, now: Timestamp) -> Result<Secret, ControlError> {
        world.add_account(&self.address)?;
        if let Some(home) = &self.home {
            world.set_home_prefix(&self.address, home)?;
        }
        if let Some(password) = &self.app_password {
            world.set_app_password(&self.address, password.expose())?;
        }
        if let Some(start) = self.clock.start {
            world.set_account_time(&self.address, start, now)?;
        }
        match self.clock.frozen {
            Some(true) => world.freeze_account_clock(&self.address, now)?,
            Some(false) => world.thaw_account_clock(&self.address, now)?,
            None => {}
        }
        for card in &self.cards {
            world.create_card(&self.address, card, now)?;
        }
        for token in &self.refresh_tokens {
            let parties = (self.address.as_str(), token.client.as_str());
            let token = (token.value.expose(), token.scopes.clone());
            world.issue_named_refresh_token(parties, token, now)?;
        }
        let tokens = self.tokens.iter();
        let tokens = tokens.map(|token| token.issue(&self.address, world, now));
        let tokens: Vec<Secret> = tokens.collect::<Result<_, _>>()?;
        match tokens.into_iter().next() {
            Some(first) => Ok(first),
            None => world.mint_token(&self.address, None),
        }
    }
}

impl ClientFile {
    fn client(&self) -> Client {
        let name = self.name.as_deref().unwrap_or("A program");
        let client = match &self.secret {
            Some(secret) => Client::confidential(&self.id, &Secret::new(secret.expose()), name),
            None => Client::public(&self.id, name),
        };
        let redirects = self.redirects.iter();
        // What is no URI was refused when the file was read.
        redirects.fold(client, |client, uri| {
            client.clone().with_redirect(uri).unwrap_or(client)
        })
    }
}

impl TokenFile {
    fn issue(
        &self,
        address: &str,
        world: &mut World,
        now: Timestamp,
    ) -> Result<Secret, ControlError> {
        let expires = self.life.map(|life| {
            let life = SignedDuration::try_from(life).unwrap_or(SignedDuration::MAX);
            now.checked_add(life).unwrap_or(Timestamp::MAX)
        });
        let scopes = self.scopes.clone();
        match &self.value {
            None => world.mint_token_for(address, scopes, expires),
            Some(value) => {
                world.issue_named_token(address, (value.expose(), scopes), expires)?;
                Ok(Secret::new(value.expose()))
            }
        }
    }
}
