//! The way to a target: sends requests, learns what must not be shown, and takes out what belongs
//! to others before anything else sees it.

use std::sync::Arc;

use http::header::LOCATION;
use url::Url;

use super::claims::claim_what_is_named;
use super::login::Account;
use super::names::Names;
use crate::dav::{DAV, Element, Href};
use crate::exchange::{
    Authorization, Client, Exchange, Outgoing, Ownership, Redactor, Request, Response, Secret,
    without_foreign,
};
use crate::scenario::{Credentials, Device};

/// A token that no server can have issued.
const UNKNOWN_TOKEN: &str = "cardproof-never-issued";
/// A user and a password that no server can know. Never the account's own user: accounts are
/// locked for less.
const WRONG_USER: &str = "cardproof-nobody";
const WRONG_PASSWORD: &str = "cardproof-wrong-password";

/// A request with the credentials that it goes out with.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// The request.
    pub(super) request: Request,
    /// With which credentials.
    pub(super) credentials: Credentials,
    /// An `Authorization` header that the scenario itself gives.
    pub(super) own_authorization: Option<Secret>,
    /// As which client.
    pub(super) device: Device,
}

impl Letter {
    /// A request of the run itself.
    pub(super) const fn own(request: Request) -> Self {
        Self {
            request,
            credentials: Credentials::Own,
            own_authorization: None,
            device: Device::Own,
        }
    }
}

/// The way to one account of a target. A clone is another way to the same account.
#[derive(Clone, Debug)]
pub(super) struct Session {
    client: Arc<Client>,
    account: Account,
    base: Url,
    redactor: Redactor,
    /// Whose cards are whose; `None` on the mock, where all are the run's own.
    ownership: Option<Ownership>,
    book: Option<Href>,
}

impl Session {
    /// The way to a target. `base` is its scheme, host and port.
    pub(super) async fn new(client: Arc<Client>, account: Account, base: Url) -> Self {
        let mut redactor = Redactor::default();
        for (secret, name) in account.secrets().await {
            redactor.hide(&secret, name);
        }
        if let Authorization::Basic { user, .. } = account.authorization().await {
            if user.contains('@') {
                redactor.hide_account(&user);
            } else {
                redactor.hide_user(&user);
            }
        }
        Self {
            client,
            account,
            base,
            redactor,
            ownership: None,
            book: None,
        }
    }

    /// Treats every member of the address book that the run does not create as somebody else's.
    pub(super) fn respect_others(&mut self) {
        self.ownership = Some(Ownership::default());
    }

    /// Tells where the account's address book is.
    pub(super) fn set_book(&mut self, home: Option<&str>, book: &str) {
        let href = |reference: &str| Href::resolve(reference, self.base.as_str());
        let (home, book) = (home.map(href), href(book));
        if let Some(ownership) = &mut self.ownership {
            ownership.set_places(home, book.clone());
        }
        self.book = Some(book);
    }

    /// What sends its requests.
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// The same, with another client.
    pub(super) fn by(self, client: Arc<Client>) -> Self {
        Self { client, ..self }
    }

    /// The target's scheme, host and port.
    pub(super) const fn base(&self) -> &Url {
        &self.base
    }

    /// How the ledger calls what is created here.
    pub(super) fn names(&self) -> Names {
        Names::new(self.base.clone(), self.book.clone(), self.redactor.clone())
    }

    /// Whose cards are whose; `None` where all are the run's own.
    pub(super) const fn ownership(&self) -> Option<&Ownership> {
        self.ownership.as_ref()
    }

    /// The run created this, or is about to.
    pub(super) fn claim(&mut self, href: &Href) {
        if let Some(ownership) = &mut self.ownership {
            ownership.claim(href);
        }
    }

    /// Begins anew: what scenarios created until now is somebody else's.
    pub(super) fn forget_claims(&mut self) {
        if let Some(ownership) = &mut self.ownership {
            ownership.forget();
        }
    }

    /// What must not be shown.
    pub(super) const fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// What must not be shown, to add to it.
    pub(super) const fn redactor_mut(&mut self) -> &mut Redactor {
        &mut self.redactor
    }

    /// Sends a request. Own credentials that are refused are renewed once, where that is possible.
    pub(super) async fn send(&mut self, letter: &Letter) -> Exchange {
        if self.is_own(letter) {
            // Another way to the account may have renewed them.
            self.hide_credentials().await;
        }
        let authorization = self.authorization(letter).await;
        let mut exchange = self
            .client
            .send(outgoing(letter, authorization.clone()))
            .await;
        let refused = exchange
            .outcome
            .as_ref()
            .is_ok_and(|response| response.status == 401);
        if refused && self.is_own(letter) && self.account.renew(&authorization, &self.client).await
        {
            self.hide_credentials().await;
            let renewed = self.account.authorization().await;
            exchange = self.client.send(outgoing(letter, renewed)).await;
        }
        let Exchange {
            request,
            outcome,
            elapsed,
        } = exchange;
        let outcome = outcome.map(|response| self.received(&request, response));
        Exchange {
            request,
            outcome,
            elapsed,
        }
    }

    async fn hide_credentials(&mut self) {
        for (secret, name) in self.account.secrets().await {
            self.redactor.hide(&secret, name);
        }
    }

    fn is_own(&self, letter: &Letter) -> bool {
        letter.credentials == Credentials::Own
            && letter.own_authorization.is_none()
            && self.goes_to_target(letter)
    }

    /// Whether a request goes to the target. One that is written byte for byte does, whatever
    /// stands in it.
    fn goes_to_target(&self, letter: &Letter) -> bool {
        letter.request.raw.is_some() || self.is_target(&letter.request.url)
    }

    /// Whether a URL is one of the target: credentials are sent to no other.
    pub(super) fn is_target(&self, url: &str) -> bool {
        Url::parse(url).is_ok_and(|url| url.origin() == self.base.origin())
    }

    async fn authorization(&self, letter: &Letter) -> Authorization {
        if !self.goes_to_target(letter) {
            return Authorization::None;
        }
        if let Some(given) = &letter.own_authorization {
            return Authorization::AsGiven(given.clone());
        }
        match letter.credentials {
            Credentials::Own => self.account.authorization().await,
            Credentials::None => Authorization::None,
            Credentials::UnknownToken => Authorization::Bearer(Secret::new(UNKNOWN_TOKEN)),
            Credentials::WrongPassword => Authorization::Basic {
                user: WRONG_USER.to_owned(),
                password: Secret::new(WRONG_PASSWORD),
            },
        }
    }

    fn received(&mut self, request: &Request, response: Response) -> Response {
        let read = || Element::read(&response.body);
        let document = holds_at_sign(&response.body).then(read);
        let named = document.as_ref().and_then(|read| read.as_ref().ok());
        self.learn(request, &response, named);
        if let Some(ownership) = &mut self.ownership {
            claim_what_is_named(ownership, request, &response);
        }
        match &self.ownership {
            Some(ownership) => {
                let document = document.unwrap_or_else(read);
                without_foreign(response, &document, request, ownership)
            }
            None => response,
        }
    }

    /// Learns the account's address and cookies from an answer. `named` is the document that may
    /// name accounts.
    fn learn(&mut self, request: &Request, response: &Response, named: Option<&Element>) {
        self.redactor.hide_cookies_of(&response.headers);
        if let Some(location) = location(response) {
            self.learn_accounts(&location, request);
        }
        for element in named.map(Element::descendants).into_iter().flatten() {
            if element.is(DAV, "href") {
                self.learn_accounts(element.trimmed(), request);
            }
        }
    }

    /// The names of members may hold an at sign and are no accounts.
    fn learn_accounts(&mut self, reference: &str, request: &Request) {
        let href = Href::resolve(reference, &request.url);
        match &self.book {
            Some(book) if href.is_within(book) => self.redactor.hide_accounts_of(&book.canonical),
            _ => self.redactor.hide_accounts_of(&href.canonical),
        }
    }
}

fn outgoing(letter: &Letter, authorization: Authorization) -> Outgoing {
    Outgoing {
        request: letter.request.clone(),
        authorization,
        device: letter.device,
    }
}

/// The `Location` of an answer.
pub(super) fn location(response: &Response) -> Option<String> {
    let value = response.headers.get(LOCATION)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn holds_at_sign(body: &[u8]) -> bool {
    body.contains(&b'@') || body.windows(3).any(|window| window == b"%40")
}

#[cfg(test)]
#[path = "session/tests.rs"]
mod tests;
