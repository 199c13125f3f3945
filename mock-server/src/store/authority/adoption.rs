//! Adoption: credentials that the server never issued become those of the seeded account.
//!
//! An unmodified program brings an account, a client id and tokens of its own. In this mode the
//! first of each that the server meets is taken for the seeded account's; a second one is as
//! unknown as ever. Only imprints are kept.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    AccessToken, Authority, Client, Grant, Imprint, RedirectUri, RefreshToken, Scopes,
    ServiceAccount,
};
use crate::store::World;

/// Position of the account whose credentials are adopted.
const SEEDED: usize = 0;

/// What was adopted already.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Adopted {
    address: Option<Imprint>,
    client: bool,
    service_account: bool,
    refresh_token: bool,
    access_token: bool,
}

impl World {
    /// From now on takes the first address, client id, secret, refresh token, access token and
    /// service account that it meets for those of the account that was added first. Without
    /// this only what the world issued or registered is good.
    pub fn adopt_credentials(&mut self) {
        self.authority.adopted.get_or_insert_default();
    }

    /// The account of that address, or the seeded one where the address is adopted.
    pub(crate) fn recognise_account(&mut self, address: &str) -> Option<usize> {
        if let Ok(position) = self.position(address) {
            return Some(position);
        }
        self.accounts.get(SEEDED)?;
        let adopted = self.authority.adopted.as_mut()?;
        let imprint = Imprint::of_address(address);
        (*adopted.address.get_or_insert(imprint) == imprint).then_some(SEEDED)
    }

    /// Whether credentials are adopted at all.
    pub(crate) fn adopts(&self) -> bool {
        self.authority.adopted.is_some()
    }

    /// The address of the seeded account, in the place of one that was adopted for it.
    pub(crate) fn seeded_for(&self, address: &str) -> Option<&str> {
        let adopted = self.authority.adopted.as_ref()?.address?;
        let seeded = self.accounts.get(SEEDED)?;
        (adopted == Imprint::of_address(address)).then_some(seeded.address.as_str())
    }

    /// The same; while none was adopted, also in the place of the one that would be adopted now.
    pub(crate) fn seeded_or_to_be(&self, address: &str) -> Option<&str> {
        let adopted = self.authority.adopted.as_ref()?;
        if adopted.address.is_some() || self.position(address).is_ok() {
            return self.seeded_for(address);
        }
        let seeded = self.accounts.get(SEEDED)?;
        Some(seeded.address.as_str())
    }

    /// The address that was adopted for the account at a position.
    pub(crate) fn adopted_for(&self, account: usize) -> Option<Imprint> {
        let adopted = self.authority.adopted.as_ref()?;
        adopted.address.filter(|_| account == SEEDED)
    }

    /// The addresses of the accounts, in the order in which they were added.
    pub(crate) fn account_addresses(&self) -> impl Iterator<Item = &str> {
        self.accounts.iter().map(|account| account.address.as_str())
    }
}

impl Authority {
    /// The client of that id.
    pub(crate) fn recognise_client(&mut self, id: &str) -> Option<usize> {
        let known = self.client(id);
        if known.is_none() && self.adopt(|adopted| &mut adopted.client) {
            self.clients.push(Client::to_be_learned(Imprint::of(id)));
            return Some(self.clients.len() - 1);
        }
        known
    }

    /// Whether a client may be sent to a redirect URI. A client that is being learned brings its
    /// own.
    pub(crate) fn accepts_redirect(&mut self, client: usize, uri: &RedirectUri) -> bool {
        let Some(client) = self.clients.get_mut(client) else {
            return false;
        };
        if !client.may_be_sent_to(uri) && client.learns_redirect {
            client.learns_redirect = false;
            client.redirects.push(uri.clone());
        }
        client.may_be_sent_to(uri)
    }

    /// The refresh token of that text, issued at some time or adopted now for this client.
    pub(crate) fn recognise_refresh_token(
        &mut self,
        text: &str,
        client: usize,
        now: Timestamp,
    ) -> Option<&RefreshToken> {
        let imprint = Imprint::of(text);
        if self.refresh_tokens.find(&imprint).is_none()
            && self.adopt(|adopted| &mut adopted.refresh_token)
        {
            let grant = self.insert_grant(Grant {
                client,
                account: SEEDED,
                scopes: Scopes::carddav(),
                revoked: false,
            });
            self.refresh_tokens
                .pin(imprint, RefreshToken::new(grant, now));
        }
        self.refresh_tokens.find(&imprint)
    }

    /// The access token of that text, issued at some time or adopted now. An adopted one does
    /// not end by itself.
    pub(crate) fn recognise_access_token(&mut self, text: &str) -> Option<&AccessToken> {
        let imprint = Imprint::of(text);
        if self.access_tokens.find(&imprint).is_none()
            && self.adopt(|adopted| &mut adopted.access_token)
        {
            let token = self.numbered(AccessToken::lasting(SEEDED));
            self.access_tokens.pin(imprint, token);
        }
        self.access_tokens.find(&imprint)
    }

    /// The position of the account whose access token a text is, good or not, or would be when
    /// it is adopted.
    pub(crate) fn account_of_bearer(&self, text: &str) -> Option<usize> {
        let adopted = self.adopted.as_ref();
        let to_be = adopted.filter(|adopted| !adopted.access_token);
        self.access_token(text)
            .map(|known| known.account)
            .or_else(|| to_be.map(|_| SEEDED))
    }

    /// The service account of that address.
    pub(crate) fn recognise_service_account(&mut self, email: &str) -> Option<&ServiceAccount> {
        let imprint = Imprint::of(email);
        let is_known = self
            .service_accounts
            .iter()
            .any(|known| known.email == imprint);
        if !is_known && self.adopt(|adopted| &mut adopted.service_account) {
            let delegated = Scopes::carddav();
            self.service_accounts
                .push(ServiceAccount::new(email).with_delegation(delegated));
        }
        self.service_accounts
            .iter()
            .find(|known| known.email == imprint)
    }

    /// Whether something of this sort is to be adopted now: the first, where that is wanted.
    fn adopt(&mut self, sort: impl Fn(&mut Adopted) -> &mut bool) -> bool {
        self.adopted
            .as_mut()
            .is_some_and(|adopted| !std::mem::replace(sort(adopted), true))
    }
}
