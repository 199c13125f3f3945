//! The records of the authorization server.

use jiff::{SignedDuration, Timestamp};

use super::{
    AccessToken, Adopted, AuthorizationRequest, Client, Code, Consent, Grant, GrantNumber, Imprint,
    Project, RefreshToken, Scopes, ServiceAccount, Shelf,
};
use crate::store::{Ids, Secret};

/// How many of each kind are kept that clients can cause.
const PENDING: usize = 256;
const CODES: usize = 1_024;
const GRANTS: usize = 4_096;
const ACCESS_TOKENS: usize = 8_192;

/// How many refresh tokens one client can hold for one account; with the next the oldest ends
/// (google:AUTH-14).
const REFRESH_TOKENS: usize = 100;

/// Who may do what, and for how long.
#[derive(Clone, Debug)]
pub(crate) struct Authority {
    /// Tokens and codes come from here, so that ids of cards do not depend on how often a client
    /// refreshed its token.
    pub(super) ids: Ids,
    pub(crate) project: Project,
    pub(crate) clients: Vec<Client>,
    pub(crate) service_accounts: Vec<ServiceAccount>,
    pending: Shelf<Imprint, AuthorizationRequest>,
    codes: Shelf<Imprint, Code>,
    pub(super) grants: Shelf<GrantNumber, Grant>,
    pub(super) last_grant: GrantNumber,
    pub(super) refresh_tokens: Shelf<Imprint, RefreshToken>,
    pub(super) access_tokens: Shelf<Imprint, AccessToken>,
    pub(super) last_access_token: u64,
    /// What was adopted; `None` while nothing is to be adopted.
    pub(super) adopted: Option<Adopted>,
}

impl Authority {
    pub(crate) const fn new(ids: Ids) -> Self {
        Self {
            ids,
            project: Project::NEW,
            clients: Vec::new(),
            service_accounts: Vec::new(),
            pending: Shelf::new(PENDING),
            codes: Shelf::new(CODES),
            grants: Shelf::new(GRANTS),
            last_grant: 0,
            refresh_tokens: Shelf::new(GRANTS),
            access_tokens: Shelf::new(ACCESS_TOKENS),
            last_access_token: 0,
            adopted: None,
        }
    }

    /// The client of that id.
    pub(crate) fn client(&self, id: &str) -> Option<usize> {
        let id = Imprint::of(id);
        self.clients.iter().position(|client| client.id == id)
    }

    /// What the consent page calls a client.
    pub(crate) fn client_name(&self, client: usize) -> &str {
        self.clients
            .get(client)
            .map_or("Somebody", |client| client.name.as_str())
    }

    /// Keeps a request until the user decides. What comes back stands in the form, so that no
    /// other page can decide in the user's name.
    pub(crate) fn await_consent(&mut self, request: AuthorizationRequest) -> Secret {
        let ticket = self.ids.form_token();
        self.pending.put(Imprint::of(ticket.reveal()), request);
        ticket
    }

    /// The request that waits under a form token; the token is used up by that.
    pub(crate) fn take_request(&mut self, form_token: &str) -> Option<AuthorizationRequest> {
        self.pending.take(&Imprint::of(form_token))
    }

    /// Writes down what the user allows, and hands out the code for it.
    pub(crate) fn allow(
        &mut self,
        request: &AuthorizationRequest,
        consent: Consent,
        now: Timestamp,
    ) -> Secret {
        let granted = self.granted(request.client, consent.account);
        let offline = request.offline && (request.afresh || granted.is_none());
        let mut scopes = consent.scopes;
        if let Some(granted) = granted.filter(|_| request.include_granted) {
            scopes.extend(&granted);
        }
        let grant = self.insert_grant(Grant {
            client: request.client,
            account: consent.account,
            scopes,
            revoked: false,
        });
        let code = self.ids.code();
        self.codes.put(
            Imprint::of(code.reveal()),
            Code {
                grant,
                redirect: request.redirect.clone(),
                challenge: request.challenge.clone(),
                offline,
                issued: now,
                used: false,
            },
        );
        code
    }

    /// All that an account allows a client at present; `None` when it never allowed anything, or
    /// took it back.
    pub(crate) fn granted(&self, client: usize, account: usize) -> Option<Scopes> {
        self.grants
            .values()
            .filter(|grant| grant.client == client && grant.account == account && !grant.revoked)
            .map(|grant| grant.scopes.clone())
            .reduce(|mut all, scopes| {
                all.extend(&scopes);
                all
            })
    }

    pub(crate) fn grant(&self, number: GrantNumber) -> Option<&Grant> {
        self.grants.find(&number)
    }

    pub(crate) fn code_mut(&mut self, code: &str) -> Option<&mut Code> {
        self.codes.find_mut(&Imprint::of(code))
    }

    pub(crate) fn refresh_token_mut(&mut self, token: &str) -> Option<&mut RefreshToken> {
        self.refresh_tokens.find_mut(&Imprint::of(token))
    }

    pub(crate) fn access_token(&self, token: &str) -> Option<&AccessToken> {
        self.access_tokens.find(&Imprint::of(token))
    }

    pub(crate) fn access_token_mut(&mut self, token: &str) -> Option<&mut AccessToken> {
        self.access_tokens.find_mut(&Imprint::of(token))
    }

    /// Issues an access token.
    pub(crate) fn insert_access_token(&mut self, token: AccessToken) -> Secret {
        let (text, token) = (self.ids.access_token(), self.numbered(token));
        self.access_tokens.put(Imprint::of(text.reveal()), token);
        text
    }

    /// Issues an access token that never makes room for another.
    pub(crate) fn pin_access_token(&mut self, token: AccessToken) -> Secret {
        let (text, token) = (self.ids.access_token(), self.numbered(token));
        self.access_tokens.pin(Imprint::of(text.reveal()), token);
        text
    }

    /// Takes a text for an access token that never makes room for another. `false` if there is one
    /// with that text already.
    pub(super) fn pin_named(&mut self, text: &str, token: AccessToken) -> bool {
        if self.access_token(text).is_some() {
            return false;
        }
        let token = self.numbered(token);
        self.access_tokens.pin(Imprint::of(text), token);
        true
    }

    pub(super) const fn numbered(&mut self, mut token: AccessToken) -> AccessToken {
        self.last_access_token += 1;
        token.number = self.last_access_token;
        token
    }

    pub(super) fn end_access_tokens_of(&mut self, account: usize) {
        for token in self.access_tokens.values_mut() {
            token.ended |= token.account == account;
        }
    }

    /// When an access token ends that is issued now.
    pub(crate) fn expiry(&self, now: Timestamp) -> Timestamp {
        SignedDuration::try_from(self.project.token_life)
            .ok()
            .and_then(|life| now.checked_add(life).ok())
            .unwrap_or(Timestamp::MAX)
    }

    /// Issues a refresh token for a grant. The oldest of the same client and account ends when
    /// there are too many.
    pub(crate) fn insert_refresh_token(&mut self, grant: GrantNumber, now: Timestamp) -> Secret {
        self.make_room_for_refresh_token(grant);
        let text = self.ids.refresh_token();
        self.refresh_tokens
            .put(Imprint::of(text.reveal()), RefreshToken::new(grant, now));
        text
    }

    /// Takes a text for a refresh token that never makes room for those of other clients. It is new.
    pub(super) fn pin_refresh_token(&mut self, text: &str, grant: GrantNumber, now: Timestamp) {
        self.make_room_for_refresh_token(grant);
        self.refresh_tokens
            .pin(Imprint::of(text), RefreshToken::new(grant, now));
    }

    fn make_room_for_refresh_token(&mut self, grant: GrantNumber) {
        let Some((client, account)) = self.parties(grant) else {
            return;
        };
        let mut held: Vec<GrantNumber> = self
            .refresh_tokens
            .values()
            .filter(|token| !token.ended && self.parties(token.grant) == Some((client, account)))
            .map(|token| token.grant)
            .collect();
        held.sort_unstable();
        if held.len() >= REFRESH_TOKENS
            && let Some(oldest) = held.first()
        {
            for token in self.refresh_tokens.values_mut() {
                token.ended |= token.grant == *oldest;
            }
        }
    }

    /// The client and the account of a grant.
    fn parties(&self, grant: GrantNumber) -> Option<(usize, usize)> {
        self.grant(grant).map(|grant| (grant.client, grant.account))
    }

    pub(super) fn insert_grant(&mut self, grant: Grant) -> GrantNumber {
        self.last_grant += 1;
        self.grants.put(self.last_grant, grant);
        self.last_grant
    }

    /// Takes a grant back: all its tokens end (RFC 7009 §2.1).
    pub(crate) fn revoke_grant(&mut self, number: GrantNumber) {
        if let Some(grant) = self.grants.find_mut(&number) {
            grant.revoked = true;
        }
        for token in self.refresh_tokens.values_mut() {
            token.ended |= token.grant == number;
        }
        for token in self.access_tokens.values_mut() {
            token.ended |= token.grant == Some(number);
        }
    }

    /// Takes back whatever an account allowed to any client.
    pub(super) fn revoke_grants_of(&mut self, account: usize) {
        let numbers: Vec<GrantNumber> = self
            .grants
            .iter()
            .filter(|(_, grant)| grant.account == account)
            .map(|(number, _)| *number)
            .collect();
        for number in numbers {
            self.revoke_grant(number);
        }
    }
}
